/** Order No 84, annex 8-1, edition of Order No 172: referrals of 2022, historic (forms.md 7). */

import {
  choice,
  date,
  kk,
  late,
  list,
  longAddress,
  longAddressRu,
  longArea,
  longAreaRu,
  longEmployer,
  longEmployerRu,
  longName,
  longNameRu,
  longPhone,
  ru,
  text,
} from './parts'

const edition = '172'
const wording = { kk: 'official', ru: 'own_translation' }
const projects = ['social_job', 'first_job', 'generations_contract', 'silver_age']

const longCentre =
  'Үлгі облысы Көкөзек ауданы әкімдігінің "Көкөзек ауданының халықты жұмыспен қамту орталығы" коммуналдық ' +
  'мемлекеттік мекемесі, Жаңақоныс, Ақсу-Аюлы, Бәйтерек және Сарыбұлақ ауылдық округтеріне қызмет көрсету бөлімі'
const longCentreRu =
  'Коммунальное государственное учреждение "Центр занятости населения Кокозекского района" акимата Кокозекского ' +
  'района Образцовой области, отдел по обслуживанию Жанаконысского, Байтерекского и Сарыбулакского округов'

const documents = {
  kk: [
    { document_name: 'жеке басын куәландыратын құжат' },
    { document_name: 'еңбек қызметін растайтын құжат' },
    { document_name: 'білімі туралы құжаттың көшірмесі' },
  ],
  ru: [
    { document_name: 'документ, удостоверяющий личность' },
    { document_name: 'документ, подтверждающий трудовую деятельность' },
    { document_name: 'копия документа об образовании' },
  ],
}
const moreDocuments = {
  kk: [
    { document_name: 'отбасы құрамы мен тұрғылықты жері туралы ақпараттық жүйелерден алынған мәліметтер' },
    { document_name: 'әлеуметтік мәртебесін растайтын құжат (бар болса)' },
    { document_name: 'жалпы білім беретін мектептің денсаулық жағдайына қатысты жазбаша келісімі' },
  ],
  ru: [
    { document_name: 'сведения из информационных систем о составе семьи и месте жительства заявителя' },
    { document_name: 'документ, подтверждающий социальный статус (при наличии)' },
    { document_name: 'письменное согласие общеобразовательной школы с учетом состояния здоровья' },
  ],
}

type Values = Record<string, unknown>
interface Samples {
  kk: Values
  ru: Values
  long: { kk: Values; ru: Values }
}

/** An organisation: its fields, and its part of the samples. */
const organisation = (prefix: string) => [
  text(`${prefix}_name`),
  text(`${prefix}_address`),
  text(`${prefix}_phone`),
]
const organisationSamples = (prefix: string, kkName: string, ruName: string): Samples => ({
  kk: {
    [`${prefix}_name`]: kkName,
    [`${prefix}_address`]: 'Көкөзек ауданы, Жаңақоныс кенті, Абай көшесі, 1',
    [`${prefix}_phone`]: '8 (7122) 00-00-00',
  },
  ru: {
    [`${prefix}_name`]: ruName,
    [`${prefix}_address`]: 'Кокозекский район, посёлок Жанаконыс, улица Абая, 1',
    [`${prefix}_phone`]: '8 (7122) 00-00-00',
  },
  long: {
    kk: {
      [`${prefix}_name`]: longEmployer,
      [`${prefix}_address`]: longAddress,
      [`${prefix}_phone`]: longPhone,
    },
    ru: {
      [`${prefix}_name`]: longEmployerRu,
      [`${prefix}_address`]: longAddressRu,
      [`${prefix}_phone`]: longPhone,
    },
  },
})
const employer = organisationSamples('employer', '"Үлгі-Агро" ЖШС', 'ТОО "Образец-Агро"')

/** The same values in both languages. */
const alike = (usual: Values, long: Values): Samples => ({
  kk: usual,
  ru: usual,
  long: { kk: long, ru: long },
})

const joined = (samples: Samples[]): Samples => ({
  kk: Object.assign({}, ...samples.map((sample) => sample.kk)) as Values,
  ru: Object.assign({}, ...samples.map((sample) => sample.ru)) as Values,
  long: {
    kk: Object.assign({}, ...samples.map((sample) => sample.long.kk)) as Values,
    ru: Object.assign({}, ...samples.map((sample) => sample.long.ru)) as Values,
  },
})

const referralSamples: Samples = {
  kk: {
    referral_number: '2022-000031',
    applicant_full_name: kk.applicant_full_name,
    signatory_position: 'директор',
    signatory_full_name: 'Үлгиев Нұрлан Тестұлы',
    issue_date: '2022-09-05',
  },
  ru: {
    referral_number: '2022-000031',
    applicant_full_name: ru.applicant_full_name,
    signatory_position: 'директор',
    signatory_full_name: 'Образцов Нурлан Тестович',
    issue_date: '2022-09-05',
  },
  long: {
    kk: {
      applicant_full_name: longName,
      signatory_position: 'директордың жұмыспен қамтудың белсенді шаралары жөніндегі орынбасары',
      signatory_full_name: longName,
      notice_date: '2022-09-12',
    },
    ru: {
      applicant_full_name: longNameRu,
      signatory_position: 'заместитель директора по активным мерам содействия занятости',
      signatory_full_name: longNameRu,
      notice_date: '2022-09-12',
    },
  },
}

/**
 * A referral with its tear-off notice. What the organisation writes by hand is blank in the usual sample and
 * filled in the long one.
 */
const referral = (
  annex: number,
  title: { kk: string; ru: string; en: string },
  fields: object[],
  ...samples: Samples[]
) => ({
  formId: `${edition}-annex${annex}`,
  edition,
  title,
  wording,
  handedOver: true,
  copies: 1,
  fields: [
    text('referral_number'),
    text('applicant_full_name'),
    ...fields,
    text('signatory_position'),
    text('signatory_full_name'),
    date('issue_date', 'short', 'short'),
    late(date('notice_date', 'short', 'short')),
  ],
  sample: joined([referralSamples, ...samples]),
})

/** Who signs the notice for the organisation; written by hand. */
const representative = (prefix: string) => late(text(`${prefix}_representative_full_name`))
const representativeSample = (prefix: string): Samples => ({
  kk: {},
  ru: {},
  long: {
    kk: { [`${prefix}_representative_full_name`]: longName },
    ru: { [`${prefix}_representative_full_name`]: longNameRu },
  },
})

const enrolment = [
  late(date('enrolment_order_date', 'kk_attr', 'ru_gen')),
  late(text('enrolment_order_number')),
  late(date('enrolment_until_date', 'kk_until', 'ru_gen')),
]
const enrolmentDone = {
  enrolment_order_date: '2022-09-09',
  enrolment_order_number: '145-ж',
  enrolment_until_date: '2022-12-12',
}

const contract = [
  late(date('labour_contract_date', 'kk_on', 'ru_gen')),
  late(text('labour_contract_number')),
  late(date('hire_order_date', 'kk_attr', 'ru_gen')),
  late(text('hire_order_number')),
  late(date('hired_from_date', 'kk_from', 'ru_gen')),
  late(date('hired_to_date', 'kk_until', 'ru_gen')),
]
const contractDone = {
  labour_contract_date: '2022-09-09',
  labour_contract_number: '145',
  hire_order_date: '2022-09-09',
  hire_order_number: '145-ж',
  hired_from_date: '2022-09-12',
  hired_to_date: '2023-03-12',
}

const training = [
  date('training_start_date', 'kk_from', 'ru_gen'),
  date('training_end_date', 'kk_until', 'ru_gen'),
]
const trainingDates = { training_start_date: '2022-09-12', training_end_date: '2022-12-12' }
const qualification: Samples = {
  kk: {},
  ru: {},
  long: {
    kk: { qualification_name: 'ауыл шаруашылығы өндірісінің тракторшы-машинисі' },
    ru: { qualification_name: 'тракторист-машинист сельскохозяйственного производства' },
  },
}

/** Fields and samples of annexes 8, 9 and 10: a job with an employer for some months. */
const job = [
  date('employment_start_date', 'kk_from', 'ru_gen'),
  date('employment_end_date', 'kk_until', 'ru_gen'),
  text('employment_months'),
  ...organisation('employer'),
  text('profession_name'),
  ...contract,
  late(text('job_position_name')),
  late(text('hired_months')),
  representative('employer'),
]
const jobSamples = joined([
  employer,
  representativeSample('employer'),
  alike(
    { employment_start_date: '2022-09-12', employment_end_date: '2023-03-12', employment_months: '6' },
    { ...contractDone, hired_months: '6' },
  ),
  {
    kk: { profession_name: 'агроном' },
    ru: { profession_name: 'агроном' },
    long: {
      kk: {
        profession_name: 'ауыл шаруашылығы өнімдерінің сапасын бақылау жөніндегі зертханашы-технолог',
        job_position_name: 'ауыл шаруашылығы өнімдерінің сапасын бақылау жөніндегі зертханашы-технолог',
      },
      ru: {
        profession_name: 'лаборант-технолог по контролю качества сельскохозяйственной продукции',
        job_position_name: 'лаборант-технолог по контролю качества сельскохозяйственной продукции',
      },
    },
  },
])

export const forms172: unknown[] = [
  {
    formId: '172-annex1',
    edition,
    title: {
      kk: 'Белсенді шараларға қатысуға жолдама беру туралы өтініш (2022 ж.)',
      ru: 'Заявление о выдаче направления на участие в активных мерах (2022 г.)',
      en: 'Application for a referral (2022)',
    },
    wording,
    handedOver: false,
    copies: 1,
    fields: [
      text('centre_area_name'),
      text('applicant_address'),
      text('applicant_full_name'),
      choice('requested_measure', [
        'vocational_training',
        'bastau_business',
        'microcredit',
        'youth_practice',
        'social_job',
        'public_works',
        'relocation',
      ]),
      late(choice('requested_social_job_project', projects)),
      list('attached_documents', ['document_name']),
      date('application_date', 'short', 'short'),
      date('acceptance_date', 'kk_on', 'ru_gen'),
      text('application_number'),
      text('accepted_by_full_name'),
      text('accepted_by_position'),
      date('receipt_date', 'short', 'short'),
    ],
    sample: joined([
      alike(
        {
          requested_measure: 'social_job',
          requested_social_job_project: 'first_job',
          application_date: '2022-09-01',
          acceptance_date: '2022-09-01',
          application_number: '2022-000012',
          receipt_date: '2022-09-01',
        },
        {},
      ),
      {
        kk: {
          centre_area_name: 'Көкөзек',
          applicant_address: 'Көкөзек ауданы, Жаңақоныс кенті, Абай көшесі, 2',
          applicant_full_name: kk.applicant_full_name,
          attached_documents: documents.kk,
          accepted_by_full_name: kk.specialist_full_name,
          accepted_by_position: 'маман',
        },
        ru: {
          centre_area_name: 'Кокозекского',
          applicant_address: 'Кокозекский район, посёлок Жанаконыс, улица Абая, 2',
          applicant_full_name: ru.applicant_full_name,
          attached_documents: documents.ru,
          accepted_by_full_name: ru.specialist_full_name,
          accepted_by_position: 'специалист',
        },
        long: {
          kk: {
            centre_area_name: longArea,
            applicant_address: longAddress,
            applicant_full_name: longName,
            attached_documents: [...documents.kk, ...moreDocuments.kk],
            accepted_by_full_name: longName,
            accepted_by_position: 'жұмыспен қамтудың белсенді шаралары бөлімінің жетекші маманы',
          },
          ru: {
            centre_area_name: longAreaRu,
            applicant_address: longAddressRu,
            applicant_full_name: longNameRu,
            attached_documents: [...documents.ru, ...moreDocuments.ru],
            accepted_by_full_name: longNameRu,
            accepted_by_position: 'ведущий специалист отдела активных мер содействия занятости',
          },
        },
      },
    ]),
  },
  {
    formId: '172-annex3',
    edition,
    title: {
      kk: 'Өтінішті қабылдаудан бас тарту туралы қолхат (2022 ж.)',
      ru: 'Расписка об отказе в приеме заявления (2022 г.)',
      en: 'Receipt of refusal to accept the application (2022)',
    },
    wording,
    handedOver: true,
    // One for each party, as the form itself says.
    copies: 2,
    fields: [
      text('provider_full_name'),
      list('missing_documents', ['document_name', 'defect']),
      text('director_full_name'),
      text('executor_full_name'),
      text('applicant_full_name'),
      date('receipt_sign_date', 'kk_nom', 'ru_gen'),
      date('issue_date', 'kk_nom', 'ru_gen'),
    ],
    sample: joined([
      alike({ receipt_sign_date: '2022-09-01', issue_date: '2022-09-01' }, {}),
      {
        kk: {
          provider_full_name: 'Көкөзек ауданының халықты жұмыспен қамту орталығы',
          missing_documents: [
            { document_name: 'еңбек қызметін растайтын құжат', defect: '(ұсынылмаған)' },
            {
              document_name: 'жеке басын куәландыратын құжат',
              defect: '(қолданылу мерзімі өткен: 01.02.2022)',
            },
          ],
          director_full_name: 'Үлгиев Нұрлан Тестұлы',
          executor_full_name: kk.specialist_full_name,
          applicant_full_name: kk.applicant_full_name,
        },
        ru: {
          provider_full_name: 'Центр занятости населения Кокозекского района',
          missing_documents: [
            { document_name: 'документ, подтверждающий трудовую деятельность', defect: '(не представлен)' },
            {
              document_name: 'документ, удостоверяющий личность',
              defect: '(срок действия истек 01.02.2022)',
            },
          ],
          director_full_name: 'Образцов Нурлан Тестович',
          executor_full_name: ru.specialist_full_name,
          applicant_full_name: ru.applicant_full_name,
        },
        long: {
          kk: {
            provider_full_name: longCentre,
            missing_documents: [...documents.kk, ...moreDocuments.kk].map((item) => ({
              ...item,
              defect: '(ұсынылмаған)',
            })),
            director_full_name: longName,
            executor_full_name: longName,
            applicant_full_name: longName,
          },
          ru: {
            provider_full_name: longCentreRu,
            missing_documents: [...documents.ru, ...moreDocuments.ru].map((item) => ({
              ...item,
              defect: '(не представлено)',
            })),
            director_full_name: longNameRu,
            executor_full_name: longNameRu,
            applicant_full_name: longNameRu,
          },
        },
      },
    ]),
  },
  referral(
    4,
    {
      kk: 'Жұмыс берушілердің сұратуы бойынша кәсіптік оқытуға жолдама (2022 ж.)',
      ru: 'Направление на профессиональное обучение по запросу работодателей (2022 г.)',
      en: 'Referral to vocational training at the request of employers (2022)',
    },
    [
      ...organisation('edu_org'),
      ...training,
      text('training_months'),
      ...enrolment,
      late(text('qualification_name')),
      late(text('enrolment_months')),
      representative('edu_org'),
    ],
    organisationSamples('edu_org', 'Көкөзек аграрлық колледжі', 'Кокозекский аграрный колледж'),
    representativeSample('edu_org'),
    qualification,
    alike({ ...trainingDates, training_months: '3' }, { ...enrolmentDone, enrolment_months: '3' }),
  ),
  referral(
    5,
    {
      kk: 'Жұмыс берушілердегі жұмыс орнында кәсіптік оқытуға жолдама (2022 ж.)',
      ru: 'Направление на профессиональное обучение на рабочем месте у работодателей (2022 г.)',
      en: 'Referral to vocational training at the workplace of employers (2022)',
    },
    [
      ...organisation('employer'),
      ...training,
      text('training_months'),
      late(text('qualification_name')),
      ...contract,
      representative('employer'),
    ],
    employer,
    representativeSample('employer'),
    qualification,
    alike({ ...trainingDates, training_months: '3' }, contractDone),
  ),
  referral(
    6,
    {
      kk: '"Бастау-Бизнес" жобасы бойынша кәсіпкерлік негіздеріне оқуға жолдама (2022 ж.)',
      ru: 'Направление на обучение основам предпринимательства по проекту "Бастау-Бизнес" (2022 г.)',
      en: 'Referral to training in basics of entrepreneurship, "Bastau-Business" (2022)',
    },
    [
      text('applicant_iin'),
      ...organisation('training_org'),
      ...training,
      text('training_days'),
      ...enrolment,
      late(text('enrolment_days')),
      representative('training_org'),
    ],
    organisationSamples('training_org', '"Үлгі" оқу орталығы', 'Учебный центр "Образец"'),
    representativeSample('training_org'),
    alike(
      { applicant_iin: '900101450018', ...trainingDates, training_days: '25' },
      { ...enrolmentDone, enrolment_days: '25' },
    ),
  ),
  referral(
    7,
    {
      kk: 'Микрокредит алуға жолдама (2022 ж.)',
      ru: 'Направление на получение микрокредита (2022 г.)',
      en: 'Referral for a microcredit (2022)',
    },
    [
      text('applicant_iin'),
      ...organisation('creditor'),
      late(choice('microcredit_possible', ['possible', 'impossible'])),
      representative('creditor'),
    ],
    organisationSamples('creditor', '"Үлгі" микроқаржы ұйымы', 'Микрофинансовая организация "Образец"'),
    representativeSample('creditor'),
    alike({ applicant_iin: '900101450018' }, {}),
  ),
  referral(
    8,
    {
      kk: 'Жастар практикасына жолдама (2022 ж.)',
      ru: 'Направление на молодежную практику (2022 г.)',
      en: 'Referral to youth practice (2022)',
    },
    job,
    jobSamples,
  ),
  referral(
    9,
    {
      kk: 'Әлеуметтік жұмыс орнына жолдама (2022 ж.)',
      ru: 'Направление на социальное рабочее место (2022 г.)',
      en: 'Referral to a social job (2022)',
    },
    [...job, choice('social_job_project', projects), late(choice('hired_social_job_project', projects))],
    jobSamples,
    alike({ social_job_project: 'first_job' }, { hired_social_job_project: 'first_job' }),
  ),
  referral(
    10,
    {
      kk: 'Қоғамдық жұмысқа жолдама (2022 ж.)',
      ru: 'Направление на общественные работы (2022 г.)',
      en: 'Referral to public works (2022)',
    },
    // R146: nothing is underlined for whom the form has no option.
    [late(choice('applicant_category', ['unemployed', 'student_or_senior_pupil', 'idle_downtime'])), ...job],
    jobSamples,
    alike({ applicant_category: 'unemployed' }, { applicant_category: 'student_or_senior_pupil' }),
  ),
  referral(
    11,
    {
      kk: 'Қоныс аударуға жолдама (2022 ж.)',
      ru: 'Направление на переселение (2022 г.)',
      en: 'Referral for relocation (2022)',
    },
    [
      text('applicant_iin'),
      date('commission_decision_date', 'kk_attr', 'ru_gen'),
      text('commission_decision_number'),
      text('destination_place'),
      text('profession_name'),
      late(list('family_members', ['relation_to_applicant', 'full_name'])),
      late(text('receiving_centre_name')),
      late(date('social_contract_date', 'kk_on', 'ru_gen')),
      late(text('social_contract_number')),
      late(date('relocation_order_date', 'kk_attr', 'ru_gen')),
      late(text('relocation_order_number')),
      ...organisation('employer').map(late),
      late(
        choice('housing_support', ['housing', 'service_housing', 'dormitory_room', 'rent_utilities_subsidy']),
      ),
      late(text('receiving_director_full_name')),
    ],
    employer,
    alike(
      {
        applicant_iin: '900101450018',
        commission_decision_date: '2022-09-01',
        commission_decision_number: '7',
      },
      {
        social_contract_date: '2022-09-09',
        social_contract_number: '145',
        relocation_order_date: '2022-09-12',
        relocation_order_number: '145-ж',
        housing_support: 'service_housing',
      },
    ),
    {
      kk: {
        destination_place: 'Үлгі облысы, Теректі ауданы, Бәйтерек ауылы',
        profession_name: 'дәнекерлеуші',
        family_members: [
          { relation_to_applicant: 'жұбайы', full_name: 'Тестов Ерлан Үлгіұлы' },
          { relation_to_applicant: 'қызы', full_name: 'Тестова Айша Ерланқызы' },
        ],
        receiving_centre_name: 'Теректі ауданының халықты жұмыспен қамту орталығы',
      },
      ru: {
        destination_place: 'Образцовая область, Теректинский район, село Байтерек',
        profession_name: 'сварщик',
        family_members: [
          { relation_to_applicant: 'супруг', full_name: 'Тестов Ерлан Образцович' },
          { relation_to_applicant: 'дочь', full_name: 'Тестова Айша Ерлановна' },
        ],
        receiving_centre_name: 'Центр занятости населения Теректинского района',
      },
      long: {
        kk: {
          destination_place:
            'Солтүстік Үлгі облысы, Ғабит Мүсірепов атындағы үлгі ауданы, Теміржолшылар ауылы',
          profession_name: 'жоғары вольтты электр жабдықтарын жөндеу жөніндегі электрмонтер',
          family_members: ['жұбайы', 'ұлы', 'ұлы', 'қызы', 'қызы', 'анасы', 'әкесі'].map((relation) => ({
            relation_to_applicant: relation,
            full_name: longName,
          })),
          receiving_centre_name: longCentre,
          receiving_director_full_name: longName,
        },
        ru: {
          destination_place: 'Северо-Образцовая область, район имени Габита Образцова, село Железнодорожное',
          profession_name: 'электромонтёр по ремонту высоковольтного электрического оборудования',
          family_members: ['супруга', 'сын', 'сын', 'дочь', 'дочь', 'мать', 'отец'].map((relation) => ({
            relation_to_applicant: relation,
            full_name: longNameRu,
          })),
          receiving_centre_name: longCentreRu,
          receiving_director_full_name: longNameRu,
        },
      },
    },
  ),
]
