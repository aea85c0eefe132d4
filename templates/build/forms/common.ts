/** Papers for which no act prescribes a form (forms.md 8): wording of our own. */
import { each, issued, row, rowAfter, signature, table, text, title, when, type FormText } from '../blocks'

export const nameKk = 'тегі, аты, әкесінің аты (бар болса)'
export const nameRu = 'фамилия, имя, отчество (при его наличии)'

const representativeKk = [
  rowAfter(10, { label: 'Мен, ' }, { value: '[[legal_rep_full_name]]', caption: nameKk }, { label: ',' }),
  row({ label: 'ЖСН ' }, { value: '[[legal_rep_iin]]', share: 0.4 }, { label: ',' }),
  row(
    { value: '[[@applicant_birth_date]]', caption: 'туған күні', share: 0.8 },
    { label: ' туған ' },
    { value: '[[applicant_full_name]]', caption: nameKk, share: 1.2 },
  ),
]
const representativeRu = [
  rowAfter(10, { label: 'Я, ' }, { value: '[[legal_rep_full_name]]', caption: nameRu }, { label: ',' }),
  row({ label: 'ИИН ' }, { value: '[[legal_rep_iin]]', share: 0.4 }, { label: ',' }),
]
const kindKk =
  '[[_legal_rep_kind=parent|ата-анасы]], [[_legal_rep_kind=guardian|қорғаншысы]], [[_legal_rep_kind=trustee|қамқоршысы]]'
const kindRu =
  '[[_legal_rep_kind=parent|родитель]], [[_legal_rep_kind=guardian|опекун]], [[_legal_rep_kind=trustee|попечитель]]'
const datedKk = rowAfter(
  14,
  { label: 'Күні ' },
  { value: '[[@statement_date]]', share: 0.7, gap: 10 },
  { label: 'қолы ' },
  { value: '' },
)
const datedRu = rowAfter(
  14,
  { label: 'Дата ' },
  { value: '[[@statement_date]]', share: 0.7, gap: 10 },
  { label: 'подпись ' },
  { value: '' },
)

export const textsCommon: FormText[] = [
  {
    formId: 'common-s1',
    language: 'kk',
    blocks: [
      title('Заңды өкілдің өтініші'),
      ...representativeKk,
      text(
        `заңды өкілі (${kindKk}) (қажеттісінің астын сызыңыз), оның жұмыс іздеп жүрген адам ретінде тіркелуіне келісім беремін.`,
      ),
      datedKk,
    ],
  },
  {
    formId: 'common-s1',
    language: 'ru',
    blocks: [
      title('Заявление законного представителя'),
      ...representativeRu,
      text(`законный представитель (${kindRu}) (нужное подчеркнуть)`),
      row({ value: '[[applicant_full_name]]', caption: nameRu }, { label: ',' }),
      row({ label: 'дата рождения ' }, { value: '[[@applicant_birth_date]]', share: 0.3 }, { label: ',' }),
      text('согласен(на) на его (ее) регистрацию в качестве лица, ищущего работу.'),
      datedRu,
    ],
  },
  {
    formId: 'common-s2',
    language: 'kk',
    blocks: [
      title('Қоғамдық жұмыстарға қатысуға жазбаша келісім'),
      ...representativeKk,
      text(
        `${kindKk} (қажеттісінің астын сызыңыз), оның оқудан бос уақытта қоғамдық жұмыстарға қатысуына келісім беремін.`,
      ),
      when(
        'employer_name',
        row({ label: 'Жұмыс беруші ' }, { value: '[[employer_name]]', caption: 'жұмыс берушінің атауы' }),
      ),
      datedKk,
    ],
  },
  {
    formId: 'common-s2',
    language: 'ru',
    blocks: [
      title('Письменное согласие на участие в общественных работах'),
      ...representativeRu,
      text(`${kindRu} (нужное подчеркнуть)`),
      row({ value: '[[applicant_full_name]]', caption: nameRu }, { label: ',' }),
      row({ label: 'дата рождения ' }, { value: '[[@applicant_birth_date]]', share: 0.3 }, { label: ',' }),
      text('даю согласие на его (ее) участие в общественных работах в свободное от учебы время.'),
      when(
        'employer_name',
        row({ label: 'Работодатель ' }, { value: '[[employer_name]]', caption: 'наименование работодателя' }),
      ),
      datedRu,
    ],
  },
  {
    formId: 'common-s3',
    language: 'kk',
    blocks: [
      title('Білім беру ұйымының жазбаша келісімі'),
      row({ value: '[[edu_org_name]]', caption: 'білім беру ұйымының атауы' }),
      row({ label: 'білім алушының ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      text('оқу процесінен тыс уақытта қоғамдық жұмыстарға қатысуына келісім береді.'),
      signature('', 'лауазымы, ' + nameKk, 'қолы'),
      issued('Күні', '[[@consent_date]]', 'Мөрдің орны (бар болса)'),
    ],
  },
  {
    formId: 'common-s3',
    language: 'ru',
    blocks: [
      title('Письменное согласие организации образования'),
      row({ value: '[[edu_org_name]]', caption: 'наименование организации образования' }),
      row(
        { label: 'дает согласие на участие обучающегося ' },
        { value: '[[applicant_full_name]]', caption: nameRu },
      ),
      text('в общественных работах вне учебного процесса.'),
      signature('', 'должность, ' + nameRu, 'подпись'),
      issued('Дата', '[[@consent_date]]', 'Место печати (при наличии)'),
    ],
  },
  {
    formId: 'common-s4',
    language: 'kk',
    blocks: [
      title('Мемлекеттік қызметті көрсетуден бас тарту туралы дәлелді жауап'),
      row({ value: '[[provider_full_name]]', caption: 'көрсетілетін қызметті берушінің толық атауы' }),
      row({ label: 'Сізге, ' }, { value: '[[applicant_full_name]]', caption: nameKk }, { label: ',' }),
      text(
        '[[@acceptance_date]] № [[application_number]] өтінішіңіз бойынша "Жұмыспен қамтуға жәрдемдесудің белсенді шараларына қатысуға жолдамалар беру" мемлекеттік қызметін көрсетуден тізбенің 9-тармағының мына тармақшасы (тармақшалары) негізінде бас тартады:',
      ),
      each('refusal_grounds', '[[.number]]) [[.text]][[;|.]]'),
      text('Себебі: [[@refusal_reason]].', { before: 4 }),
      text('Мансап орталығының директоры', { before: 10 }),
      signature('[[director_full_name]]', nameKk, 'қолы'),
      text('Берілген күні: [[@issue_date]].', { before: 10 }),
    ],
  },
  {
    formId: 'common-s4',
    language: 'ru',
    blocks: [
      title('Мотивированный ответ об отказе в оказании государственной услуги'),
      row({ value: '[[provider_full_name]]', caption: 'полное наименование услугодателя' }),
      row(
        { label: 'отказывает Вам, ' },
        { value: '[[applicant_full_name]]', caption: nameRu },
        { label: ',' },
      ),
      text(
        'по заявлению от [[@acceptance_date]] № [[application_number]] в оказании государственной услуги "Выдача направлений на участие в активных мерах содействия занятости" на основании следующего подпункта (подпунктов) пункта 9 перечня:',
      ),
      each('refusal_grounds', '[[.number]]) [[.text]][[;|.]]'),
      text('Причина: [[@refusal_reason]].', { before: 4 }),
      text('Директор карьерного центра', { before: 10 }),
      signature('[[director_full_name]]', nameRu, 'подпись'),
      text('Дата выдачи: [[@issue_date]].', { before: 10 }),
    ],
  },
  {
    formId: 'common-s5',
    language: 'kk',
    blocks: [
      title('Құжатты алғаны туралы қолхат'),
      row({ label: 'Мен, ' }, { value: '[[applicant_full_name]]', caption: nameKk }, { label: ',' }),
      row(
        { label: '[[@handed_over_date|20___ жылғы "___" ____________]] ' },
        {
          value: '[[document_title]]{{IF document_date}}, [[@document_date]]{{END-IF}}',
          caption: 'құжаттың атауы және күні',
        },
        { label: ' алдым.' },
      ),
      row({ label: 'Жеке басын куәландыратын құжат: ' }, { value: '[[handed_over_id_document]]' }),
      rowAfter(14, { label: 'Қолы ' }, { value: '', share: 0.4 }),
    ],
  },
  {
    formId: 'common-s5',
    language: 'ru',
    blocks: [
      title('Расписка в получении документа'),
      row({ label: 'Я, ' }, { value: '[[applicant_full_name]]', caption: nameRu }, { label: ',' }),
      row(
        { label: '[[@handed_over_date|"___" ____________ 20___ года]] получил(а) ' },
        {
          value: '[[document_title]]{{IF document_date}}, [[@document_date]]{{END-IF}}',
          caption: 'наименование и дата документа',
        },
        { label: '.' },
      ),
      row({ label: 'Документ, удостоверяющий личность: ' }, { value: '[[handed_over_id_document]]' }),
      rowAfter(14, { label: 'Подпись ' }, { value: '', share: 0.4 }),
    ],
  },
  {
    formId: 'common-s6',
    language: 'kk',
    blocks: [
      title('Жұмыссыз ретінде есептен шығару туралы хабарлама'),
      row({ value: '[[applicant_full_name]]', caption: nameKk }),
      text('Сіз [[@deregistration_date]] жұмыссыз ретінде есептен шығарылдыңыз.', { before: 6 }),
      text('Негізі: Қағидалардың 51-тармағының [[deregistration_ground]]) тармақшасы.'),
      text('Хабарлама күні: [[@notice_date]].', { before: 10 }),
      rowAfter(14, { label: 'Мансап орталығының маманы ' }, { value: '', caption: nameKk + ', қолы' }),
    ],
  },
  {
    formId: 'common-s6',
    language: 'ru',
    blocks: [
      title('Уведомление о снятии с учета в качестве безработного'),
      row({ value: '[[applicant_full_name]]', caption: nameRu }),
      text('Вы сняты с учета в качестве безработного [[@deregistration_date]].', { before: 6 }),
      text('Основание: подпункт [[deregistration_ground]]) пункта 51 Правил.'),
      text('Дата уведомления: [[@notice_date]].', { before: 10 }),
      rowAfter(14, { label: 'Специалист карьерного центра ' }, { value: '', caption: nameRu + ', подпись' }),
    ],
  },
  {
    formId: 'common-s7',
    language: 'kk',
    blocks: [
      title('Мансап орталығына берілетін құжаттардың тізбесі'),
      row({ label: 'Ауылдық округ: ' }, { value: '[[rural_district_name]]' }),
      row({ label: 'Ассистент: ' }, { value: '[[assistant_full_name]]', caption: nameKk }),
      table([10, 70, 0], ['№', 'Өтініш берушінің тегі, аты, әкесінің аты (бар болса)', 'Құжаттар'], {
        each: 'items',
        cells: ['[[#]]', '[[.applicant_full_name]]', '[[.documents]]'],
      }),
      text('Берілген күні: [[@transfer_date]].', { before: 8 }),
      rowAfter(10, { label: 'Тапсырды: ассистент ' }, { value: '', caption: 'қолы', share: 0.5 }),
      rowAfter(6, { label: 'Қабылдады: мансап орталығының қызметкері ' }, { value: '', caption: nameKk }),
      rowAfter(
        6,
        { label: 'Қабылданған күні ' },
        { value: '', share: 0.7, gap: 10 },
        { label: 'қолы ' },
        { value: '' },
      ),
    ],
  },
  {
    formId: 'common-s7',
    language: 'ru',
    blocks: [
      title('Перечень документов, передаваемых в карьерный центр'),
      row({ label: 'Сельский округ: ' }, { value: '[[rural_district_name]]' }),
      row({ label: 'Ассистент: ' }, { value: '[[assistant_full_name]]', caption: nameRu }),
      table([10, 70, 0], ['№', 'Фамилия, имя, отчество (при его наличии) заявителя', 'Документы'], {
        each: 'items',
        cells: ['[[#]]', '[[.applicant_full_name]]', '[[.documents]]'],
      }),
      text('Дата передачи: [[@transfer_date]].', { before: 8 }),
      rowAfter(10, { label: 'Сдал(а): ассистент ' }, { value: '', caption: 'подпись', share: 0.5 }),
      rowAfter(6, { label: 'Принял(а): работник карьерного центра ' }, { value: '', caption: nameRu }),
      rowAfter(
        6,
        { label: 'Дата приема ' },
        { value: '', share: 0.7, gap: 10 },
        { label: 'подпись ' },
        { value: '' },
      ),
    ],
  },
  {
    formId: 'common-rural-card',
    language: 'kk',
    blocks: [
      title('Жұмыспен қамтудың жеке картасына арналған мәліметтер'),
      row({ label: 'Өтініш беруші ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      table([10, 60, 0], ['№', 'Мәлімет', 'Өтініш берушінің айтуы мен құжаттары бойынша'], {
        each: 'rows',
        cells: ['[[#]]', '[[.title]]', '[[.value]]'],
      }),
      row({ label: 'Ауылдық округ: ' }, { value: '[[rural_district_name]]' }),
      row({ label: 'Ассистент: ' }, { value: '[[assistant_full_name]]', caption: nameKk }),
      rowAfter(
        10,
        { label: 'Толтырылған күні ' },
        { value: '[[@issue_date]]', share: 0.7, gap: 10 },
        { label: 'қолы ' },
        { value: '' },
      ),
    ],
  },
  {
    formId: 'common-rural-card',
    language: 'ru',
    blocks: [
      title('Сведения для персональной карты занятости'),
      row({ label: 'Заявитель ' }, { value: '[[applicant_full_name]]', caption: nameRu }),
      table([10, 60, 0], ['№', 'Сведение', 'Со слов и по документам заявителя'], {
        each: 'rows',
        cells: ['[[#]]', '[[.title]]', '[[.value]]'],
      }),
      row({ label: 'Сельский округ: ' }, { value: '[[rural_district_name]]' }),
      row({ label: 'Ассистент: ' }, { value: '[[assistant_full_name]]', caption: nameRu }),
      rowAfter(
        10,
        { label: 'Дата заполнения ' },
        { value: '[[@issue_date]]', share: 0.7, gap: 10 },
        { label: 'подпись ' },
        { value: '' },
      ),
    ],
  },
  {
    formId: 'common-s8',
    language: 'kk',
    blocks: [
      title('Жадынама'),
      row({ label: 'Жұмыссыз ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      text(
        'Мемлекеттік әлеуметтік сақтандыру қорынан жұмысынан айырылған жағдайда берілетін әлеуметтік төлемді тағайындау үшін мынадай құжаттар қажет:',
        { before: 6 },
      ),
      each('documents', '[[#]]) [[.title]][[;|.]]'),
      text('Хабардар етілген күні: [[@informed_date]].', { before: 10 }),
      rowAfter(10, { label: 'Жадынаманы алдым ' }, { value: '', caption: 'қолы', share: 0.5 }),
    ],
  },
  {
    formId: 'common-s8',
    language: 'ru',
    blocks: [
      title('Памятка'),
      row({ label: 'Безработный ' }, { value: '[[applicant_full_name]]', caption: nameRu }),
      text(
        'Для назначения социальной выплаты на случай потери работы из Государственного фонда социального страхования необходимы следующие документы:',
        { before: 6 },
      ),
      each('documents', '[[#]]) [[.title]][[;|.]]'),
      text('Дата информирования: [[@informed_date]].', { before: 10 }),
      rowAfter(10, { label: 'Памятку получил(а) ' }, { value: '', caption: 'подпись', share: 0.5 }),
    ],
  },
]
