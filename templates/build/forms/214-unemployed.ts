/** Wording of the forms of Order No 214 for the unemployed (forms.md 5.4 to 5.7). A changed comma is a defect. */
import { head, row, rowAfter, sides, table, text, title, type FormText } from '../blocks'
import { nameKk, nameRu, noticeHeadKk, noticeHeadRu } from './214'

const signedKk = 'Берілген күні: [[@issue_date|20___ жылғы "___" __________]].'
const signedRu = 'Дата выдачи: [[@issue_date|"___" __________ 20___ года]].'

export const texts214Unemployed: FormText[] = [
  {
    formId: '214-annex5',
    language: 'kk',
    blocks: [
      head('Нысан', ...noticeHeadKk, '5-қосымша'),
      title('Жұмыссыз ретінде тіркелгені туралы хабарлама'),
      row({ label: 'Сіз ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      text('Қазақстан Республикасының Әлеуметтік кодексінің 99-бабына сәйкес'),
      row(
        { label: '[[@unemployed_registration_date|20___ жылғы "___" ____________]] бастап ' },
        { value: '[[mobility_centre_name]]', caption: 'Еңбек мобильділігі орталығының атауы' },
      ),
      text('жұмыссыз ретінде тіркелдіңіз.'),
      text(signedKk, { before: 10 }),
      rowAfter(
        10,
        { label: 'Мансап орталығының маманы ' },
        { value: '[[specialist_full_name]]', caption: nameKk },
        { label: '.' },
      ),
    ],
  },
  {
    formId: '214-annex5',
    language: 'ru',
    blocks: [
      head('Форма', 'Приложение 5', ...noticeHeadRu),
      title('Уведомление о регистрации в качестве безработного'),
      row({ label: 'Вы ' }, { value: '[[applicant_full_name]]', caption: nameRu }),
      text('в соответствии со статьей 99 Социального кодекса Республики Казахстан'),
      text(
        'с [[@unemployed_registration_date|"___" ____________ 20___ года]] зарегистрированы в качестве безработного',
      ),
      row(
        { label: 'в ' },
        { value: '[[mobility_centre_name]]', caption: 'Наименование центра трудовой мобильности' },
      ),
      text(signedRu, { before: 10 }),
      rowAfter(
        10,
        { label: 'Специалист карьерного центра ' },
        { value: '[[specialist_full_name]]', caption: nameRu },
        { label: '.' },
      ),
    ],
  },
  {
    formId: '214-annex6',
    language: 'kk',
    blocks: [
      head('Нысан', ...noticeHeadKk, '6-қосымша'),
      title('Жұмыссыз ретінде тіркеуден бас тарту туралы хабарлама'),
      text(
        '"Мемлекеттік көрсетілетін қызметтер туралы" Қазақстан Республикасы Заңының 5-бабы 2-тармағының 14) тармақшасына',
      ),
      row(
        { label: 'сәйкес ' },
        { value: '[[provider_full_name]]', caption: 'көрсетілетін қызметті берушінің толық атауы' },
      ),
      row({ label: 'Сізге ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      row({ value: '[[refusal_reason]]', caption: 'себебін көрсету' }),
      text('себебі бойынша мемлекеттік қызмет көрсетуден бас тартылады.'),
      text(signedKk, { before: 10 }),
      rowAfter(10, { label: 'Мансап орталығының маманы ' }, { value: '' }),
      row({ value: '[[specialist_full_name]]', caption: nameKk }, { label: '.' }),
    ],
  },
  {
    formId: '214-annex6',
    language: 'ru',
    blocks: [
      head('Форма', 'Приложение 6', ...noticeHeadRu),
      title('Уведомление об отказе в регистрации в качестве безработного'),
      text('В соответствии с подпунктом 14) пункта 2 статьи 5 Закона'),
      text('Республики Казахстан "О государственных услугах"'),
      row({ value: '[[provider_full_name]]', caption: 'полное наименование услугодателя' }),
      row({ label: 'Вам ' }, { value: '[[applicant_full_name]]', caption: nameRu }),
      text('отказано в оказании государственной услуги по причине:'),
      row({ value: '[[refusal_reason]]', caption: 'указать причину' }),
      text(signedRu, { before: 10 }),
      rowAfter(10, { label: 'Специалист карьерного центра ' }, { value: '' }),
      row({ value: '[[specialist_full_name]]', caption: nameRu }, { label: '.' }),
    ],
  },
  {
    formId: '214-annex9',
    language: 'kk',
    blocks: [
      head('Нысан', ...noticeHeadKk, '9-қосымша'),
      title('Жұмыссыз ретінде тіркеу/не тіркелмегені туралы ақпарат'),
      text(
        'Қазақстан Республикасының Әлеуметтік кодексінің 98-бабына сәйкес жұмыссыз ретінде [[_unemployed_status=registered|тіркелгені]]/[[_unemployed_status=not_registered|тіркелмегені]] туралы осы анықтама',
      ),
      row({ value: '[[applicant_full_name]]', caption: 'тегі, аты, әкесінің аты (бар болса)' }),
      row(
        { label: '[[@unemployed_registration_date|20___ жылғы "___" ____________]] бастап ' },
        { value: '[[mobility_centre_name]]', caption: 'Еңбек мобильділігі орталығының атауы' },
      ),
      text('берілді.'),
      text(signedKk, { before: 10 }),
      text(
        'Анықтаманың қолданылу мерзімі: [[@valid_until_date|20__ жылғы "__" _____]] қоса алғанға дейін жарамды.',
      ),
      rowAfter(10, { label: 'Мансап орталығының маманы ' }, { value: '' }),
      row({ value: '[[specialist_full_name]]', caption: nameKk }, { label: '.' }),
    ],
  },
  {
    formId: '214-annex9',
    language: 'ru',
    blocks: [
      head('Форма', 'Приложение 9', ...noticeHeadRu),
      title('Информация о регистрации/либо об отсутствии регистрации в качестве безработного'),
      text(
        'В соответствии со статьей 98 Социального кодекса Республики Казахстан настоящая справка [[_unemployed_status=registered|о регистрации]]/[[_unemployed_status=not_registered|об отсутствии регистрации]] в качестве безработного',
      ),
      row(
        { label: 'дана ' },
        { value: '[[applicant_full_name]]', caption: 'фамилия, имя, отчество (при его наличии)' },
      ),
      row(
        { label: 'с [[@unemployed_registration_date|"___" ____________ 20___ года]] ' },
        { value: '[[mobility_centre_name]]', caption: 'Наименование центра трудовой мобильности' },
      ),
      text(signedRu, { before: 10 }),
      text(
        'Срок действия справки: действительна по [[@valid_until_date|"__" _____ 20__ года]] включительно.',
      ),
      rowAfter(10, { label: 'Специалист карьерного центра ' }, { value: '' }),
      row({ value: '[[specialist_full_name]]', caption: nameRu }, { label: '.' }),
    ],
  },
  {
    formId: '214-annex10',
    language: 'kk',
    dense: 'most',
    blocks: [
      head('Нысан', ...noticeHeadKk, '10-қосымша'),
      row({
        value: '[[centre_name]]',
        caption: 'қаланың, республикалық маңызы бар қаланың, астананың, ауданның мансап орталығының атауы',
      }),
      title('ЖҰМЫСҚА ОРНАЛАСТЫРУДЫҢ ЖЕКЕ ЖОСПАРЫ'),
      text('1. ЖҰМЫССЫЗ ТУРАЛЫ АҚПАРАТ'),
      row(
        { label: 'Жұмыссыз ' },
        { value: '[[applicant_full_name]]', caption: 'тегі, аты, әкесінің аты (бар болса) толық' },
      ),
      row({ label: 'Жұмыссыз ретінде тіркеу күні ' }, { value: '[[@unemployed_registration_date]]' }),
      row({ label: 'Мақсаты ' }, { value: '[[plan_goal]]' }),
      row({ label: 'Білімі ' }, { value: '[[applicant_education]]' }),
      row({ label: 'Мамандығы (кәсібі) ' }, { value: '[[applicant_specialty]]' }),
      text('2. ІС-ӘРЕКЕТ ЖОСПАРЫ', { before: 4 }),
      table(
        [0, 27],
        ['Іс-шара', 'Аяқталу күні'],
        { group: 'Әлеуметтік кәсіптік бағдарлау жүргізу' },
        [
          '1) кәсіп таңдау және жұмыс орны бойынша консультация беру, кәсіптік бағдарлау тестісінен өту;',
          '[[plan_measures=career_guidance_testing]]',
        ],
        [
          '2) еңбек нарығының ахуалы, мамандығы бойынша жұмысқа орналасу немесе оқудан өту мүмкіндігі туралы хабардар ету.',
          '[[plan_measures=labour_market_information]]',
        ],
        { group: 'Еңбек делдалдығы жөніндегі іс-шаралар' },
        [
          '1) мансап орталығының дерекқорда бос жұмыс орындарының (бос орындардың) болуы туралы хабардар етуі;',
          '[[plan_measures=vacancy_information]]',
        ],
        ['2) ізденушінің enbek.kz порталы арқылы жұмыс іздестіруі;', '[[plan_measures=enbek_job_search]]'],
        [
          '3) ізденушінің жұмыспен қамтудың жекеше агенттіктері және жұмысқа орналастыру бойынша интернет-алаңдар арқылы жұмыс іздестіруі;',
          '[[plan_measures=agency_internet_job_search]]',
        ],
        ['4) жұмыс берушілермен әңгімелесуге бару.', '[[plan_measures=employer_interviews]]'],
        { group: 'Жұмыспен қамтуға жәрдемдесудің белсенді шаралары' },
        [
          '1) кәсіптік оқытуға қатысу (даярлау, қайта даярлау және біліктілігін арттыру);',
          '[[plan_measures=vocational_training]]',
        ],
        ['2) әлеуметтік жұмыс орындарындағы жұмыс;', '[[plan_measures=social_jobs]]'],
        ['3) жастар практикасынан өту;', '[[plan_measures=youth_practice]]'],
        ['4) кәсіпкерлік бастамаға жәрдемдесу;', '[[plan_measures=entrepreneurship_support]]'],
        ['5) қоғамдық жұмыстарға қатысу.', '[[plan_measures=public_works]]'],
        { group: 'Жұмыссыздарға әлеуметтік көмек көрсету' },
        [
          '1) жұмыссыздарға Мемлекеттік әлеуметтік сақтандыру қорынан жұмысынан айырылу жағдайына берілетін әлеуметтік төлемдер;',
          '[[plan_measures=job_loss_social_payment]]',
        ],
        ['2) атаулы әлеуметтік көмек көрсету.', '[[plan_measures=targeted_social_assistance]]'],
        { group: 'Жұмыс іздестіру дағдыларын жақсарту жөніндегі іс-шаралар' },
        [
          '1) белсенді жұмыс іздестіру, жұмыс берушімен әңгімелесуден өту және т.б. негіздеріне оқыту курстарына бару',
          '[[plan_measures=job_search_courses]]',
        ],
      ),
      text('3. МАНСАП ОРТАЛЫҒЫМЕН ӨЗАРА ІС-ӘРЕКЕТ ГРАФИГІ', { before: 4 }),
      table([10, 24, 0], undefined, {
        each: 'plan_interactions',
        cells: ['[[#]].', '[[.interaction_date]]', '[[.interaction_action]]'],
      }),
      text(
        'Жұмысқа орналастырудың жеке жоспары [[@plan_valid_until_date|20___ жылғы "__" ________]] дейін қолданылады.',
        { before: 2 },
      ),
      sides(
        ['', 'Мансап орталығының маманы'],
        [
          {
            value: '[[applicant_full_name]]',
            caption: '(жұмыссыз адамның тегі, аты, әкесінің аты, (бар болса)',
          },
          { value: '[[specialist_full_name]]', caption: '(тегі, аты, әкесінің аты, (бар болса)' },
        ],
        [
          { value: '', caption: '(қолы)' },
          { value: '', caption: '(қолы)' },
        ],
        ['Мобильді телефон: [[applicant_mobile]]', 'Байланыс телефоны: [[specialist_phone]]'],
        ['Электрондық пошта (бар болса): [[applicant_email]]', 'Электрондық пошта: [[specialist_email]]'],
        ['[[@applicant_sign_date]]', '[[@specialist_sign_date]]'],
      ),
    ],
  },
  {
    formId: '214-annex10',
    language: 'ru',
    dense: 'most',
    blocks: [
      head('Форма', 'Приложение 10', ...noticeHeadRu),
      row({
        value: '[[centre_name]]',
        caption: 'наименование карьерного центра города, города республиканского значения, столицы, района',
      }),
      title('ИНДИВИДУАЛЬНЫЙ ПЛАН ТРУДОУСТРОЙСТВА'),
      text('1. ИНФОРМАЦИЯ О БЕЗРАБОТНОМ'),
      row(
        { label: 'Безработный ' },
        { value: '[[applicant_full_name]]', caption: 'фамилия, имя, отчество (при его наличии) полностью' },
      ),
      row(
        { label: 'Дата регистрации в качестве безработного ' },
        { value: '[[@unemployed_registration_date]]' },
      ),
      row({ label: 'Цель ' }, { value: '[[plan_goal]]' }),
      row({ label: 'Образование ' }, { value: '[[applicant_education]]' }),
      row({ label: 'Специальность (профессия) ' }, { value: '[[applicant_specialty]]' }),
      text('2. ПЛАН ДЕЙСТВИЙ', { before: 4 }),
      table(
        [0, 33],
        ['Мероприятие', 'Дата завершения'],
        { group: 'Проведение социальной профессиональной ориентации' },
        [
          '1) консультирование по выбору профессии и места работы, прохождение профориентационного тестирования;',
          '[[plan_measures=career_guidance_testing]]',
        ],
        [
          '2) информирование о ситуации на рынке труда, возможности трудоустройства по специальности или прохождения обучения.',
          '[[plan_measures=labour_market_information]]',
        ],
        { group: 'Мероприятия по трудовому посредничеству' },
        [
          '1) информирование карьерным центром о наличии в базе данных свободных рабочих мест (вакансий);',
          '[[plan_measures=vacancy_information]]',
        ],
        ['2) поиск работы соискателем через портал enbek.kz;', '[[plan_measures=enbek_job_search]]'],
        [
          '3) поиск работы соискателем через частные агентства занятости и интернет-площадки по трудоустройству;',
          '[[plan_measures=agency_internet_job_search]]',
        ],
        ['4) посещение собеседований с работодателями.', '[[plan_measures=employer_interviews]]'],
        { group: 'Активные меры содействия занятости' },
        [
          '1) участие в профессиональном обучении (подготовка, переподготовка и повышение квалификации);',
          '[[plan_measures=vocational_training]]',
        ],
        ['2) работа на социальных рабочих местах;', '[[plan_measures=social_jobs]]'],
        ['3) прохождение молодежной практики;', '[[plan_measures=youth_practice]]'],
        ['4) содействие предпринимательской инициативе;', '[[plan_measures=entrepreneurship_support]]'],
        ['5) участие в общественных работах.', '[[plan_measures=public_works]]'],
        { group: 'Оказание социальной помощи безработным' },
        [
          '1) социальные выплаты безработным на случай потери работы из Государственного фонда социального страхования;',
          '[[plan_measures=job_loss_social_payment]]',
        ],
        ['2) оказание адресной социальной помощи.', '[[plan_measures=targeted_social_assistance]]'],
        { group: 'Мероприятия по улучшению навыков поиска работы' },
        [
          '1) посещение курсов обучения основам активного поиска работы, прохождения собеседования с работодателем и т.д.',
          '[[plan_measures=job_search_courses]]',
        ],
      ),
      text('3. ГРАФИК ВЗАИМОДЕЙСТВИЯ С КАРЬЕРНЫМ ЦЕНТРОМ', { before: 4 }),
      table([10, 24, 0], undefined, {
        each: 'plan_interactions',
        cells: ['[[#]].', '[[.interaction_date]]', '[[.interaction_action]]'],
      }),
      text(
        'Индивидуальный план трудоустройства действует до [[@plan_valid_until_date|"__" ________ 20___ года]].',
        { before: 2 },
      ),
      sides(
        ['', 'Специалист карьерного центра'],
        [
          {
            value: '[[applicant_full_name]]',
            caption: '(фамилия, имя, отчество (при его наличии) безработного)',
          },
          { value: '[[specialist_full_name]]', caption: '(фамилия, имя, отчество (при его наличии))' },
        ],
        [
          { value: '', caption: '(подпись)' },
          { value: '', caption: '(подпись)' },
        ],
        ['Мобильный телефон: [[applicant_mobile]]', 'Контактный телефон: [[specialist_phone]]'],
        ['Электронная почта (при наличии): [[applicant_email]]', 'Электронная почта: [[specialist_email]]'],
        ['[[@applicant_sign_date]]', '[[@specialist_sign_date]]'],
      ),
    ],
  },
]
