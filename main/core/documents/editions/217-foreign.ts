/**
 * Decree No 217 of 2014, standards 29 (permits for foreign labour) and 30 (status of oralman). Held in Kazakh, the
 * language of the text; fields as in standards-2014.md b.6 and b.7.
 */
import { blanks, date217, kazakhOnly, kk217, longPerson } from './217-parts'
import { longCentre, longName, longReason, text } from './parts'

/** The form offers only these two, though it serves re-issue as well (standards-2014.md d.1). */
const requestKind = { id: 'request_kind', type: 'choice', required: true, options: ['issue', 'extend'] }

const categories = [1, 2, 3, 4]
const contentRows = ['cat12', 'cat34', 'sum']
const contentColumns = ['total', 'foreign', 'planned', 'col6', 'col7', 'col8']

const kk = {
  ...kk217,
  employer_full_name: '«Үлгі Құрылыс» жауапкершілігі шектеулі серіктестігі',
  employer_head_full_name: 'Тестов Арман Үлгіұлы',
  employer_head_position: 'директор',
  request_kind: 'issue',
}
const longEmployer =
  '«Үлгі облысының өнеркәсіптік және азаматтық құрылыс, су шаруашылығы нысандарын салу мен жөндеу жөніндегі ' +
  'біріккен құрылыс-монтаждау басқармасы» жауапкершілігі шектеулі серіктестігінің Көкөзек ауданындағы филиалы'
const long = {
  ...longPerson,
  employer_full_name: longEmployer,
  employer_head_full_name: longName,
  employer_head_position: 'бас директордың өндіріс және персонал жөніндегі бірінші орынбасары',
}

const positions = 'құрылыс учаскесінің басшысы, мұнара краны бригадасының шебері, дәнекерлеуші'
const longAttachments =
  'шетелдік қызметкерлер туралы мәліметтер; білімі туралы құжаттардың нотариат куәландырған аудармасы мен көшірмелері; ' +
  'еңбек қызметін растайтын құжаттар; кадрлардағы жергілікті қамту туралы ақпарат; бұрын берілген рұқсаттардың ерекше ' +
  'шарттарының орындалуы туралы ақпарат; рұқсат беру үшін алым төленгенін растайтын құжаттың көшірмесі'

const workers = [
  {
    full_name_latin: 'TESTMAN JOHN EXAMPLE',
    birth_date: '1979-03-08',
    sex: 'ер',
    citizenship_or_country: 'Түркия',
    passport_number: 'U00000117',
    passport_date: '2012-05-21',
    education_specialty_qualification: 'жоғары, құрылыс инженері',
    occupation: 'құрылыс учаскесінің басшысы',
  },
  {
    full_name_latin: 'SAMPLEVICH IVAN',
    birth_date: '1984-11-30',
    sex: 'ер',
    citizenship_or_country: 'Беларусь',
    passport_number: 'MP0000117',
    passport_date: '2013-01-15',
    education_specialty_qualification: 'орта техникалық, электргазбен дәнекерлеуші',
    occupation: 'электргазбен дәнекерлеуші, 6-разряд',
  },
]

export const forms217Foreign: unknown[] = [
  {
    ...kazakhOnly,
    formId: '217-std29-annex1',
    pages: 2,
    title: {
      kk: 'ӨТІНІШ',
      ru: 'Заявление работодателя на выдачу, продление разрешения на привлечение иностранной рабочей силы',
      en: 'Application of the employer for issue / extension of a permit to attract foreign labour',
    },
    fields: [
      text('centre_oblast_or_city'),
      text('employer_full_name'),
      text('permit_oblast_or_city'),
      text('total_workers'),
      ...blanks(
        ...categories.flatMap((n) => [`category${n}_count`, `category${n}_positions`]),
        'seasonal_count',
      ),
      requestKind,
      text('employer_name'),
      text('employer_ownership_form'),
      date217('employer_founded_date', 'kk_zhylgy', false),
      // `rnn` is the taxpayer number, given up in 2013: the blank stays on the form.
      ...blanks('employer_registration_certificate', 'rnn', 'employer_iin'),
      text('employer_bin'),
      text('employer_activity_kind'),
      text('employer_address'),
      ...blanks('employer_phone', 'employer_fax'),
      text('attachments_text'),
      text('need_justification'),
      ...blanks(
        'foreign_entity_name',
        'foreign_entity_registration',
        'foreign_entity_tax_number',
        'foreign_entity_activity',
        'foreign_entity_address',
        'foreign_entity_phone',
      ),
      text('employer_head_full_name'),
      text('employer_head_position'),
      date217('application_date', 'kk_zh'),
      date217('acceptance_date', 'kk_zhylgy'),
      text('accepted_by_full_name'),
      text('accepted_by_position'),
      date217('registration_date', 'kk_zh'),
    ],
    sample: {
      kk: {
        ...kk,
        centre_oblast_or_city: 'Үлгі облысының',
        permit_oblast_or_city: 'Үлгі',
        total_workers: '6',
        category2_count: '1',
        category2_positions: 'құрылыс учаскесінің басшысы',
        category3_count: '5',
        category3_positions: 'электргазбен дәнекерлеуші, монтаждаушы',
        employer_name: kk.employer_full_name,
        employer_ownership_form: 'жеке меншік',
        employer_founded_date: '2006-09-14',
        employer_registration_certificate: '№ 0117-1900-ЖШС, Үлгі облысының Әділет департаменті, 14.09.2006',
        employer_bin: '060940000117',
        employer_activity_kind: 'тұрғын емес ғимараттардың құрылысы',
        employer_address: 'Үлгі облысы, Көкөзек ауданы, Құрылысшылар көшесі, 7',
        employer_phone: '8 (7122) 00-00-00',
        employer_fax: '8 (7122) 00-00-01',
        attachments_text: 'шетелдік қызметкерлер туралы мәліметтер, білімі туралы құжаттардың көшірмелері',
        need_justification: 'қазақстандық мамандарды іздестіру нәтиже бермеді, жұмыс орындары бос тұр',
        registration_date: '2014-06-02',
      },
      long: {
        kk: {
          ...long,
          category1_count: '2',
          category2_count: '14',
          category3_count: '120',
          category4_count: '37',
          seasonal_count: '25',
          total_workers: '198',
          ...Object.fromEntries(categories.map((n) => [`category${n}_positions`, positions])),
          request_kind: 'extend',
          employer_name: longEmployer,
          employer_ownership_form: 'шетелдің қатысуымен құрылған бірлескен кәсіпорын',
          employer_registration_certificate:
            '№ 0117-1900-ЖШС сериясы А 0001170, Үлгі облысының Әділет департаменті Көкөзек ауданының Әділет басқармасы, 14.09.2006',
          rnn: '000000000117',
          employer_iin: '900101450018',
          employer_activity_kind:
            'тұрғын үй және тұрғын емес ғимараттарды, гидротехникалық құрылыстарды, автомобиль жолдарын салу және жөндеу',
          employer_address: longPerson.applicant_address,
          attachments_text: longAttachments,
          need_justification: longReason,
          foreign_entity_name:
            'Example Construction and Engineering Joint Stock Company (Sample Republic) Limited',
          foreign_entity_registration:
            'REG-0000117, 2001 жылғы 17 қаңтар, Үлгі Республикасының Сауда тізілімі палатасы, бірінші бөлім',
          foreign_entity_tax_number: 'TIN 000-000-117',
          foreign_entity_activity: 'өнеркәсіптік нысандарды жобалау, салу және жабдықтарды іске қосу',
          foreign_entity_address:
            'Example Republic, 00117 Sampletown, Long Builders Avenue 1117, Building 17, Office 117',
          foreign_entity_phone: '+00 117 000 00 00',
        },
      },
    },
  },
  {
    ...kazakhOnly,
    formId: '217-std29-annex2',
    pages: 2,
    title: {
      kk: 'Шетелдік қызметкерлер туралы мәліметтер',
      ru: 'Сведения об иностранных работниках',
      en: 'Information on the foreign workers',
    },
    fields: [
      text('employer_full_name'),
      {
        id: 'foreign_workers',
        type: 'list',
        required: true,
        columns: Object.keys(workers[0]!),
        dates: ['birth_date', 'passport_date'],
      },
      text('employer_head_full_name'),
      text('employer_head_position'),
    ],
    sample: {
      kk: { ...kk, foreign_workers: workers },
      long: {
        kk: {
          ...long,
          foreign_workers: Array.from({ length: 7 }, () => ({
            ...workers[0]!,
            full_name_latin: 'KONSTANTINOPOLSKAYA-PREOBRAZHENSKAYA ALEXANDRINA VSEVOLODOVNA',
            citizenship_or_country: 'Ұлыбритания және Солтүстік Ирландия Құрама Корольдігі',
            education_specialty_qualification:
              'жоғары, өнеркәсіптік және азаматтық құрылыс, құрылыс инженері',
            occupation: 'жабдықты іске қосу және баптау жөніндегі жетекші инженер',
          })),
        },
      },
    },
  },
  {
    ...kazakhOnly,
    formId: '217-std29-annex3',
    title: {
      kk: 'Кадрлардағы жергілікті қамту туралы ақпарат нысаны',
      ru: 'Форма информации о местном содержании в кадрах',
      en: 'Form of information on local content in staff',
    },
    fields: [
      ...contentRows.flatMap((row) => contentColumns.map((column) => text(`rows_${row}_${column}`))),
      text('employer_head_full_name'),
      text('employer_head_position'),
    ],
    sample: {
      kk: {
        ...kk,
        ...contentOf('cat12', ['12', '1', '1', '13', '2', '15,4']),
        ...contentOf('cat34', ['148', '3', '5', '153', '8', '5,2']),
        ...contentOf('sum', ['160', '4', '6', '166', '10', '6,0']),
      },
      long: { kk: long },
    },
  },
  {
    ...kazakhOnly,
    formId: '217-std29-annex4',
    pages: 2,
    title: {
      kk: 'Жұмыс берушімен рұқсат берудің ерекше шарттарын келісу нысаны',
      ru: 'Форма согласования с работодателем особых условий выдачи разрешения',
      en: 'Form of agreeing with the employer the special conditions of the permit',
    },
    fields: [
      {
        id: 'conditions',
        type: 'list',
        required: true,
        columns: ['worker_full_name', 'category', 'occupation', 'special_condition', 'due_date'],
        dates: ['due_date'],
      },
      text('provider_full_name'),
      text('employer_full_name'),
      text('signatory_full_name'),
      text('signatory_position'),
      text('employer_head_full_name'),
      text('employer_head_position'),
      date217('authority_sign_date', 'kk_zh', false),
      date217('employer_sign_date', 'kk_zh', false),
    ],
    sample: {
      kk: {
        ...kk,
        conditions: [
          {
            worker_full_name: 'Тестман Джон',
            category: 'екінші санат',
            occupation: 'құрылыс учаскесінің басшысы',
            special_condition:
              'Қазақстан Республикасының бір азаматын «құрылыс шебері» мамандығы бойынша даярлау',
            due_date: '2014-12-31',
          },
        ],
        provider_full_name:
          'Үлгі облысының жұмыспен қамтуды үйлестіру және әлеуметтік бағдарламалар басқармасы',
        signatory_full_name: 'Үлгиева Сәуле Тестқызы',
        signatory_position: 'басқарма басшысы',
      },
      long: {
        kk: {
          ...long,
          conditions: Array.from({ length: 7 }, () => ({
            worker_full_name: longName,
            category: 'үшінші санат',
            occupation: 'жабдықты іске қосу және баптау жөніндегі жетекші инженер',
            special_condition:
              'Қазақстан Республикасының үш азаматын «электргазбен дәнекерлеуші» кәсібі бойынша қайта даярлау және ' +
              'біліктілігін арттыру; Көкөзек ауданында он қосымша жұмыс орнын құру',
            due_date: '2014-12-31',
          })),
          provider_full_name: longCentre,
          signatory_full_name: longName,
          signatory_position: 'облыстық басқарма басшысының бірінші орынбасары',
          authority_sign_date: '2014-09-10',
          employer_sign_date: '2014-09-10',
        },
      },
    },
  },
  {
    ...kazakhOnly,
    formId: '217-std29-annex5',
    title: {
      kk: 'ӨТІНІШ',
      ru: 'Заявление иностранного работника на выдачу, продление разрешения на трудоустройство',
      en: 'Application of the foreign worker for issue / extension of a job permit',
    },
    fields: [
      text('centre_oblast_or_city'),
      text('applicant_full_name'),
      text('id_doc_details'),
      text('permit_oblast_or_city'),
      text('job_position'),
      requestKind,
      text('expected_workplace'),
      text('applicant_address'),
      ...blanks('applicant_phone', 'applicant_fax'),
      text('attachments_text'),
      text('applicant_foreign_address'),
      ...blanks('applicant_foreign_phone'),
      date217('application_date', 'kk_zh'),
      date217('acceptance_date', 'kk_zhylgy_on'),
      text('accepted_by_full_name'),
      text('accepted_by_position'),
      date217('registration_date', 'kk_zh'),
    ],
    sample: {
      kk: {
        ...kk,
        centre_oblast_or_city: 'Үлгі облысының',
        applicant_full_name: 'Тестман Джон',
        id_doc_details: 'паспорт № U00000117, 21.05.2012, Үлгі Республикасының Ішкі істер министрлігі',
        permit_oblast_or_city: 'Үлгі',
        job_position: 'құрылыс учаскесінің басшысы',
        expected_workplace: '«Үлгі Құрылыс» ЖШС, Көкөзек ауданы, Құрылысшылар көшесі, 7',
        applicant_fax: '',
        attachments_text: 'паспорттың көшірмесі, білімі туралы құжаттың көшірмесі',
        applicant_foreign_address: 'Үлгі Республикасы, Сэмплтаун қаласы, Бірінші көше, 17',
        applicant_foreign_phone: '+00 117 000 00 00',
        registration_date: '2014-06-02',
      },
      long: {
        kk: {
          ...longPerson,
          id_doc_details:
            'паспорт № U00000117-117, 21.05.2012, Үлгі Республикасы Ішкі істер министрлігінің Сэмплтаун қаласындағы бөлімі',
          job_position: 'жабдықты іске қосу және баптау жөніндегі жетекші инженер',
          request_kind: 'extend',
          expected_workplace: longEmployer,
          applicant_fax: '8 (7122) 00-00-01',
          attachments_text:
            'паспорттың, білімі туралы құжаттың және еңбек қызметін растайтын құжаттардың нотариат куәландырған көшірмелері',
          applicant_foreign_address:
            'Үлгі Республикасы, Солтүстік провинция, Сэмплтаун қаласы, Тәуелсіздік даңғылы, 1117-үй, 117-пәтер',
        },
      },
    },
  },
  {
    ...kazakhOnly,
    formId: '217-std30-annex',
    title: {
      kk: 'Оралман мәртебесін беру туралы өтініш',
      ru: 'Заявление о присвоении статуса оралмана',
      en: 'Application for granting the status of oralman',
    },
    fields: [
      text('provider_full_name'),
      text('applicant_address'),
      text('applicant_full_name'),
      text('centre_oblast_or_city'),
      ...blanks('family_spouse', 'family_parents', 'family_children', 'family_siblings'),
      text('attachments_text'),
      date217('application_date', 'kk_zhylgy'),
      text('accepted_by_full_name'),
      text('accepted_by_position'),
      date217('acceptance_date', 'kk_zhylgy'),
    ],
    sample: {
      kk: {
        ...kk217,
        provider_full_name:
          'Үлгі облысының жұмыспен қамтуды үйлестіру және әлеуметтік бағдарламалар басқармасы',
        family_spouse: 'Тестов Арман Үлгіұлы',
        family_parents: 'Үлгиев Тест, Үлгиева Бану',
        family_children: 'Тестова Аружан, Тестов Дамир',
        family_siblings: '',
        attachments_text: 'паспорттардың көшірмелері, өмірбаян, екі фотосурет',
      },
      long: {
        kk: {
          ...longPerson,
          provider_full_name: longCentre,
          family_spouse: longName,
          family_parents: `${longName}, ${longName}`,
          family_children: `${longName}, ${longName}, ${longName}`,
          family_siblings: longName,
          attachments_text: longAttachments,
        },
      },
    },
  },
]

/** Values of one row of the table of local content, in the order of its columns. */
function contentOf(row: string, values: string[]): Record<string, string> {
  return Object.fromEntries(contentColumns.map((column, i) => [`rows_${row}_${column}`, values[i]!]))
}
