/** Wording of annexes 8 to 11 of Order No 172: referrals to a job and for relocation (forms.md 7.7 to 7.10). */
import { lines, row, rowAfter, signature, text, title, type FormText } from '../blocks'
import {
  blank,
  handRow,
  headKk,
  headRu,
  nameKk,
  nameRu,
  blankKk,
  blankRu,
  organisation,
  signedKk,
  signedRu,
  noticeTitleKk,
  noticeTitleRu,
  orderCopyKk,
  orderCopyRu,
  employerEndKk,
  employerEndRu,
} from './172-parts'

/** Labour contract and order on hiring of annexes 8 to 10, up to the person's name. */
const hiredKk = (before: string) =>
  text(
    `[[@labour_contract_date|${blankKk}]] жасалған № [[labour_contract_number|________]] еңбек шартына ` +
      `([[@hire_order_date|${blankKk}]] № [[hire_order_number|________]] бұйрық) ${before}`,
  )
const hiredRu = (before: string) =>
  text(
    `в соответствии с заключенным трудовым договором от [[@labour_contract_date|${blankRu}]] ` +
      `№ [[labour_contract_number|________]] (приказ от [[@hire_order_date|${blankRu}]] ` +
      `№ [[hire_order_number|________]]) ${before}`,
  )
const hiredTermKk =
  `ретінде [[@hired_from_date|${blankKk}]] бастап [[@hired_to_date|${blankKk}]] дейін ` +
  '[[hired_months|_____]] ай мерзімге '
const hiredTermRu = `[[hired_months|_____]] месяцев с [[@hired_from_date|${blankRu}]] по [[@hired_to_date|${blankRu}]]`

const termKk =
  '[[@employment_start_date]] бастап [[@employment_end_date]] дейін [[employment_months]] ай мерзімге'
const termRu =
  'направлен сроком на [[employment_months]] месяцев с [[@employment_start_date]] по [[@employment_end_date]] в'

const backByEmployerKk = text(
  'Жұмысқа орналасу үшін жіберілген күннен бастап бес жұмыс күні ішінде жұмыс беруші Халықты жұмыспен қамту орталығына қайтарады',
)
const backByEmployerRu = text(
  'Возвращается работодателем в центр занятости населения в течение пяти рабочих дней со дня направления для трудоустройства',
)
export const texts172Jobs: FormText[] = [
  {
    formId: '172-annex8',
    language: 'kk',
    dense: true,
    blocks: [
      headKk(8),
      title('Жастар практикасына № [[referral_number]] жолдама'),
      row(
        { label: 'Жұмыссыз ' },
        { value: '[[applicant_full_name]]', caption: '(тегі, аты, әкесінің аты (бар болса))' },
      ),
      text(termKk),
      organisation('employer', '(жұмыс берушінің атауы, мекенжайы, байланыс телефоны)'),
      row({ value: '[[profession_name]]', caption: '(кәсіп/мамандық атауы)' }),
      text('мамандығы (кәсібі) бойынша жастар практикасына жұмысқа орналасу үшін жіберілді.'),
      ...signedKk,
      backByEmployerKk,
      noticeTitleKk,
      row({ value: '[[employer_name]]', caption: '(жұмыс берушінің атауы)' }),
      hiredKk('сәйкес азамат'),
      row({ value: '[[applicant_full_name]]', caption: '(тегі, аты, әкесінің аты (бар болса))' }),
      handRow('[[job_position_name]]', '(лауазым атауы)'),
      text(hiredTermKk + 'жастар практикасына жұмысқа орналасу мерзімімен жастар практикасына қабылданды.'),
      orderCopyKk,
      ...employerEndKk,
    ],
  },
  {
    formId: '172-annex8',
    language: 'ru',
    dense: true,
    blocks: [
      headRu(8),
      title('Направление № [[referral_number]] на молодежную практику'),
      row(
        { label: 'Безработный ' },
        { value: '[[applicant_full_name]]', caption: '(фамилия, имя, отчество (при его наличии))' },
      ),
      text(termRu),
      organisation('employer', '(наименование работодателя, адрес, контактный телефон)'),
      text('для трудоустройства на молодежную практику по специальности (профессии)'),
      row({ value: '[[profession_name]]', caption: '(наименование профессии/специальности)' }),
      ...signedRu,
      backByEmployerRu,
      noticeTitleRu,
      row({ value: '[[employer_name]]', caption: '(наименование работодателя)' }),
      hiredRu('гражданин'),
      row({ value: '[[applicant_full_name]]', caption: '(фамилия, имя, отчество (при его наличии))' }),
      text('принят на молодежную практику в качестве'),
      handRow('[[job_position_name]]', '(наименование должности)'),
      text(`со сроком трудоустройства на молодежную практику ${hiredTermRu}.`),
      orderCopyRu,
      ...employerEndRu,
    ],
  },
  {
    formId: '172-annex9',
    language: 'kk',
    dense: true,
    blocks: [
      headKk(9),
      title('Әлеуметтік жұмыс орнына № [[referral_number]] жолдама'),
      row({ label: 'Жұмыссыз ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      text(termKk),
      organisation('employer', '(Жұмыс берушінің атауы, мекенжайы, байланыс телефоны)'),
      row({ value: '[[profession_name]]', caption: '(Кәсіп/мамандық атауы)' }),
      text(
        'мамандығы (кәсібі) бойынша: [[_social_job_project=social_job|әлеуметтік жұмыс орнына жұмысқа орналасу]], ' +
          '[[_social_job_project=first_job|"Алғашқы жұмыс орны" жобасына қатысу]], ' +
          '[[_social_job_project=generations_contract|"Ұрпақтар келісімшарты" жобасына қатысу]], ' +
          '[[_social_job_project=silver_age|"Күміс жас" жобасына қатысу]] (қажеттісінің астын сызыңыз) үшін жіберілді.',
      ),
      ...signedKk,
      backByEmployerKk,
      noticeTitleKk,
      row({ value: '[[employer_name]]', caption: '(Жұмыс берушінің атауы)' }),
      hiredKk('сәйкес азамат (азаматша)'),
      row({ value: '[[applicant_full_name]]', caption: nameKk }),
      handRow('[[job_position_name]]', '(Лауазым атауы)'),
      text(
        hiredTermKk +
          'әлеуметтік жұмыс орнына жұмысқа орналасу мерзімімен әлеуметтік жұмыс орнына, ' +
          '[[_hired_social_job_project=social_job|әлеуметтік жұмыс орнына жұмысқа орналасу]], ' +
          '[[_hired_social_job_project=first_job|"Алғашқы жұмыс орны"]]/ ' +
          '[[_hired_social_job_project=generations_contract|"Ұрпақтар келісімшарты"]]/ ' +
          '[[_hired_social_job_project=silver_age|"Күміс жас"]] жобасы шеңберінде (қажеттісінің астын сызыңыз) жұмысқа орналасты.',
      ),
      orderCopyKk,
      ...employerEndKk,
    ],
  },
  {
    formId: '172-annex9',
    language: 'ru',
    dense: 'most',
    blocks: [
      headRu(9),
      title('Направление № [[referral_number]] на социальное рабочее место'),
      row({ label: 'Безработный ' }, { value: '[[applicant_full_name]]', caption: nameRu }),
      text(termRu),
      organisation('employer', '(Наименование работодателя, адрес, контактный телефон)'),
      text('по специальности (профессии)'),
      row({ value: '[[profession_name]]', caption: '(Наименование профессии/специальности)' }),
      text(
        'для: [[_social_job_project=social_job|трудоустройства на социальное рабочее место]], ' +
          '[[_social_job_project=first_job|участия в проекте "Первое рабочее место"]], ' +
          '[[_social_job_project=generations_contract|участия в проекте "Контракт поколений"]], ' +
          '[[_social_job_project=silver_age|участия в проекте "Серебряный возраст"]] (нужное подчеркнуть).',
      ),
      ...signedRu,
      backByEmployerRu,
      noticeTitleRu,
      row({ value: '[[employer_name]]', caption: '(Наименование работодателя)' }),
      hiredRu('гражданин (гражданка)'),
      row({ value: '[[applicant_full_name]]', caption: nameRu }),
      text('трудоустроен в качестве'),
      handRow('[[job_position_name]]', '(Наименование должности)'),
      text(
        `со сроком трудоустройства на социальное рабочее место ${hiredTermRu} ` +
          '[[_hired_social_job_project=social_job|на социальное рабочее место]], в рамках проекта ' +
          '[[_hired_social_job_project=first_job|"Первое рабочее место"]]/ ' +
          '[[_hired_social_job_project=generations_contract|"Контракт поколений"]]/ ' +
          '[[_hired_social_job_project=silver_age|"Серебряный возраст"]] (нужное подчеркнуть).',
      ),
      orderCopyRu,
      ...employerEndRu,
    ],
  },
  {
    formId: '172-annex10',
    language: 'kk',
    dense: true,
    blocks: [
      headKk(10),
      title('Қоғамдық жұмысқа № [[referral_number]] жолдама'),
      text(
        '[[_applicant_category=unemployed|Жұмыссыз]], ' +
          '[[_applicant_category=student_or_senior_pupil|оқудан бос уақытына студент және жалпы білім беретін мектептердің жоғары сынып оқушысы денсаулығына зиян келтірмейтін және оқыту процесін бұзбайтын жұмыстарға]], ' +
          '[[_applicant_category=idle_downtime|тоқтап тұруға байланысты жұмыспен қамтамасыз етілмеген адам]] (қажеттінің астын сызыңыз)',
      ),
      row({ value: '[[applicant_full_name]]', caption: '(тегі, аты, әкесінің аты (бар болса))' }),
      text(termKk),
      organisation('employer', '(жұмыс берушінің атауы, мекенжайы, байланыс телефоны)'),
      row({ value: '[[profession_name]]', caption: '(кәсіп/мамандық атауы)' }),
      text('мамандығы (кәсібі) бойынша қоғамдық жұмысқа орналасу үшін жіберілді.'),
      ...signedKk,
      backByEmployerKk,
      noticeTitleKk,
      row({ value: '[[employer_name]]', caption: '(жұмыс берушінің атауы)' }),
      hiredKk('сәйкес азамат'),
      row({ value: '[[applicant_full_name]]', caption: nameKk }),
      handRow('[[job_position_name]]', '(лауазым атауы)'),
      text(hiredTermKk + 'қоғамдық жұмыстарға жұмысқа орналасу мерзімімен қоғамдық жұмысқа қабылданды.'),
      orderCopyKk,
      ...employerEndKk,
    ],
  },
  {
    formId: '172-annex10',
    language: 'ru',
    dense: 'most',
    blocks: [
      headRu(10),
      title('Направление № [[referral_number]] на общественные работы'),
      text(
        '[[_applicant_category=unemployed|Безработный]], ' +
          '[[_applicant_category=student_or_senior_pupil|студент и учащийся старших классов общеобразовательных школ в свободное от учебы время на работы, не причиняющие вреда здоровью и не нарушающие процесса обучения]], ' +
          '[[_applicant_category=idle_downtime|лицо, не обеспеченное работой в связи с простоем]] (нужное подчеркнуть)',
      ),
      row({ value: '[[applicant_full_name]]', caption: '(фамилия, имя, отчество (при его наличии))' }),
      text(termRu),
      organisation('employer', '(наименование работодателя, адрес, контактный телефон)'),
      text('для трудоустройства на общественные работы по специальности (профессии)'),
      row({ value: '[[profession_name]]', caption: '(наименование профессии/специальности)' }),
      ...signedRu,
      backByEmployerRu,
      noticeTitleRu,
      row({ value: '[[employer_name]]', caption: '(наименование работодателя)' }),
      hiredRu('гражданин'),
      row({ value: '[[applicant_full_name]]', caption: nameRu }),
      text('принят на общественные работы в качестве'),
      handRow('[[job_position_name]]', '(наименование должности)'),
      text(`со сроком трудоустройства на общественные работы ${hiredTermRu}.`),
      orderCopyRu,
      ...employerEndRu,
    ],
  },
  {
    formId: '172-annex11',
    language: 'kk',
    dense: 'most',
    blocks: [
      headKk(11),
      title('Қоныс аударуға № [[referral_number]] жолдама'),
      text('Азамат (азаматша)'),
      row({
        value: '[[applicant_full_name]], [[applicant_iin]]',
        caption: '(Тегі, аты, әкесінің аты (бар болса), ЖСН)',
      }),
      text(
        'өңірлік комиссияның [[@commission_decision_date]] № [[commission_decision_number]] шешіміне сәйкес',
      ),
      row({ value: '[[destination_place]]', caption: '(Елді мекеннің/ауданның/облыстың атауы)' }),
      row({ label: 'тұру және ' }, { value: '[[profession_name]]', caption: '(кәсіп/мамандық атауы)' }),
      text('мамандығы (кәсібі) бойынша жұмысқа орналасу үшін жіберіледі.'),
      text('Онымен бірге:'),
      lines('family_members', '[[.relation_to_applicant]] / [[.full_name]]', {
        caption: '(өтініш берушіге туыстық қатынасы/тегі, аты, әкесінің аты (бар болса))',
      }),
      text('қоныс аударды.'),
      ...signedKk,
      text('Халықты жұмыспен қамту орталығына қайтарылады'),
      noticeTitleKk,
      row({
        value: '[[receiving_centre_name]]',
        caption: '(Қоныстанған аудан/қала, облыстың халықты жұмыспен қамту орталығы)',
      }),
      row({
        value: '[[applicant_full_name]]',
        caption: '(Өтініш берушінің тегі, аты, әкесінің аты (бар болса))',
      }),
      text(
        `[[@social_contract_date|${blank('20 __ жылғы " ____ " ____________')}]] жасалған № [[social_contract_number|________]] әлеуметтік келісімшартқа сәйкес ` +
          `([[@relocation_order_date|${blank('20__ жылғы ______________')}]] № [[relocation_order_number|________]] бұйрық) ` +
          'ерікті түрде қоныс аударуға қатысушы болып табылады және оған',
      ),
      row({ value: '[[destination_place]]', caption: '(Елді мекеннің/ауданның/облыстың атауы)' }),
      organisation('employer', '(Жұмыс берушінің атауы мекенжайы, байланыс телефондары)'),
      text(
        'кейіннен жұмысқа орналасумен [[_housing_support=housing|тұрғын үй]], ' +
          '[[_housing_support=service_housing|қызметтік тұрғын үй]], ' +
          '[[_housing_support=dormitory_room|жатақханадан бөлме]], ' +
          '[[_housing_support=rent_utilities_subsidy|тұрғын үйді жалдау (жалға алу) және коммуналдық қызметтерге ақы төлеу бойынша шығыстарды өтеуге субсидия]] ' +
          'беріледі (қажеттінің астын сызу).',
      ),
      text('Келу өңірінің халықты жұмыспен қамту орталығының директоры:'),
      signature('[[receiving_director_full_name]]', nameKk, '(қолы)'),
      // The text of the law ends here: it has no place for a seal in this part (forms.md 2.6).
      rowAfter(8, { label: 'Берілген күні ' }, { value: '[[@notice_date]]', share: 0.2 }),
    ],
  },
  {
    formId: '172-annex11',
    language: 'ru',
    dense: 'most',
    blocks: [
      headRu(11),
      title('Направление № [[referral_number]] на переселение'),
      text('Гражданин (гражданка)'),
      row({
        value: '[[applicant_full_name]], [[applicant_iin]]',
        caption: '(Фамилия, имя, отчество (при его наличии), ИИН)',
      }),
      text(
        'на основании решения региональной комиссии от [[@commission_decision_date]] № [[commission_decision_number]] направляется в',
      ),
      row({ value: '[[destination_place]]', caption: '(Наименование населенного пункта/района/области)' }),
      text('для проживания и трудоустройства по специальности (профессии)'),
      row({ value: '[[profession_name]]', caption: '(наименование профессии/специальности)' }),
      text('Совместно с ним переселились:'),
      lines('family_members', '[[.relation_to_applicant]] / [[.full_name]]', {
        caption: '(родственное отношение к заявителю/фамилия, имя, отчество (при его наличии))',
      }),
      ...signedRu,
      text('Возвращается в центр занятости населения'),
      noticeTitleRu,
      row({
        value: '[[receiving_centre_name]]',
        caption: '(Центр занятости населения района/города, области места расселения)',
      }),
      row({
        value: '[[applicant_full_name]]',
        caption: '(Фамилия, имя, отчество (при его наличии) заявителя)',
      }),
      text(
        `в соответствии с заключенным социальным контрактом от [[@social_contract_date|${blankRu}]] № [[social_contract_number|________]] ` +
          `(приказ № [[relocation_order_number|________]] от [[@relocation_order_date|${blank('______________ 20__ года')}]]) ` +
          'является участником добровольного переселения и ему предоставляется в',
      ),
      row({ value: '[[destination_place]]', caption: '(Наименование населенного пункта/района/области)' }),
      text(
        '[[_housing_support=housing|жилье]], [[_housing_support=service_housing|служебное жилье]], ' +
          '[[_housing_support=dormitory_room|комната в общежитии]], ' +
          '[[_housing_support=rent_utilities_subsidy|субсидия на возмещение расходов по найму (аренде) жилья и оплате коммунальных услуг]] ' +
          '(нужное подчеркнуть) с последующим трудоустройством в',
      ),
      organisation('employer', '(Наименование работодателя, адрес, контактные телефоны)'),
      text('Директор центра занятости населения региона прибытия:'),
      signature('[[receiving_director_full_name]]', nameRu, '(подпись)'),
      // As the Kazakh text: no place for a seal in this part (forms.md 2.6).
      rowAfter(8, { label: 'Дата выдачи ' }, { value: '[[@notice_date]]', share: 0.2 }),
    ],
  },
]
