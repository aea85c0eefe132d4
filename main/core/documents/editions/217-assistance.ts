/**
 * Decree No 217 of 2014, standards 14 (certificates to the unemployed), 18, 24 and 27 (social assistance). Held in
 * Kazakh, the language of the text; fields as in standards-2014.md b.2 to b.5.
 */
import { blanks, date217, kk217, kazakhOnly, longNumbers, longPerson } from './217-parts'
import { longName, text } from './parts'

const familyMembers = [
  {
    member_full_name: 'Тестов Арман Үлгіұлы',
    relation: 'жұбайы',
    birth_year: '1978',
    birth_date: '1978-04-11',
  },
  {
    member_full_name: 'Тестова Аружан Арманқызы',
    relation: 'қызы',
    birth_year: '2004',
    birth_date: '2004-09-01',
  },
  {
    member_full_name: 'Тестов Дамир Арманұлы',
    relation: 'ұлы',
    birth_year: '2009',
    birth_date: '2009-12-24',
  },
]
const sevenMembers = [
  ['жұбайы', '1978-04-11'],
  ['қызы', '2001-05-30'],
  ['ұлы', '2004-09-01'],
  ['бауырына басқан баласы', '2006-02-17'],
  ['асырап алынған қызы', '2009-12-24'],
  ['жұбайының анасы', '1949-07-08'],
  ['әпкесінің қамқорлықтағы баласы', '2012-10-19'],
].map(([relation, day]) => ({
  member_full_name: longName,
  relation: relation!,
  birth_year: day!.slice(0, 4),
  birth_date: day!,
}))

const land = ['kuni', 'garden', 'plot', 'conditional_share', 'property_share']
const livestock = ['cow', 'bull', 'mare', 'stallion', 'camel', 'she_camel', 'sheep_goat', 'poultry', 'pig']

const family = {
  family_registration_number: '2014-000117',
  applicant_full_name: kk217.applicant_full_name,
  applicant_address: kk217.applicant_address,
  applicant_phone: kk217.applicant_phone,
  application_date: kk217.application_date,
}
const longFamily = {
  family_registration_number: longNumbers,
  applicant_full_name: longName,
  applicant_address: longPerson.applicant_address,
}
const familyFields = [
  text('family_registration_number'),
  text('applicant_full_name'),
  text('applicant_address'),
  ...blanks('applicant_phone'),
  date217('application_date', 'short'),
]

export const forms217Assistance: unknown[] = [
  {
    ...kazakhOnly,
    formId: '217-std14-annex',
    title: {
      kk: 'Жұмыссыз азаматты тіркеу туралы анықтама беруге өтініш',
      ru: 'Заявление на выдачу справки о регистрации безработного гражданина',
      en: 'Application for a certificate of registration as an unemployed citizen',
    },
    fields: [
      text('centre_oblast_or_city'),
      text('branch_code'),
      text('applicant_iin'),
      text('applicant_full_name'),
      date217('applicant_birth_date', 'kk_zh'),
      text('id_doc_type'),
      ...blanks('id_doc_series'),
      text('id_doc_number'),
      text('id_doc_issued_by'),
      date217('id_doc_issue_date', 'kk_zh'),
      ...blanks('applicant_address'),
      text('applicant_address_oblast'),
      text('applicant_address_city_or_district'),
      ...blanks(
        'applicant_address_village',
        'applicant_address_street',
        'applicant_address_house',
        'applicant_address_flat',
      ),
      {
        id: 'attachments',
        type: 'list',
        required: true,
        columns: ['document_name', 'sheet_count', 'remark'],
      },
      ...blanks('applicant_phone', 'applicant_mobile', 'applicant_email'),
      date217('application_date', 'kk_zh'),
      // A blank without a caption before «өтініш берушінің Т.А.Ә.»; nothing is known of it.
      ...blanks('tear_off_blank1'),
      date217('registration_date', 'kk_zh'),
      date217('service_date', 'kk_zh'),
    ],
    sample: {
      kk: {
        ...kk217,
        branch_code: '00010203',
        id_doc_type: 'жеке куәлік',
        id_doc_series: '',
        applicant_address_oblast: 'Үлгі',
        attachments: [
          { document_name: 'Жеке куәліктің көшірмесі', sheet_count: '1', remark: '' },
          {
            document_name: 'Еңбек кітапшасының көшірмесі',
            sheet_count: '4',
            remark: 'түпнұсқасы қайтарылды',
          },
        ],
        registration_date: '2014-06-02',
        service_date: '2014-06-16',
      },
      long: {
        kk: {
          ...longPerson,
          id_doc_series: 'AB-XII',
          attachments: [
            'Жеке басын куәландыратын құжаттың көшірмесі',
            'Тұрғылықты жері бойынша тіркелгенін растайтын құжат (мекенжай анықтамасы)',
            'Еңбек кітапшасының көшірмесі',
            'Білімі туралы құжаттың көшірмесі қосымшасымен бірге',
          ].map((name, i) => ({
            document_name: name,
            sheet_count: String(i + 1),
            remark: 'түпнұсқасы қайтарылды',
          })),
        },
      },
    },
  },
  {
    ...kazakhOnly,
    formId: '217-std18-annex1',
    pages: 2,
    title: {
      kk: 'Өтініш',
      ru: 'Заявление на назначение государственной адресной социальной помощи',
      en: 'Application for targeted social assistance',
    },
    fields: [
      text('centre_settlement_district_oblast'),
      ...blanks('applicant_address_village'),
      text('applicant_address_city_or_district'),
      ...blanks(
        'applicant_address_street',
        'applicant_address_house',
        'applicant_address_flat',
        'applicant_phone',
      ),
      text('applicant_full_name'),
      text('id_doc_number'),
      text('id_doc_issued_by'),
      date217('id_doc_issue_date', 'short'),
      text('applicant_iin'),
      text('bank_account_number'),
      ...blanks('applicant_occupation'),
      text('family_size'),
      date217('application_date', 'kk_zh'),
      date217('acceptance_date', 'kk_zh'),
      text('accepted_by_full_name'),
      text('accepted_by_position'),
      text('family_registration_number'),
      date217('sent_to_commission_date', 'kk_zh_on', false),
      date217('commission_accepted_date', 'kk_zh_on', false),
      ...blanks('commission_member_full_name_and_signature'),
      date217('received_from_akim_date', 'kk_zh', false),
      ...blanks('from_akim_accepted_by_full_name', 'from_akim_accepted_by_position'),
      text('documents_copies_count'),
    ],
    sample: {
      kk: {
        ...kk217,
        bank_account_number: 'KZ00TEST000000000117',
        applicant_occupation: 'үй шаруасындағы әйел',
        family_size: '4',
        family_registration_number: family.family_registration_number,
        sent_to_commission_date: '2014-06-03',
        received_from_akim_date: '2014-06-02',
        from_akim_accepted_by_full_name: kk217.accepted_by_full_name,
        from_akim_accepted_by_position: kk217.accepted_by_position,
        documents_copies_count: '3',
      },
      long: {
        kk: {
          ...longPerson,
          family_registration_number: longNumbers,
          from_akim_accepted_by_full_name: longName,
          from_akim_accepted_by_position: longPerson.accepted_by_position,
        },
      },
    },
  },
  {
    ...kazakhOnly,
    formId: '217-std18-annex2',
    title: {
      kk: 'Өтініш берушінің отбасының құрамы туралы мәліметтер',
      ru: 'Сведения о составе семьи заявителя',
      en: "Composition of the applicant's family",
    },
    fields: [
      ...familyFields,
      {
        id: 'family',
        type: 'list',
        required: true,
        columns: ['member_full_name', 'relation', 'birth_year'],
      },
      text('confirming_official_full_name'),
    ],
    sample: {
      kk: {
        ...family,
        family: familyMembers.map(({ member_full_name, relation, birth_year }) => ({
          member_full_name,
          relation,
          birth_year,
        })),
        confirming_official_full_name: 'Үлгиева Сәуле Тестқызы',
      },
      long: {
        kk: { ...longFamily, family: sevenMembers, confirming_official_full_name: longName },
      },
    },
  },
  {
    ...kazakhOnly,
    formId: '217-std18-annex3',
    pages: 2,
    title: {
      kk: '20__ жылғы ___ тоқсанда адамның (өтініш берушінің отбасы мүшелерінің) алған табыстары туралы мәліметтер',
      ru: 'Сведения о доходах, полученных лицом (членами семьи заявителя) в ___ квартале 20__ года',
      en: "Income received by the person (members of the applicant's family) in the quarter",
    },
    fields: [
      ...familyFields,
      text('income_year'),
      text('income_quarter'),
      {
        id: 'income',
        type: 'list',
        required: true,
        columns: [
          'member_full_name',
          'work_or_study_place',
          'from_work',
          'pensions_allowances',
          'from_business',
          'scholarships',
          'alimony',
          'other_kinds',
          'other_declared',
        ],
      },
    ],
    sample: {
      kk: {
        ...family,
        income_year: '14',
        income_quarter: 'I',
        income: [
          {
            member_full_name: kk217.applicant_full_name,
            work_or_study_place: 'жұмыссыз, 2014 жылғы 12 ақпандағы № 45 анықтама',
            pensions_allowances: '15 430',
            alimony: '21 000',
          },
          {
            member_full_name: 'Тестов Арман Үлгіұлы',
            work_or_study_place: '«Үлгі» ЖШС, жүргізуші',
            from_work: '74 500',
            other_declared: '6 000',
          },
        ],
      },
      long: {
        kk: {
          ...longFamily,
          income: sevenMembers.map(({ member_full_name }) => ({
            member_full_name,
            work_or_study_place: '«Көкөзек ауданының ауыл шаруашылығы колледжі» КМҚК, екінші курс студенті',
            from_work: '1 274 500',
            pensions_allowances: '315 430',
            from_business: '1 120 000',
            scholarships: '148 300',
            alimony: '121 000',
            other_kinds: '118 000',
            other_declared: '160 000',
          })),
        },
      },
    },
  },
  {
    ...kazakhOnly,
    formId: '217-std18-annex4',
    title: {
      kk: 'Жеке қосалқы шаруашылық барлығын растайтын мәлімет',
      ru: 'Сведения, подтверждающие наличие личного подсобного хозяйства',
      en: 'Information confirming the existence of a personal subsidiary farm',
    },
    fields: [
      ...familyFields,
      ...blanks(
        ...land.flatMap((row) => [`land_${row}_quantity`, `land_${row}_unit`]),
        ...livestock.flatMap((row) => [`livestock_${row}_age`, `livestock_${row}_heads`]),
      ),
    ],
    sample: {
      kk: {
        ...family,
        land_garden_quantity: '6',
        land_garden_unit: 'сотық',
        land_plot_quantity: '0,25',
        land_plot_unit: 'га',
        livestock_cow_age: '4',
        livestock_cow_heads: '2',
        livestock_sheep_goat_age: '1–3',
        livestock_sheep_goat_heads: '11',
        livestock_poultry_heads: '20',
      },
      long: {
        kk: {
          ...longFamily,
          ...Object.fromEntries(
            land.flatMap((row) => [
              [`land_${row}_quantity`, '1 250,75'],
              [`land_${row}_unit`, 'шаршы метр'],
            ]),
          ),
          ...Object.fromEntries(
            livestock.flatMap((row) => [
              [`livestock_${row}_age`, '1 жас – 12 жас'],
              [`livestock_${row}_heads`, '1 250'],
            ]),
          ),
        },
      },
    },
  },
  {
    ...kazakhOnly,
    formId: '217-std24-annex1',
    title: {
      kk: 'Өтініш берушінің отбасы құрамы туралы мәліметтер',
      ru: 'Сведения о составе семьи заявителя',
      en: "Composition of the applicant's family",
    },
    fields: [
      ...familyFields,
      {
        id: 'family',
        type: 'list',
        required: true,
        columns: ['member_full_name', 'relation', 'birth_date'],
        dates: ['birth_date'],
      },
      text('confirming_official_full_name'),
    ],
    sample: {
      kk: {
        ...family,
        family: familyMembers.map(({ member_full_name, relation, birth_date }) => ({
          member_full_name,
          relation,
          birth_date,
        })),
        confirming_official_full_name: 'Үлгиева Сәуле Тестқызы',
      },
      long: {
        kk: { ...longFamily, family: sevenMembers, confirming_official_full_name: longName },
      },
    },
  },
  {
    ...kazakhOnly,
    formId: '217-std24-annex2',
    title: {
      kk: 'Жергілікті өкілді органдардың шешімдері бойынша мұқтаж азаматтардың жекелеген санаттарына әлеуметтік көмек тағайындауға арналған өтініш нысаны',
      ru: 'Форма заявления на назначение социальной помощи отдельным категориям нуждающихся граждан по решениям местных представительных органов',
      en: 'Application form for award of social assistance to certain categories of citizens in need by decisions of local representative bodies',
    },
    fields: [
      text('centre_settlement_district_oblast'),
      text('applicant_last_name'),
      text('applicant_first_name'),
      ...blanks('applicant_middle_name'),
      date217('applicant_birth_date', 'kk_zhylgy'),
      ...blanks('applicant_social_status'),
      text('applicant_address'),
      ...blanks('applicant_phone'),
      text('assistance_category'),
      text('payment_kinds'),
      date217('application_date', 'kk_zhylgy'),
      text('applicant_full_name'),
    ],
    sample: {
      kk: {
        ...kk217,
        applicant_last_name: 'Тестова',
        applicant_first_name: 'Әлия',
        applicant_middle_name: 'Үлгіқызы',
        applicant_social_status: 'көпбалалы ана',
        assistance_category: 'аз қамтылған отбасы',
        payment_kinds: 'біржолғы ақшалай төлем',
      },
      long: {
        kk: {
          ...longPerson,
          applicant_last_name: 'Әбдіғаппаров-Құлмұхамбетұлы',
          applicant_first_name: 'Нұрмұхаммедәли',
          applicant_middle_name: 'Қожағұлұлының ұлы',
          applicant_social_status:
            'Ұлы Отан соғысына қатысушыларға теңестірілген адам, екінші топтағы мүгедек',
          assistance_category:
            'әлеуметтік мәні бар аурулардың салдарынан өмірлік қиын жағдайға тап болған азаматтар',
          payment_kinds:
            'ай сайынғы ақшалай төлем және коммуналдық қызметтер шығындарын өтеу үшін біржолғы төлем',
        },
      },
    },
  },
  {
    ...kazakhOnly,
    formId: '217-std27-annex',
    title: {
      kk: 'Өтініш',
      ru: 'Заявление на выдачу справки о принадлежности заявителя (семьи) к получателям адресной социальной помощи',
      en: 'Application for a certificate that the applicant (family) receives targeted social assistance',
    },
    fields: [
      text('centre_settlement_district_oblast'),
      text('applicant_full_name'),
      ...blanks('applicant_address_village'),
      text('applicant_address_city_or_district'),
      ...blanks(
        'applicant_address_street',
        'applicant_address_house',
        'applicant_address_flat',
        'applicant_phone',
      ),
      text('id_doc_number'),
      text('id_doc_issued_by'),
      date217('id_doc_issue_date', 'short'),
      text('certificate_year'),
      text('certificate_quarter'),
      date217('application_date', 'kk_zh'),
    ],
    sample: {
      kk: { ...kk217, certificate_year: '14', certificate_quarter: 'II' },
      long: { kk: longPerson },
    },
  },
]
