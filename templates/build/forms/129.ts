/** Wording of the forms of Order No 84, annex 8-1, edition of Order No 129 (forms.md 6): wording is law. */
import {
  addressee,
  each,
  issued,
  lines,
  row,
  rowAfter,
  signature,
  tear,
  text,
  title,
  type Block,
  type FormText,
} from '../blocks'
import { headKk, headRu, signatory } from './172-parts'

const nameKk = 'Тегі, аты, әкесінің аты (бар болса)'
const nameRu = 'Фамилия, имя, отчество (при его наличии)'
const employer = '[[employer_name]], [[employer_address]], [[employer_phone]]'
const eduOrg = '[[edu_org_name]], [[edu_org_address]], [[edu_org_phone]]'

/** The end of the upper part: who sends, when, and the place of the seal. */
const sentKk: Block[] = [
  signature(signatory, 'Лауазымы, тегі, аты, әкесінің аты (бар болса)', 'қолы'),
  issued('Берілген күні', '[[@issue_date]]', 'Мөрдің орны (бар болса)'),
]
const sentRu: Block[] = [
  signature(signatory, 'Должность, фамилия, имя, отчество (при его наличии)', 'подпись'),
  issued('Дата выдачи', '[[@issue_date]]', 'Место печати (при наличии)'),
]
/** The end of the returned part. */
const returnedKk = (by: string, name: string): Block[] => [
  text(by),
  signature(name, nameKk, 'қолы'),
  issued('Берілген күні', '[[@notice_date]]', 'Мөрдің орны (бар болса)'),
]
const returnedRu = (by: string, name: string): Block[] => [
  text(by),
  signature(name, nameRu, 'подпись'),
  issued('Дата выдачи', '[[@notice_date]]', 'Место печати (при наличии)'),
]

const trainingTermKk =
  '[[@training_start_date]] бастап [[@training_end_date]] дейін [[training_months]] ай мерзімге кәсіптік оқытуға жіберіледі.'
const trainingTermRu =
  'сроком на [[training_months]] месяцев с [[@training_start_date]] по [[@training_end_date]].'

export const texts129: FormText[] = [
  {
    formId: '129-annex1',
    language: 'ru',
    blocks: [
      headRu(1),
      ...addressee(
        text('Директору карьерного центра [[centre_area_name]] района (города)', { before: 10 }),
        row({ label: 'от ' }, { value: '[[applicant_full_name]],', caption: nameRu }),
        text('проживающего по адресу [[applicant_address]]'),
      ),
      title('Заявление'),
      text(
        'Прошу выдать мне направление на (нужное подчеркнуть): ' +
          '[[_requested_measure=vocational_training|профессиональное обучение]]; ' +
          '[[_requested_measure=subsidised_job|субсидируемое рабочее место]] (' +
          '[[_requested_subsidised_job_type=public_works|общественные работы]], ' +
          '[[_requested_subsidised_job_type=social_job|социальные рабочие места]], ' +
          '[[_requested_subsidised_job_type=youth_practice|молодежная практика]], проекты ' +
          '[[_requested_subsidised_job_type=first_job|"Первое рабочее место"]], ' +
          '[[_requested_subsidised_job_type=generations_contract|"Контракт поколений"]] и ' +
          '[[_requested_subsidised_job_type=silver_age|"Серебряный возраст"]]); ' +
          '[[_requested_measure=relocation|переселение]].',
      ),
      text('К заявлению прилагаю следующие документы:'),
      lines('attached_documents', '[[.document_name]][[|.]]'),
      text(
        'Даю согласие на сбор и обработку моих персональных данных, необходимых для получения активной меры содействия занятости.',
        { before: 6 },
      ),
      text(
        'Согласен на использование сведений, составляющих охраняемую законом тайну, содержащихся в информационных системах.',
      ),
      rowAfter(
        10,
        { value: '[[@application_date]]', caption: 'Дата', share: 0.3, gap: 10 },
        { value: '', caption: 'подпись', share: 0.4 },
      ),
      tear('линия отреза'),
      text(
        'Заявление гражданина (ки) [[applicant_full_name]] принято [[@acceptance_date]] зарегистрировано под № [[application_number]], фамилия, имя, отчество (при его наличии), должность и подпись лица, принявшего документы:',
      ),
      row({ value: '[[accepted_by_full_name]], [[accepted_by_position]].' }),
      rowAfter(
        10,
        { value: '[[@receipt_date]]', caption: 'Дата', share: 0.3, gap: 10 },
        { value: '', caption: 'подпись', share: 0.4 },
      ),
    ],
  },
  {
    formId: '129-annex1',
    language: 'kk',
    blocks: [
      headKk(1),
      ...addressee(
        text('[[centre_area_name]] ауданының (қаласының) мансап орталығының директорына', { before: 10 }),
        text('[[applicant_address]] мекенжайы бойынша тұратын'),
        row({ value: '[[applicant_full_name]]', caption: nameKk }),
      ),
      title('Өтініш'),
      text(
        'Маған (қажеттісінің астын сызыңыз): ' +
          '[[_requested_measure=vocational_training|кәсіптік оқытуға]]; ' +
          '[[_requested_measure=subsidised_job|субсидияланатын жұмыс орнына]] (' +
          '[[_requested_subsidised_job_type=public_works|қоғамдық жұмыстар]], ' +
          '[[_requested_subsidised_job_type=social_job|әлеуметтік жұмыс орындары]], ' +
          '[[_requested_subsidised_job_type=youth_practice|жастар практикасы]], ' +
          '[[_requested_subsidised_job_type=first_job|"Алғашқы жұмыс орны"]], ' +
          '[[_requested_subsidised_job_type=generations_contract|"Ұрпақтар келісімшарты"]] және ' +
          '[[_requested_subsidised_job_type=silver_age|"Күміс жас"]] жобалары); ' +
          '[[_requested_measure=relocation|қоныс аударуға]] жолдама беруді сұраймын.',
      ),
      text('Өтінішке мынадай құжаттарды қоса беремін:'),
      lines('attached_documents', '[[.document_name]][[|.]]'),
      text(
        'Жұмыспен қамтуға жәрдемдесудің белсенді шарасын алу үшін қажет болатын дербес деректерімді жинауға және өңдеуге келісімімді беремін.',
        { before: 6 },
      ),
      text(
        'Ақпараттық жүйелерде қамтылған, заңмен қорғалатын құпияны құрайтын мәліметтерді пайдалануға келісемін.',
      ),
      rowAfter(
        10,
        { value: '[[@application_date]]', caption: 'Күні', share: 0.3, gap: 10 },
        { value: '', caption: 'қолы', share: 0.4 },
      ),
      tear('кесу сызығы'),
      text(
        'Азамат(ша) [[applicant_full_name]] өтініші [[@acceptance_date]] қабылданды, № [[application_number]] болып тіркелді, құжаттарды қабылдаған адамның тегі, аты, әкесінің аты (бар болса), лауазымы және қолы:',
      ),
      row({ value: '[[accepted_by_full_name]], [[accepted_by_position]].' }),
      rowAfter(
        10,
        { value: '[[@receipt_date]]', caption: 'Күні', share: 0.3, gap: 10 },
        { value: '', caption: 'қолы', share: 0.4 },
      ),
    ],
  },
  {
    formId: '129-annex3',
    language: 'ru',
    blocks: [
      headRu(3),
      title('Расписка об отказе в приеме документов'),
      text('Руководствуясь статьей 19 Закона Республики Казахстан "О государственных услугах", услугодатель'),
      row({ value: '[[provider_full_name]]', caption: 'Полное наименование услугодателя' }),
      text(
        'отказывает в приеме документов на оказание государственной услуги ввиду представления Вами неполного пакета документов и (или) документов с истекшим сроком действия согласно перечню, предусмотренному перечнем, а именно:',
      ),
      text('Наименование документов:'),
      each('missing_documents', '[[#]]) [[.document_name]][[ .defect]][[;|.]]'),
      text('Настоящая расписка составлена в 2 экземплярах, по одному для каждой стороны.', { before: 6 }),
      text('Директор карьерного центра:', { before: 10 }),
      signature('[[director_full_name]]', nameRu, 'подпись'),
      rowAfter(
        10,
        { label: 'Исполнитель: ' },
        { value: '[[executor_full_name]]', caption: 'Фамилия, имя, отчество (при его наличии), подпись' },
      ),
      rowAfter(
        10,
        { label: 'Получил: ' },
        {
          value: '[[applicant_full_name]]',
          caption: 'Фамилия, имя, отчество (при его наличии)/подпись услугополучателя',
        },
      ),
      text('Дата выдачи: [[@issue_date]].', { before: 10 }),
      text('Место печати (при наличии)', { before: 10 }),
    ],
  },
  {
    formId: '129-annex3',
    language: 'kk',
    blocks: [
      headKk(3),
      title('Құжаттарды қабылдаудан бас тарту туралы қолхат'),
      text(
        '"Мемлекеттік көрсетілетін қызметтер туралы" Қазақстан Республикасы Заңының 19-бабын басшылыққа ала отырып, көрсетілетін қызметті беруші',
      ),
      row({ value: '[[provider_full_name]]', caption: 'Көрсетілетін қызметті берушінің толық атауы' }),
      text(
        'Сіздің тізбеде көзделген құжаттардың толық емес топтамасын және (немесе) қолданылу мерзімі өткен құжаттарды ұсынуыңызға байланысты мемлекеттік қызметті көрсетуге құжаттарды қабылдаудан бас тартады, атап айтқанда:',
      ),
      text('Құжаттардың атауы:'),
      each('missing_documents', '[[#]]) [[.document_name]][[ .defect]][[;|.]]'),
      text('Осы қолхат әрбір тарап үшін бір-бірден 2 данада жасалды.', { before: 6 }),
      text('Мансап орталығының директоры:', { before: 10 }),
      signature('[[director_full_name]]', nameKk, 'қолы'),
      rowAfter(
        10,
        { label: 'Орындаушы: ' },
        { value: '[[executor_full_name]]', caption: 'Тегі, аты, әкесінің аты (бар болса), қолы' },
      ),
      rowAfter(
        10,
        { label: 'Алдым: ' },
        {
          value: '[[applicant_full_name]]',
          caption: 'Көрсетілетін қызметті алушының тегі, аты, әкесінің аты (бар болса)/қолы',
        },
      ),
      text('Берілген күні: [[@issue_date]].', { before: 10 }),
      text('Мөрдің орны (бар болса)', { before: 10 }),
    ],
  },
  {
    formId: '129-annex4',
    language: 'ru',
    dense: true,
    blocks: [
      headRu(4),
      title('Направление № [[referral_number]] на профессиональное обучение в организацию образования'),
      row({ label: 'Гражданин (гражданка) ' }, { value: '[[applicant_full_name]]', caption: nameRu }),
      text('направляется для профессионального обучения в'),
      row({ value: eduOrg, caption: 'Наименование организации образования, адрес, контактный телефон' }),
      text(trainingTermRu),
      ...sentRu,
      tear('линия отреза'),
      text(
        'Возвращается организацией образования в карьерный центр в течение пяти рабочих дней со дня направления на профессиональное обучение',
      ),
      title('Уведомление к направлению № [[referral_number]]'),
      row({ value: eduOrg, caption: 'Наименование организации образования, адрес, контактный телефон' }),
      row(
        { label: 'сообщает, что гражданин (гражданка) ' },
        { value: '[[applicant_full_name]]', caption: nameRu },
      ),
      text(
        'в соответствии с приказом от [[@enrolment_order_date|"___" ________ 20____ года]] № [[enrolment_order_number|______]]',
      ),
      rowAfter(
        8,
        { label: 'зачислен на профессиональное обучение по квалификации (навыка) ' },
        { value: '[[qualification_name]]', caption: 'Наименование квалификации (навыка)' },
      ),
      text(
        'сроком на [[enrolment_months|______]] месяцев на время до [[@enrolment_until_date|"___" ______ 20__ года]].',
      ),
      ...returnedRu(
        'Ответственный представитель организации образования:',
        '[[edu_org_representative_full_name]]',
      ),
    ],
  },
  {
    formId: '129-annex4',
    language: 'kk',
    dense: true,
    blocks: [
      headKk(4),
      title('Білім беру ұйымында кәсіптік оқытуға № [[referral_number]] жолдама'),
      row({ label: 'Азамат (азаматша) ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      row({ value: eduOrg, caption: 'Білім беру ұйымының атауы, мекенжайы, байланыс телефоны' }),
      text(trainingTermKk),
      ...sentKk,
      tear('кесу сызығы'),
      text(
        'Кәсіптік оқытуға жіберілген күннен бастап бес жұмыс күні ішінде білім беру ұйымы мансап орталығына қайтарады',
      ),
      title('№ [[referral_number]] жолдамаға хабарлама'),
      row({ value: eduOrg, caption: 'Білім беру ұйымының атауы, мекенжайы, байланыс телефоны' }),
      row({ label: 'азаматтың (азаматшаның) ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      text(
        '[[@enrolment_order_date|20____ жылғы "___" ________]] № [[enrolment_order_number|______]] бұйрыққа сәйкес',
      ),
      rowAfter(
        8,
        { value: '[[qualification_name]]', caption: 'Біліктіліктің (дағдының) атауы' },
        { label: ' біліктілігі (дағдысы) бойынша' },
      ),
      text(
        '[[@enrolment_until_date|20__ жылғы "___" ______]] дейін [[enrolment_months|______]] ай мерзімге кәсіптік оқытуға қабылданғанын хабарлайды.',
      ),
      ...returnedKk('Білім беру ұйымының жауапты өкілі:', '[[edu_org_representative_full_name]]'),
    ],
  },
  {
    formId: '129-annex5',
    language: 'ru',
    dense: true,
    blocks: [
      headRu(5),
      title('Направление № [[referral_number]] на профессиональное обучение на рабочем месте у работодателя'),
      row({ label: 'Гражданин (гражданка) ' }, { value: '[[applicant_full_name]]', caption: nameRu }),
      text('направляется для профессионального обучения в'),
      row({ value: employer, caption: 'Наименование работодателя, адрес, контактный телефон' }),
      text(trainingTermRu),
      ...sentRu,
      tear('линия отреза'),
      text(
        'Возвращается работодателем в карьерный центр в течение пяти рабочих дней со дня направления на профессиональное обучение',
      ),
      title('Уведомление к направлению № [[referral_number]]'),
      row({ value: employer, caption: 'Наименование работодателя, адрес, контактный телефон' }),
      row(
        { label: 'сообщает, что гражданин (гражданка) ' },
        { value: '[[applicant_full_name]]', caption: nameRu },
      ),
      text(
        'в соответствии с приказом от [[@hire_order_date|"___" ________ 20____ года]] № [[hire_order_number|______]] принят на работу',
      ),
      rowAfter(
        8,
        { label: 'в период обучения по квалификации (навыку) ' },
        { value: '[[qualification_name]]', caption: 'Наименование квалификации (навыка)' },
      ),
      text(
        'сроком на [[hired_months|______]] месяцев на время до [[@hired_to_date|"___" ______ 20__ года]].',
      ),
      text('Копия приказа о приеме на работу прилагается.'),
      ...returnedRu('Ответственный представитель работодателя:', '[[employer_representative_full_name]]'),
    ],
  },
  {
    formId: '129-annex5',
    language: 'kk',
    dense: true,
    blocks: [
      headKk(5),
      title('Жұмыс берушідегі жұмыс орнында кәсіптік оқытуға № [[referral_number]] жолдама'),
      row({ label: 'Азамат (азаматша) ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      row({ value: employer, caption: 'Жұмыс берушінің атауы, мекенжайы, байланыс телефоны' }),
      text(trainingTermKk),
      ...sentKk,
      tear('кесу сызығы'),
      text(
        'Кәсіптік оқытуға жіберілген күннен бастап бес жұмыс күні ішінде жұмыс беруші мансап орталығына қайтарады',
      ),
      title('№ [[referral_number]] жолдамаға хабарлама'),
      row({ value: employer, caption: 'Жұмыс берушінің атауы, мекенжайы, байланыс телефоны' }),
      row({ label: 'азаматтың (азаматшаның) ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      text('[[@hire_order_date|20____ жылғы "___" ________]] № [[hire_order_number|______]] бұйрыққа сәйкес'),
      rowAfter(
        8,
        { value: '[[qualification_name]]', caption: 'Біліктіліктің (дағдының) атауы' },
        { label: ' біліктілігі (дағдысы) бойынша оқу кезеңінде' },
      ),
      text(
        '[[@hired_to_date|20__ жылғы "___" ______]] дейін [[hired_months|______]] ай мерзімге жұмысқа қабылданғанын хабарлайды.',
      ),
      text('Жұмысқа қабылдау туралы бұйрықтың көшірмесі қоса беріледі.'),
      ...returnedKk('Жұмыс берушінің жауапты өкілі:', '[[employer_representative_full_name]]'),
    ],
  },
  {
    formId: '129-annex8',
    language: 'ru',
    dense: 'most',
    blocks: [
      headRu(8),
      title('Направление № [[referral_number]] на субсидируемое рабочее место'),
      text(
        '[[_applicant_category=unemployed|Безработный]], ' +
          '[[_applicant_category=student_or_senior_pupil|студент и учащийся старших классов общеобразовательных школ]], ' +
          '[[_applicant_category=idle_downtime|лицо, не обеспеченный работой в связи с простоем]] (подчеркнуть нужное)',
      ),
      row({
        value: '[[applicant_full_name]], [[applicant_iin]]',
        caption: 'Фамилия, имя, отчество (при его наличии), ИИН',
      }),
      text('направляется в'),
      row({
        value: '[[employer_name]], [[employer_legal_address]], [[employer_phone]]',
        caption: 'Наименование работодателя, юридический адрес, контактный телефон',
      }),
      text(
        'для трудоустройства на субсидируемое рабочее место (нужно подчеркнуть): ' +
          '[[_subsidised_job_type=public_works|общественные работы]], ' +
          '[[_subsidised_job_type=social_job|социальные рабочие места]], ' +
          '[[_subsidised_job_type=youth_practice|молодежная практика]], проекты ' +
          '[[_subsidised_job_type=first_job|"Первое рабочее место"]], ' +
          '[[_subsidised_job_type=generations_contract|"Контракт поколений"]] и ' +
          '[[_subsidised_job_type=silver_age|"Серебряный возраст"]]',
      ),
      row(
        { label: 'по специальности (профессии) ' },
        { value: '[[profession_name]]', caption: 'Наименование профессии/специальности' },
      ),
      text(
        'сроком на [[employment_months]] месяцев с [[@employment_start_date]] по [[@employment_end_date]].',
      ),
      ...sentRu,
      tear('линия отреза'),
      text(
        'Возвращается работодателем в карьерный центр в течение пяти рабочих дней со дня направления для трудоустройства',
      ),
      title('Уведомление к направлению № [[referral_number]]'),
      row({ value: '[[employer_name]]', caption: 'Наименование работодателя' }),
      text(
        'в соответствии с заключенным трудовым договором от [[@labour_contract_date|"__" _____ 20__ года]] № [[labour_contract_number|____]] (приказ № [[hire_order_number|____]] от [[@hire_order_date|"__" ___________ 20____ года]]) гражданин (гражданка)',
      ),
      row({ value: '[[applicant_full_name]]', caption: '(Фамилия, имя, отчество (при его наличии)' }),
      text('принят на субсидируемое рабочее место в качестве'),
      rowAfter(8, { value: '[[job_position_name]]', caption: 'Наименование должности' }),
      text(
        'со сроком трудоустройства на субсидируемое рабочее место [[hired_months|____]] месяцев с [[@hired_from_date|"__" ______ 20__ года]] по [[@hired_to_date|"__" _______ 20__года]].',
      ),
      text('Копия приказа о приеме на работу прилагается.'),
      ...returnedRu('Ответственный представитель работодателя:', '[[employer_representative_full_name]]'),
    ],
  },
  {
    formId: '129-annex8',
    language: 'kk',
    dense: true,
    blocks: [
      headKk(8),
      title('Субсидияланатын жұмыс орнына № [[referral_number]] жолдама'),
      text(
        '[[_applicant_category=unemployed|Жұмыссыз]], ' +
          '[[_applicant_category=student_or_senior_pupil|студент және жалпы білім беретін мектептердің жоғары сынып оқушысы]], ' +
          '[[_applicant_category=idle_downtime|тоқтап тұруға байланысты жұмыспен қамтамасыз етілмеген адам]] (қажеттісінің астын сызыңыз)',
      ),
      row({
        value: '[[applicant_full_name]], [[applicant_iin]]',
        caption: 'Тегі, аты, әкесінің аты (бар болса), ЖСН',
      }),
      row({
        value: '[[employer_name]], [[employer_legal_address]], [[employer_phone]]',
        caption: 'Жұмыс берушінің атауы, заңды мекенжайы, байланыс телефоны',
      }),
      row(
        { value: '[[profession_name]]', caption: 'Кәсіп/мамандық атауы' },
        { label: ' мамандығы (кәсібі) бойынша' },
      ),
      text(
        'субсидияланатын жұмыс орнына (қажеттісінің астын сызыңыз): ' +
          '[[_subsidised_job_type=public_works|қоғамдық жұмыстар]], ' +
          '[[_subsidised_job_type=social_job|әлеуметтік жұмыс орындары]], ' +
          '[[_subsidised_job_type=youth_practice|жастар практикасы]], ' +
          '[[_subsidised_job_type=first_job|"Алғашқы жұмыс орны"]], ' +
          '[[_subsidised_job_type=generations_contract|"Ұрпақтар келісімшарты"]] және ' +
          '[[_subsidised_job_type=silver_age|"Күміс жас"]] жобалары, ' +
          '[[@employment_start_date]] бастап [[@employment_end_date]] дейін [[employment_months]] ай мерзімге жұмысқа орналасу үшін жіберіледі.',
      ),
      ...sentKk,
      tear('кесу сызығы'),
      text(
        'Жұмысқа орналасу үшін жіберілген күннен бастап бес жұмыс күні ішінде жұмыс беруші мансап орталығына қайтарады',
      ),
      title('№ [[referral_number]] жолдамаға хабарлама'),
      row({ value: '[[employer_name]]', caption: 'Жұмыс берушінің атауы' }),
      text(
        '[[@labour_contract_date|20__ жылғы "__" _____]] жасалған № [[labour_contract_number|____]] еңбек шартына ([[@hire_order_date|20____ жылғы "__" ___________]] № [[hire_order_number|____]] бұйрық) сәйкес азамат (азаматша)',
      ),
      row({ value: '[[applicant_full_name]]', caption: nameKk }),
      rowAfter(8, { value: '[[job_position_name]]', caption: 'Лауазым атауы' }),
      text(
        'ретінде субсидияланатын жұмыс орнына [[@hired_from_date|20__ жылғы "__" ______]] бастап [[@hired_to_date|20__ жылғы "__" _______]] дейін [[hired_months|____]] ай мерзімге жұмысқа қабылданды.',
      ),
      text('Жұмысқа қабылдау туралы бұйрықтың көшірмесі қоса беріледі.'),
      ...returnedKk('Жұмыс берушінің жауапты өкілі:', '[[employer_representative_full_name]]'),
    ],
  },
  {
    formId: '129-annex11',
    language: 'ru',
    dense: 'most',
    blocks: [
      headRu(11),
      title('Направление № [[referral_number]] на переселение'),
      row(
        { label: 'Гражданин (гражданка) ' },
        {
          value: '[[applicant_full_name]], [[applicant_iin]]',
          caption: 'Фамилия, имя, отчество (при его наличии), ИИН',
        },
      ),
      text(
        'на основании решения региональной комиссии от [[@commission_decision_date]] №[[commission_decision_number]]',
      ),
      row(
        { label: 'направляется в ' },
        { value: '[[destination_place]]', caption: 'Наименование населенного пункта/района/области' },
      ),
      text('для проживания и трудоустройства'),
      row(
        { label: 'по специальности (профессии) ' },
        { value: '[[profession_name]]', caption: 'Наименование профессии/специальности' },
      ),
      text('Совместно с ним переселяются:'),
      lines('family_members', '[[.relation_to_applicant]] / [[.full_name]]', {
        caption: 'Родственное отношение к заявителю / фамилия, имя, отчество (при его наличии)',
      }),
      ...sentRu,
      tear('линия отреза'),
      text('Возвращается услугодателю'),
      title('Уведомление к направлению №[[referral_number]]'),
      row({
        value: '[[receiving_centre_name]]',
        caption: 'Наименование карьерного центра района/города места расселения',
      }),
      row({
        value: '[[applicant_full_name]]',
        caption: 'Фамилия, имя, отчество (при его наличии) услугополучателя',
      }),
      text(
        'в соответствии с заключенным социальным контрактом от [[@social_contract_date|"__" ____ 20__ года]] № [[social_contract_number|___]] (приказ № [[relocation_order_number|___]] от [[@relocation_order_date|"___" ________ 20__ года]]) является участником добровольного переселения и предоставляется ' +
          '[[_housing_support=housing|жилье]], [[_housing_support=service_housing|служебное жилье]], ' +
          '[[_housing_support=dormitory_room|комната в общежитий]], ' +
          '[[_housing_support=rent_utilities_subsidy|субсидия на возмещение расходов по найму (аренде) жилья и оплате коммунальных услуг]] (нужное подчеркнуть)',
      ),
      row(
        { label: 'в ' },
        { value: '[[destination_place]]', caption: 'Наименование населенного пункта/района/области' },
      ),
      text('с последующим трудоустройством в'),
      rowAfter(8, {
        value: '[[employer_name]][[,employer_address]][[,employer_phone]]',
        caption: 'Наименование работодателя, адрес, контактный телефон',
      }),
      ...returnedRu('Директор карьерного центра региона приема:', '[[receiving_director_full_name]]'),
    ],
  },
  {
    formId: '129-annex11',
    language: 'kk',
    dense: 'most',
    blocks: [
      headKk(11),
      title('Қоныс аударуға № [[referral_number]] жолдама'),
      row(
        { label: 'Азамат (азаматша) ' },
        {
          value: '[[applicant_full_name]], [[applicant_iin]]',
          caption: 'Тегі, аты, әкесінің аты (бар болса), ЖСН',
        },
      ),
      text(
        'өңірлік комиссияның [[@commission_decision_date]] №[[commission_decision_number]] шешімі негізінде',
      ),
      row({ value: '[[destination_place]]', caption: 'Елді мекеннің/ауданның/облыстың атауы' }),
      row({ label: 'тұру және ' }, { value: '[[profession_name]]', caption: 'Кәсіп/мамандық атауы' }),
      text('мамандығы (кәсібі) бойынша жұмысқа орналасу үшін жіберіледі.'),
      text('Онымен бірге қоныс аударады:'),
      lines('family_members', '[[.relation_to_applicant]] / [[.full_name]]', {
        caption: 'Өтініш берушіге туыстық қатынасы / тегі, аты, әкесінің аты (бар болса)',
      }),
      ...sentKk,
      tear('кесу сызығы'),
      text('Көрсетілетін қызметті берушіге қайтарылады'),
      title('№[[referral_number]] жолдамаға хабарлама'),
      row({
        value: '[[receiving_centre_name]]',
        caption: 'Қоныстанған ауданның/қаланың мансап орталығының атауы',
      }),
      row({
        value: '[[applicant_full_name]]',
        caption: 'Көрсетілетін қызметті алушының тегі, аты, әкесінің аты (бар болса)',
      }),
      text(
        '[[@social_contract_date|20__ жылғы "__" ____]] жасалған № [[social_contract_number|___]] әлеуметтік келісімшартқа сәйкес ([[@relocation_order_date|20__ жылғы "___" ________]] № [[relocation_order_number|___]] бұйрық) ерікті түрде қоныс аударуға қатысушы болып табылады және оған',
      ),
      row({ value: '[[destination_place]]', caption: 'Елді мекеннің/ауданның/облыстың атауы' }),
      text('кейіннен'),
      rowAfter(8, {
        value: '[[employer_name]][[,employer_address]][[,employer_phone]]',
        caption: 'Жұмыс берушінің атауы, мекенжайы, байланыс телефоны',
      }),
      text(
        'жұмысқа орналасумен [[_housing_support=housing|тұрғын үй]], ' +
          '[[_housing_support=service_housing|қызметтік тұрғын үй]], ' +
          '[[_housing_support=dormitory_room|жатақханадан бөлме]], ' +
          '[[_housing_support=rent_utilities_subsidy|тұрғын үйді жалдау (жалға алу) және коммуналдық қызметтерге ақы төлеу бойынша шығыстарды өтеуге субсидия]] беріледі (қажеттісінің астын сызыңыз).',
      ),
      ...returnedKk('Қабылдау өңірі мансап орталығының директоры:', '[[receiving_director_full_name]]'),
    ],
  },
]
