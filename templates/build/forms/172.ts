/**
 * Wording of annexes 1 to 7 of Order No 172 (forms.md 7.1 to 7.6). Wording is law: a changed comma is a defect, and
 * its slips are kept.
 */
import { addressee, each, lines, row, rowAfter, signature, tear, text, title, type FormText } from '../blocks'
import { texts172Jobs } from './172-jobs'
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
  noticeEndKk,
  noticeEndRu,
  noticeTitleKk,
  noticeTitleRu,
  orderCopyKk,
  orderCopyRu,
  employerEndKk,
  employerEndRu,
} from './172-parts'

export const texts172: FormText[] = [
  {
    formId: '172-annex1',
    language: 'kk',
    dense: true,
    blocks: [
      headKk(1),
      ...addressee(
        row({ value: '[[centre_area_name]]' }),
        text('ауданының (қаласының) халықты жұмыспен қамту орталығының директорына'),
        row({ value: '[[applicant_address]]' }),
        text('мекенжайы бойынша тұратын'),
        row({ value: '[[applicant_full_name]]', caption: nameKk }),
      ),
      title('Өтініш'),
      text(
        'Маған [[_requested_measure=vocational_training|кәсіптік оқытуға]]; ' +
          '[[_requested_measure=bastau_business|"Бастау-Бизнес" жобасы бойынша кәсіпкерлік негіздеріне оқуға]]; ' +
          '[[_requested_measure=microcredit|микрокредит алуға]]; ' +
          '[[_requested_measure=youth_practice|жастар практикасына]]; ' +
          '[[_requested_measure=social_job|әлеуметтік жұмыс орнына]] ' +
          '([[_requested_social_job_project=first_job|"Алғашқы жұмыс орны"]] / ' +
          '[[_requested_social_job_project=generations_contract|"Ұрпақтар келісімшарты"]] / ' +
          '[[_requested_social_job_project=silver_age|"Күміс жас"]] жобасына қатысуға); ' +
          '[[_requested_measure=public_works|қоғамдық жұмысқа]]: ' +
          '[[_requested_measure=relocation|қоныс аударуға]] ' +
          '(қажеттісінің астын сызыңыз) жолдама беруді сұраймын.',
      ),
      text('Өтінішке мынадай құжаттарды қоса беремін:'),
      lines('attached_documents', '[[.document_name]]', { blank: 5 }),
      text(
        'Жұмыспен қамтуға жәрдемдесудің белсенді шарасын алу үшін қажет болатын дербес деректерімді жинау мен өңдеуге келісімімді беремін.',
        { before: 6 },
      ),
      text(
        'Ақпараттық жүйелерде қамтылған заңмен қорғалатын құпияны құрайтын мәліметтерді пайдалануға келісемін.',
      ),
      rowAfter(
        10,
        { value: '[[@application_date]]', caption: 'Күні', share: 0.3, gap: 10 },
        { value: '', caption: 'қолы', share: 0.4 },
      ),
      tear('(кесу сызығы)'),
      text(
        'Азамат (ша) [[applicant_full_name]] өтініші [[@acceptance_date]] қабылданды, № [[application_number]] болып тіркелді, құжаттарды қабылдаған адамның тегі, аты, әкесінің аты (бар болса), лауазымы және қолы:',
      ),
      row({ value: '[[accepted_by_full_name]], [[accepted_by_position]]' }),
      rowAfter(
        10,
        { value: '[[@receipt_date]]', caption: 'Күні', share: 0.3, gap: 10 },
        { value: '', caption: 'қолы', share: 0.4 },
      ),
    ],
  },
  {
    formId: '172-annex1',
    language: 'ru',
    dense: true,
    blocks: [
      headRu(1),
      ...addressee(
        text('Директору центра занятости населения'),
        row({ value: '[[centre_area_name]]' }, { label: ' района (города)' }),
        row({ label: 'проживающего по адресу ' }, { value: '[[applicant_address]]' }),
        row({ value: '[[applicant_full_name]]', caption: nameRu }),
      ),
      title('Заявление'),
      text(
        'Прошу выдать мне направление на [[_requested_measure=vocational_training|профессиональное обучение]]; ' +
          '[[_requested_measure=bastau_business|обучение основам предпринимательства по проекту "Бастау-Бизнес"]]; ' +
          '[[_requested_measure=microcredit|получение микрокредита]]; ' +
          '[[_requested_measure=youth_practice|молодежную практику]]; ' +
          '[[_requested_measure=social_job|социальное рабочее место]] ' +
          '(участие в проекте [[_requested_social_job_project=first_job|"Первое рабочее место"]] / ' +
          '[[_requested_social_job_project=generations_contract|"Контракт поколений"]] / ' +
          '[[_requested_social_job_project=silver_age|"Серебряный возраст"]]); ' +
          '[[_requested_measure=public_works|общественную работу]]; ' +
          '[[_requested_measure=relocation|переселение]] (нужное подчеркнуть).',
      ),
      text('К заявлению прилагаю следующие документы:'),
      lines('attached_documents', '[[.document_name]]', { blank: 5 }),
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
      tear('(линия отреза)'),
      text(
        'Заявление гражданина (ки) [[applicant_full_name]] принято [[@acceptance_date]], зарегистрировано под № [[application_number]], фамилия, имя, отчество (при его наличии), должность и подпись лица, принявшего документы:',
      ),
      row({ value: '[[accepted_by_full_name]], [[accepted_by_position]]' }),
      rowAfter(
        10,
        { value: '[[@receipt_date]]', caption: 'Дата', share: 0.3, gap: 10 },
        { value: '', caption: 'подпись', share: 0.4 },
      ),
    ],
  },
  {
    formId: '172-annex3',
    language: 'kk',
    blocks: [
      headKk(3),
      title('Өтінішті қабылдаудан бас тарту туралы қолхат'),
      text(
        '"Мемлекеттік көрсетілетін қызметтер туралы" Қазақстан Республикасы Заңының 19-бабын басшылыққа ала отырып көрсетілетін қызметті беруші',
      ),
      row({ value: '[[provider_full_name]]', caption: '(Көрсетілетін қызметті берушінің толық атауы)' }),
      text(
        'Сіздің мемлекеттік қызмет стандартында көзделген тізбеге сәйкес құжаттардың толық топтамасын, атап айтқанда:',
      ),
      each('missing_documents', '[[#]]) [[.document_name]][[ .defect]][[;|]]'),
      text(
        'ұсынбауыңызға және (немесе) қолданылу мерзімі өткен құжаттарды ұсынуыңызға байланысты мемлекеттік қызметті көрсетуге құжаттарды қабылдаудан бас тартады.',
      ),
      text('Осы қолхат әрбір тарап үшін бір-бірден 2 данада жасалды.', { before: 6 }),
      text('Халықты жұмыспен қамту орталығының директоры:', { before: 6 }),
      signature('[[director_full_name]]', nameKk, '(қолы)'),
      rowAfter(
        10,
        { label: 'Орындаушы: ' },
        { value: '[[executor_full_name]]', caption: '(Тегі, аты, әкесінің аты (бар болса), қолы)', share: 3 },
        { value: '' },
      ),
      rowAfter(
        10,
        { label: 'Алдым: ' },
        {
          value: '[[applicant_full_name]]',
          caption: '(Көрсетілетін қызметті алушының тегі, аты, әкесінің аты (бар болса)/ қолы)',
          share: 3,
        },
        { value: '' },
      ),
      text('[[@receipt_sign_date]].', { before: 6 }),
      text('Берілген күні: [[@issue_date]].', { before: 6 }),
      text('Мөрдің орны', { before: 10 }),
    ],
  },
  {
    formId: '172-annex3',
    language: 'ru',
    blocks: [
      headRu(3),
      title('Расписка об отказе в приеме заявления'),
      text('Руководствуясь статьей 19 Закона Республики Казахстан "О государственных услугах", услугодатель'),
      row({ value: '[[provider_full_name]]', caption: '(Полное наименование услугодателя)' }),
      text(
        'отказывает в приеме документов на оказание государственной услуги ввиду непредставления Вами полного пакета документов согласно перечню, предусмотренному стандартом государственной услуги, а именно:',
      ),
      each('missing_documents', '[[#]]) [[.document_name]][[ .defect]][[;|]]'),
      text('и (или) представления документов с истекшим сроком действия.'),
      text('Настоящая расписка составлена в 2 экземплярах, по одному для каждой стороны.', { before: 6 }),
      text('Директор центра занятости населения:', { before: 6 }),
      signature('[[director_full_name]]', nameRu, '(подпись)'),
      rowAfter(
        10,
        { label: 'Исполнитель: ' },
        {
          value: '[[executor_full_name]]',
          caption: '(Фамилия, имя, отчество (при его наличии), подпись)',
          share: 3,
        },
        { value: '' },
      ),
      rowAfter(
        10,
        { label: 'Получил: ' },
        {
          value: '[[applicant_full_name]]',
          caption: '(Фамилия, имя, отчество (при его наличии) услугополучателя/ подпись)',
          share: 3,
        },
        { value: '' },
      ),
      text('[[@receipt_sign_date]].', { before: 6 }),
      text('Дата выдачи: [[@issue_date]].', { before: 6 }),
      text('Место печати', { before: 10 }),
    ],
  },
  {
    formId: '172-annex4',
    language: 'kk',
    dense: true,
    blocks: [
      headKk(4),
      title('Жұмыс берушілердің сұратуы бойынша кәсіптік оқытуға № [[referral_number]] жолдама'),
      row({ label: 'Азамат ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      organisation('edu_org', '(Білім беру ұйымының атауы, мекенжайы, байланыс телефоны)'),
      text(
        '[[@training_start_date]] бастап [[@training_end_date]] дейін [[training_months]] ай мерзімге кәсіптік оқытуға жіберіледі.',
      ),
      ...signedKk,
      text(
        'Кәсіптік оқытуға жіберілген күннен бастап бес жұмыс күні ішінде Білім беру ұйымы Халықты жұмыспен қамту орталығына қайтарады',
      ),
      noticeTitleKk,
      organisation('edu_org', '(Білім беру ұйымының атауы, мекенжайы, байланыс телефоны)'),
      row({ label: 'азамат ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      text(`[[@enrolment_order_date|${blankKk}]] № [[enrolment_order_number|________]] бұйрыққа сәйкес`),
      handRow('[[qualification_name]]', '(Біліктілік атауы)'),
      text(
        `біліктілігі бойынша [[@enrolment_until_date|${blankKk}]] дейін [[enrolment_months|_____]] ай мерзімге кәсіптік оқытуға қабылданғанын хабарлайды.`,
      ),
      ...noticeEndKk('Білім беру ұйымының жауапты өкілі:', 'edu_org_representative_full_name'),
    ],
  },
  {
    formId: '172-annex4',
    language: 'ru',
    dense: true,
    blocks: [
      headRu(4),
      title('Направление № [[referral_number]] на профессиональное обучение по запросу работодателей'),
      row({ label: 'Гражданин ' }, { value: '[[applicant_full_name]]', caption: nameRu }),
      text('направляется для профессионального обучения в'),
      organisation('edu_org', '(Наименование организации образования, адрес, контактный телефон)'),
      text('сроком на [[training_months]] месяцев с [[@training_start_date]] по [[@training_end_date]].'),
      ...signedRu,
      text(
        'Возвращается организацией образования в центр занятости населения в течение пяти рабочих дней со дня направления на профессиональное обучение',
      ),
      noticeTitleRu,
      organisation('edu_org', '(Наименование организации образования, адрес, контактный телефон)'),
      row({ label: 'сообщает, что гражданин ' }, { value: '[[applicant_full_name]]', caption: nameRu }),
      text(
        `в соответствии с приказом от [[@enrolment_order_date|${blankRu}]] № [[enrolment_order_number|________]] принят на профессиональное обучение по квалификации`,
      ),
      handRow('[[qualification_name]]', '(Наименование квалификации)'),
      text(`сроком на [[enrolment_months|_____]] месяцев до [[@enrolment_until_date|${blankRu}]].`),
      ...noticeEndRu(
        'Ответственный представитель организации образования:',
        'edu_org_representative_full_name',
      ),
    ],
  },
  {
    formId: '172-annex5',
    language: 'kk',
    dense: true,
    blocks: [
      headKk(5),
      title('Жұмыс берушілердегі жұмыс орнында кәсіптік оқытуға № [[referral_number]] жолдама'),
      row({ label: 'Азамат ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      organisation('employer', '(Жұмыс берушінің атауы, мекенжайы, байланыс телефоны)'),
      text(
        '[[@training_start_date]] бастап [[@training_end_date]] дейін [[training_months]] ай мерзімге кәсіптік оқытуға жіберіледі.',
      ),
      ...signedKk,
      text(
        'Кәсіптік оқытуға жіберілген күннен бастап бес жұмыс күні ішінде жұмыс беруші Халықты жұмыспен қамту орталығына қайтарады',
      ),
      noticeTitleKk,
      organisation('employer', '(Жұмыс берушінің атауы, мекенжайы, байланыс телефоны)'),
      row(
        { value: '[[qualification_name]]', caption: '(Біліктілік атауы)' },
        { label: ' біліктілігі бойынша оқу' },
      ),
      text(
        `кезеңінде [[@labour_contract_date|${blankKk}]] жасалған № [[labour_contract_number|________]] еңбек шартына ` +
          `([[@hire_order_date|${blankKk}]] № [[hire_order_number|________]] бұйрық) сәйкес азамат (азаматша)`,
      ),
      row({ value: '[[applicant_full_name]]', caption: nameKk }),
      text(`[[@hired_from_date|${blankKk}]] бастап [[@hired_to_date|${blankKk}]] дейін жұмысқа қабылданды.`),
      orderCopyKk,
      ...employerEndKk,
    ],
  },
  {
    formId: '172-annex5',
    language: 'ru',
    dense: true,
    blocks: [
      headRu(5),
      title(
        'Направление № [[referral_number]] на профессиональное обучение на рабочем месте у работодателей',
      ),
      row({ label: 'Гражданин ' }, { value: '[[applicant_full_name]]', caption: nameRu }),
      text('направляется для профессионального обучения в'),
      organisation('employer', '(Наименование работодателя, адрес, контактный телефон)'),
      text('сроком на [[training_months]] месяцев с [[@training_start_date]] по [[@training_end_date]].'),
      ...signedRu,
      text(
        'Возвращается работодателем в центр занятости населения в течение пяти рабочих дней со дня направления на профессиональное обучение',
      ),
      noticeTitleRu,
      organisation('employer', '(Наименование работодателя, адрес, контактный телефон)'),
      row(
        { label: 'в период обучения по квалификации ' },
        { value: '[[qualification_name]]', caption: '(Наименование квалификации)' },
      ),
      text(
        `в соответствии с трудовым договором № [[labour_contract_number|________]] от [[@labour_contract_date|${blankRu}]] ` +
          `(приказ от [[@hire_order_date|${blankRu}]] № [[hire_order_number|________]]) гражданин (гражданка)`,
      ),
      row({ value: '[[applicant_full_name]]', caption: nameRu }),
      text(`принят на работу с [[@hired_from_date|${blankRu}]] по [[@hired_to_date|${blankRu}]].`),
      orderCopyRu,
      ...employerEndRu,
    ],
  },
  {
    formId: '172-annex6',
    language: 'kk',
    dense: true,
    blocks: [
      headKk(6),
      title('"Бастау-Бизнес" жобасы бойынша кәсіпкерлік негіздеріне оқуға № [[referral_number]] жолдама'),
      text('Азамат (азаматша)'),
      row({
        value: '[[applicant_full_name]], [[applicant_iin]]',
        caption: '(Тегі, аты, әкесінің аты (бар болса), ЖСН)',
      }),
      organisation('training_org', '(Оқытатын ұйымының атауы, мекенжайы, байланыс телефоны)'),
      text(
        '[[@training_start_date]] бастап [[@training_end_date]] дейін [[training_days]] күнге "Бастау Бизнес" жобасы бойынша кәсіпкерлік негіздеріне оқуға жіберіледі',
      ),
      ...signedKk,
      text(
        '"Бастау Бизнес" жобасы бойынша кәсіпкерлік негіздеріне оқуға жіберілген күннен бастап бес жұмыс күні ішінде оқытатын ұйым Халықты жұмыспен қамту орталығына қайтарады',
      ),
      noticeTitleKk,
      organisation('training_org', '(Оқытатын ұйымының атауы, мекенжайы, байланыс телефоны)'),
      text('азамат (азаматша)'),
      row({ value: '[[applicant_full_name]]', caption: nameKk }),
      text(
        `[[@enrolment_order_date|${blankKk}]] №[[enrolment_order_number|________]] бұйрыққа сәйкес ` +
          `[[@enrolment_until_date|${blank('20 " ____ " ____________')}]] дейін [[enrolment_days|_____]] күн мерзімге ` +
          '"Бастау Бизнес" жобасы бойынша кәсіпкерлік негіздеріне оқуға қабылданғанын хабарлайды.',
      ),
      ...noticeEndKk('Оқытатын ұйымының жауапты өкілі:', 'training_org_representative_full_name'),
    ],
  },
  {
    formId: '172-annex6',
    language: 'ru',
    dense: true,
    blocks: [
      headRu(6),
      title(
        'Направление № [[referral_number]] на обучение основам предпринимательства по проекту "Бастау-Бизнес"',
      ),
      text('Гражданин (гражданка)'),
      row({
        value: '[[applicant_full_name]], [[applicant_iin]]',
        caption: '(Фамилия, имя, отчество (при его наличии), ИИН)',
      }),
      text('направляется на обучение основам предпринимательства по проекту "Бастау Бизнес" в'),
      organisation('training_org', '(Наименование обучающей организации, адрес, контактный телефон)'),
      text('на [[training_days]] дней с [[@training_start_date]] по [[@training_end_date]]'),
      ...signedRu,
      text(
        'Возвращается обучающей организацией в центр занятости населения в течение пяти рабочих дней со дня направления на обучение основам предпринимательства по проекту "Бастау Бизнес"',
      ),
      noticeTitleRu,
      organisation('training_org', '(Наименование обучающей организации, адрес, контактный телефон)'),
      text('сообщает, что гражданин (гражданка)'),
      row({ value: '[[applicant_full_name]]', caption: nameRu }),
      text(
        `в соответствии с приказом от [[@enrolment_order_date|${blankRu}]] №[[enrolment_order_number|________]] принят на обучение основам ` +
          'предпринимательства по проекту "Бастау Бизнес" сроком на [[enrolment_days|_____]] дней до ' +
          `[[@enrolment_until_date|${blankRu}]].`,
      ),
      ...noticeEndRu(
        'Ответственный представитель обучающей организации:',
        'training_org_representative_full_name',
      ),
    ],
  },
  {
    formId: '172-annex7',
    language: 'kk',
    dense: true,
    blocks: [
      headKk(7),
      title('Микрокредит алуға № [[referral_number]] жолдама'),
      text('Азамат (азаматша)'),
      row({
        value: '[[applicant_full_name]], [[applicant_iin]]',
        caption: '(Тегі, аты, әкесінің аты (бар болса), ЖСН)',
      }),
      text('микрокредит алу үшін'),
      organisation('creditor', '(Кредитордың атауы, мекенжайы, байланыс телефоны)'),
      text('жіберіледі.'),
      ...signedKk,
      text(
        'Микрокредит алуға жіберілген күннен бастап бес жұмыс күні ішінде кредитор Халықты жұмыспен қамту орталығына қайтарады',
      ),
      noticeTitleKk,
      organisation('creditor', '(Кредитордың атауы, мекенжайы, байланыс телефоны)'),
      text('азаматтың (азаматшаның)'),
      row({ value: '[[applicant_full_name]]', caption: nameKk }),
      text('микрокредит алуға'),
      handRow(
        '[[+microcredit_possible=possible|мүмкіндігі бар]][[+microcredit_possible=impossible|мүмкіндігі жоқ]]',
        '(мүмкіндігі бар/ мүмкіндігі жоқ)',
      ),
      text('хабарлайды.'),
      ...noticeEndKk('Кредитордың жауапты өкілі:', 'creditor_representative_full_name'),
    ],
  },
  {
    formId: '172-annex7',
    language: 'ru',
    dense: true,
    blocks: [
      headRu(7),
      title('Направление № [[referral_number]] на получение микрокредита'),
      text('Гражданин (гражданка)'),
      row({
        value: '[[applicant_full_name]], [[applicant_iin]]',
        caption: '(Фамилия, имя, отчество (при его наличии), ИИН)',
      }),
      text('направляется для получения микрокредита в'),
      organisation('creditor', '(Наименование кредитора, адрес, контактный телефон)'),
      ...signedRu,
      text(
        'Возвращается кредитором в центр занятости населения в течение пяти рабочих дней со дня направления на получение микрокредита',
      ),
      noticeTitleRu,
      organisation('creditor', '(Наименование кредитора, адрес, контактный телефон)'),
      text('сообщает, что у гражданина (гражданки)'),
      row({ value: '[[applicant_full_name]]', caption: nameRu }),
      text('для получения микрокредита'),
      handRow(
        '[[+microcredit_possible=possible|имеется возможность]][[+microcredit_possible=impossible|отсутствует возможность]]',
        '(имеется возможность/ отсутствует возможность).',
      ),
      ...noticeEndRu('Ответственный представитель кредитора:', 'creditor_representative_full_name'),
    ],
  },
  ...texts172Jobs,
]
