/** Wording of the forms of Order No 214 (forms.md 5.1 to 5.3). Wording is law: a changed comma is a defect. */
import { choices, head, row, rowAfter, tear, text, title, type FormText } from '../blocks'

export const noticeHeadKk = [
  'Жұмыс іздеп жүрген адамдарды,',
  'жұмыссыздарды тіркеу және',
  'мансап орталықтары көрсететін',
  'еңбек делдалдығын жүзеге',
  'асыру қағидаларына',
]
export const noticeHeadRu = [
  'к Правилам регистрации лиц,',
  'ищущих работу, безработных и',
  'осуществления трудового',
  'посредничества, оказываемые',
  'карьерными центрами',
]
export const nameKk = 'Тегі, аты, әкесінің аты (бар болса)'
export const nameRu = 'Фамилия, имя, отчество (при его наличии)'

const yesNoKk = (field: string) => [`Ия [[?${field}=yes]]`, `Жоқ [[?${field}=no]]`, '(белгі қою)']
const yesNoRu = (field: string) => [`Да [[?${field}=yes]]`, `Нет [[?${field}=no]]`, '(отметить)']

export const texts214: FormText[] = [
  {
    formId: '214-annex1',
    language: 'kk',
    blocks: [
      head(
        'Нысан',
        '"Жұмыс іздеп жүрген',
        'адамдарды тіркеу" мемлекеттік',
        'көрсетілетін қызметті көрсетуге',
        'қойылатын негізгі талаптардың',
        'тізбелеріне',
        '1-қосымша',
      ),
      text('[[centre_area_name]] мансап орталығы', { before: 10 }),
      text('кімнен'),
      text('Өтініш берушінің тегі, аты, әкесінің аты (бар болса): [[applicant_full_name]];'),
      text('Жеке сәйкестендіру нөмірі: [[applicant_iin]];'),
      title('Өтініш'),
      text('Мені жұмыс іздеуші ретінде тіркеуді сұраймын, сонымен қатар:'),
      choices(
        {
          text: '"Электрондық еңбек биржасы" (www.enbek.kz) ақпараттық порталында түйіндеме орналастыру',
          options: yesNoKk('consent_publish_resume'),
        },
        {
          text: 'Халықты жұмыспен қамту саласындағы көрсетілетін қызметтерді аутсорсинг арқылы жұмысқа орналастыруға жәрдемдесу, сондай-ақ көрсетілетін қызметтерді аутсорсинг шеңберінде жеке жұмыспен қамту агенттіктеріне дербес деректерді беру',
          options: yesNoKk('consent_outsourcing_transfer'),
        },
      ),
      text(
        '"Жұмыс іздеп жүрген адамдарды тіркеу" мемлекеттік қызметін көрсету үшін қажетті "Дербес деректер және оларды қорғау туралы" Қазақстан Республикасының Заңына сәйкес менің дербес деректерімді жинауға және өңдеуге келісім беремін.',
        { before: 6 },
      ),
      text('Жалған мәліметтер мен жалған құжаттарды ұсынғаны үшін жауапкершілік туралы ескертілді.'),
      text('Өтініш берушінің байланыс деректері:', { before: 6 }),
      text(
        'Телефон: [[applicant_phone|___________]] Ұялы телефон: [[applicant_mobile|__________]] E-mail: [[applicant_email|_________________]];',
      ),
      text('[[@application_date|"___" ___________ 20____]] жыл.', { before: 6, caption: '(күні)' }),
      row({ label: 'Өтініш берушінің қолы: ' }, { value: '', share: 0.4 }),
      tear('(кесу сызығы)'),
      text('Азаматтың(шаның) өтініші [[applicant_full_name]] қабылданды'),
      text(
        '[[@acceptance_date|"___" _________ 20___]] жылы № [[application_number]] тіркелді, құжаттарды қабылдаған адамның тегі, аты, әкесінің аты (бар болса), лауазымы және қолы:',
      ),
      row({ value: '[[accepted_by_full_name]]' }),
      row({ value: '[[accepted_by_position]]' }, { label: '.' }),
      rowAfter(
        4,
        { value: '[[@receipt_date]]', caption: 'Күні', share: 0.3, gap: 10 },
        { value: '', caption: 'қолы', share: 0.4 },
      ),
    ],
  },
  {
    formId: '214-annex1',
    language: 'ru',
    blocks: [
      head(
        'Форма',
        'Приложение 1',
        'к перечням основных требований',
        'к оказанию государственной услуги',
        '"Регистрация лиц, ищущих работу"',
      ),
      text('Карьерный центр [[centre_area_name]]', { before: 10 }),
      text('от'),
      text('Фамилия, имя, отчество (при его наличии) заявителя: [[applicant_full_name]];'),
      text('Индивидуальный идентификационный номер: [[applicant_iin]];'),
      title('Заявление'),
      text('Прошу зарегистрировать меня в качестве лица, ищущего работу, а также:'),
      choices(
        {
          text: 'Размещение резюме на информационном портале "Электронная биржа труда" (www.enbek.kz)',
          options: yesNoRu('consent_publish_resume'),
        },
        {
          text: 'Содействие в трудоустройстве через аутсорсинг услуг в сфере занятости населения, а также передача персональных данных частным агентствам занятости в рамках аутсорсинга услуг',
          options: yesNoRu('consent_outsourcing_transfer'),
        },
      ),
      text(
        'Даю согласие на сбор и обработку моих персональных данных в соответствии с Законом Республики Казахстан "О персональных данных и их защите", необходимых для оказания государственной услуги "Регистрация лиц, ищущих работу".',
        { before: 6 },
      ),
      text('Об ответственности за представление ложных сведений и поддельных документов предупрежден(а).'),
      text('Контактные данные заявителя:', { before: 6 }),
      text(
        'Телефон: [[applicant_phone|___________]] Мобильный телефон: [[applicant_mobile|__________]] E-mail: [[applicant_email|_________________]];',
      ),
      text('[[@application_date|"___" ___________ 20____ года]].', { before: 6, caption: '(дата)' }),
      row({ label: 'Подпись заявителя: ' }, { value: '', share: 0.4 }),
      tear('(линия отреза)'),
      text('Заявление гражданина (-ки) [[applicant_full_name]] принято'),
      text(
        '[[@acceptance_date|"___" _________ 20___ года]], зарегистрировано под № [[application_number]], фамилия, имя, отчество (при его наличии), должность и подпись лица, принявшего документы:',
      ),
      row({ value: '[[accepted_by_full_name]]' }),
      row({ value: '[[accepted_by_position]]' }, { label: '.' }),
      rowAfter(
        4,
        { value: '[[@receipt_date]]', caption: 'Дата', share: 0.3, gap: 10 },
        { value: '', caption: 'подпись', share: 0.4 },
      ),
    ],
  },
  {
    formId: '214-annex3',
    language: 'kk',
    blocks: [
      head('Нысан', ...noticeHeadKk, '3-қосымша'),
      title('Жұмыс іздеп жүрген адам ретінде тіркеуден бас тарту туралы хабарлама'),
      text('"Мемлекеттік көрсетілетін қызметтер туралы" Қазақстан Республикасы Заңының'),
      text('5-бабы 2-тармағының 14) тармақшасына'),
      row(
        { label: 'сәйкес ' },
        { value: '[[provider_full_name]]', caption: 'көрсетілетін қызметті берушінің толық атауы' },
      ),
      row({ label: 'Сізге ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      text('себебі бойынша мемлекеттік қызмет көрсетуден бас тартады.'),
      row({ value: '[[refusal_reason]]', caption: 'себебін көрсету' }, { label: '.' }),
      text('Берілген күні: [[@issue_date|20___ жылғы "___"___________]].', { before: 10 }),
      rowAfter(10, { label: 'Мансап орталығының маманы ' }, { value: '' }),
      row({ value: '[[specialist_full_name]]', caption: nameKk }, { label: '.' }),
    ],
  },
  {
    formId: '214-annex3',
    language: 'ru',
    blocks: [
      head('Форма', 'Приложение 3', ...noticeHeadRu),
      title('Уведомление об отказе в регистрации в качестве лица, ищущего работу'),
      text('В соответствии с подпунктом 14) пункта 2 статьи 5 Закона'),
      text('Республики Казахстан "О государственных услугах"'),
      row({ value: '[[provider_full_name]]', caption: 'полное наименование услугодателя' }),
      row({ label: 'отказывает Вам ' }, { value: '[[applicant_full_name]]', caption: nameRu }),
      text('в оказании государственной услуги по причине:'),
      row({ value: '[[refusal_reason]]', caption: 'указать причину' }, { label: '.' }),
      text('Дата выдачи: [[@issue_date|"___" ___________ 20___ года]].', { before: 10 }),
      rowAfter(10, { label: 'Специалист карьерного центра ' }, { value: '' }),
      row({ value: '[[specialist_full_name]]', caption: nameRu }, { label: '.' }),
    ],
  },
  {
    formId: '214-annex4',
    language: 'kk',
    blocks: [
      head('Нысан', ...noticeHeadKk, '4-қосымша'),
      title('Жұмыс іздеуші ретінде тіркелгені туралы хабарлама'),
      row({ label: 'Сіз ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      text('Қазақстан Республикасының Әлеуметтік кодексінің 98-бабына сәйкес'),
      row(
        { label: '[[@registration_date|20___ жылғы "___" ____________]] бастап ' },
        { value: '[[centre_name]]', caption: 'Мансап орталығының атауы' },
      ),
      text('жұмыс іздеуші ретінде тіркелдіңіз.'),
      text('Берілген күні: [[@issue_date|20___ жылғы "___" __________]].', { before: 10 }),
      rowAfter(10, { label: 'Мансап орталығының маманы ' }, { value: '' }, { label: '.' }),
      row({ value: '[[specialist_full_name]]', caption: nameKk }, { label: '.' }),
    ],
  },
  {
    formId: '214-annex4',
    language: 'ru',
    blocks: [
      head('Форма', 'Приложение 4', ...noticeHeadRu),
      title('Уведомление о регистрации в качестве лица, ищущего работу'),
      row({ label: 'Вы ' }, { value: '[[applicant_full_name]]', caption: nameRu }),
      text('в соответствии со статьей 98 Социального кодекса Республики Казахстан'),
      text(
        'с [[@registration_date|"___" ____________ 20___ года]] зарегистрированы в качестве лица, ищущего работу,',
      ),
      row({ label: 'в ' }, { value: '[[centre_name]]', caption: 'Наименование карьерного центра' }),
      text('Дата выдачи: [[@issue_date|"___" __________ 20___ года]].', { before: 10 }),
      rowAfter(10, { label: 'Специалист карьерного центра ' }, { value: '' }, { label: '.' }),
      row({ value: '[[specialist_full_name]]', caption: nameRu }, { label: '.' }),
    ],
  },
]
