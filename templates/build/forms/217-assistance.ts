/** Wording of the forms of the standards 14, 18, 24 and 27 of 2014 (standards-2014.md b.2 to b.5). */
import {
  addressee,
  head,
  row,
  rowAfter,
  table,
  tableUnder,
  tear,
  text,
  title,
  type FormText,
} from '../blocks'

const standard = (name: string) => `«${name}» мемлекеттік көрсетілетін қызмет стандартына`
const certificates = standard('Жұмыссыз азаматтарға анықтамалар беру')
const targeted = standard('Мемлекеттік атаулы әлеуметтік көмек тағайындау')
const local = standard(
  'Жергілікті өкілді органдардың шешімдері бойынша мұқтаж азаматтардың жекелеген санаттарына әлеуметтік көмек тағайындау',
)
const belonging = standard(
  'Өтініш берушінің (отбасының) атаулы әлеуметтік көмек алушыларға тиесілігін растайтын анықтама беру',
)

const shortDate = '20__ ж. «____» ____________'
const day = '20__ жылғы «____» ____________'
const street =
  '[[applicant_address_street]][[+applicant_address_house| ]][[applicant_address_house]]' +
  '[[+applicant_address_flat|-]][[applicant_address_flat]][[,applicant_phone]]'
const village =
  '[[applicant_address_village]][[+applicant_address_village|, ]][[applicant_address_city_or_district]]'
const consent14 =
  '«Жұмыссыз азаматтарға анықтамалар беру» мемлекеттік қызметті көрсету үшін қажетті менің дербес деректерімді жинауға және өңдеуге келісім беремін.'
const warning14 = 'Дәйексіз мәліметтер мен жасанды құжаттарды ұсынғаным үшін жауапкершілік туралы ескертілді.'
const changes18 = 'Өзгерістер болған жағдайда, олар туралы он жұмыс күні ішінде хабарлауға міндеттенемін.'
const warning18 =
  'Жалған ақпарат және дәйексіз (жасанды) құжаттарды ұсынғаным үшін жауапкершілік туралы ескертілді. Менің табысымды (отбасымның табысын) Еңбек және халықты әлеуметтік қорғау министрлігі Зейнетақы төлеу жөніндегі мемлекеттік орталығының дерекқорымен салыстырып тексеруге келісемін.'

const familyNumber = row(
  { label: 'Отбасының тіркеу нөмірі ' },
  { value: '[[family_registration_number]]', share: 0.5 },
)
const whoAndWhere = (name: string, address: string) =>
  row(
    { value: '[[applicant_full_name]]', caption: name, gap: 6 },
    { value: '[[applicant_address]][[,applicant_phone]]', caption: address, share: 1.2 },
  )
const signedOn = rowAfter(
  14,
  { label: 'Өтініш берушінің қолы ' },
  { value: '', share: 0.5, gap: 6 },
  { label: 'Күні ' },
  { value: '[[@application_date]]', share: 0.4 },
)
/** The two forms whose date stands on a line of its own. */
const signedAndDated = [
  rowAfter(14, { label: 'Өтініш берушінің қолы ' }, { value: '', share: 0.5 }),
  row({ label: 'Күні ' }, { value: '[[@application_date]]', share: 0.5 }),
]

export const texts217Assistance: FormText[] = [
  {
    formId: '217-std14-annex',
    language: 'kk',
    dense: true,
    blocks: [
      { ...head('', certificates, 'қосымша'), left: 70 },
      title('Жұмыссыз азаматты тіркеу туралы анықтама беруге өтініш'),
      ...addressee(
        text('Қазақстан Республикасы'),
        text('[[centre_oblast_or_city]] облысы (қаласы) бойынша'),
        text('Жұмыспен қамтуды үйлестіру және әлеуметтік бағдарламалар басқармасы'),
      ),
      text('Бөлімше коды: [[branch_code]]', { before: 6 }),
      text('Өтініш беруші туралы мәліметтер:'),
      row({ label: 'ЖСН: ' }, { value: '[[applicant_iin]]' }),
      row({ label: 'Өтініш берушінің Т.А.Ә.: ' }, { value: '[[applicant_full_name]]' }),
      text('туған жылы: [[@applicant_birth_date]]', { before: 4 }),
      row({ label: 'жеке басын куәландыратын құжаттың түрі: ' }, { value: '[[id_doc_type]]' }),
      row(
        { label: 'сериясы: ' },
        { value: '[[id_doc_series]]', share: 0.5 },
        { label: ' құжат нөмірі: ' },
        { value: '[[id_doc_number]]', share: 0.6 },
        { label: ' кім берді: ' },
        { value: '[[id_doc_issued_by]]', share: 2.4 },
      ),
      text('берілген күні: [[@id_doc_issue_date]]', { before: 4 }),
      row({ label: 'тұрғылықты мекенжайы: ' }, { value: '[[applicant_address]]' }),
      row({ value: '[[applicant_address_oblast]]' }, { label: ' облысы' }),
      row(
        { value: '[[applicant_address_city_or_district]]' },
        { label: ' қаласы (аудан) ' },
        { value: '[[applicant_address_village]]' },
        { label: ' ауылы' },
      ),
      row(
        { value: '[[applicant_address_street]]', share: 2 },
        { label: ' көшесі (шағынаудан) ' },
        { value: '[[applicant_address_house]]', share: 0.6 },
        { label: ' үй ' },
        { value: '[[applicant_address_flat]]', share: 0.6 },
        { label: ' пәтер' },
      ),
      text('Маған жұмыссыз азамат анықтамасын беруді сұраймын.', { before: 6 }),
      text(consent14),
      text(warning14),
      text('Өтінішке қоса берілген құжаттардың тізбесі:'),
      table([10, 0, 36, 42], ['Р/с №', 'Құжаттың атауы', 'Құжаттағы парақтардың саны', 'Ескертпе'], {
        each: 'attachments',
        cells: ['[[#]]', '[[.document_name]]', '[[.sheet_count]]', '[[.remark]]'],
      }),
      text('Өтініш берушінің байланыс деректері:', { before: 4 }),
      row(
        { label: 'телефоны ' },
        { value: '[[applicant_phone]]' },
        { label: ' ұялы телефоны ' },
        { value: '[[applicant_mobile]]' },
        { label: ' E-mail ' },
        { value: '[[applicant_email]]', share: 1.8 },
      ),
      rowAfter(
        6,
        { label: '[[@application_date|20__ж. «____»]]   Өтініш берушінің қолы ' },
        { value: '', share: 0.8 },
      ),
      tear('(қию сызығы)'),
      text(
        `[[tear_off_blank1|________________]] өтініш берушінің Т.А.Ә. [[applicant_full_name]] өтініші қоса берілген құжаттармен қабылданды, өтініштің тіркелген күні: [[@registration_date|${shortDate}]], қызмет көрсетілген күн: [[@service_date|${shortDate}]]`,
      ),
      text(consent14),
      text(warning14),
    ],
  },
  {
    formId: '217-std18-annex1',
    language: 'kk',
    dense: true,
    blocks: [
      { ...head('', targeted, '1-қосымша'), left: 70 },
      ...addressee(
        row({ value: '[[centre_settlement_district_oblast]]', caption: '(елді мекен, аудан, облыс)' }),
        text('уәкілетті органына'),
        row({ value: village, caption: '(тұрғылықты жері, ауданы)' }),
        row({ value: street, caption: '(көшесі, үй және пәтер №, телефоны)' }),
        text('мекенжайы бойынша тұратын'),
        row({ value: '[[applicant_full_name]]', caption: '(өтініш берушінің тегі, аты, әкесінің аты)' }),
        row({ label: 'жеке басын куәландыратын құжаттың № ' }, { value: '[[id_doc_number]]' }),
        row({ value: '[[id_doc_issued_by]]' }, { label: ' берген' }),
        row({ label: 'берілген күні ' }, { value: '[[@id_doc_issue_date]]' }),
        row({ label: 'ЖСН ' }, { value: '[[applicant_iin]]' }),
        row({ label: 'жеке шотының № ' }, { value: '[[bank_account_number]]' }),
        row({ label: 'қызмет түрі ' }, { value: '[[applicant_occupation]]' }),
      ),
      title('Өтініш'),
      text('Менің отбасыма атаулы әлеуметтік көмек тағайындауды сұраймын.'),
      text('Менің отбасым [[family_size]] адамнан тұрады.'),
      text('Өтінішке белгіленген үлгідегі құжаттарды № 2-4 қосымшаларға сәйкес 3 данада ұсынамын.'),
      text(changes18),
      text(
        'Мемлекеттік атаулы әлеуметтік көмек тағайындау үшін қажетті менің дербес деректерімді жинауға және өңдеуге келісім беремін.',
      ),
      text(warning18),
      rowAfter(
        8,
        { label: `[[@application_date|${shortDate}]]   ` },
        { value: '', caption: '(өтініш берушінің қолы)', share: 0.6 },
      ),
      text('Құжаттар қабылданды', { before: 6 }),
      row(
        { label: `[[@acceptance_date|${shortDate}]]   ` },
        { value: '[[accepted_by_full_name]]', caption: '(құжаттарды қабылдаған адамның Т.А.Ә.' },
        { value: '', caption: 'және қолы)', share: 0.4 },
      ),
      row({ label: 'Отбасының тіркеу нөмірі ' }, { value: '[[family_registration_number]]' }),
      text(
        `Өтініш қоса беріліп отырған құжаттармен бірге учаскелік комиссияға [[@sent_to_commission_date|${shortDate}]] берілді.`,
        { before: 4 },
      ),
      rowAfter(
        8,
        { label: `[[@commission_accepted_date|${shortDate}]] қабылданды ` },
        {
          value: '[[commission_member_full_name_and_signature]]',
          caption: 'құжатты қабылдап алған учаскелік комиссия мүшесінің Т.А.Ә. және қолы;',
        },
      ),
      text(
        `құжаттардың ауыл, ауылдық округтің әкімінен қабылданған күні туралы уәкілетті органның белгісі [[@received_from_akim_date|${shortDate}]] құжатты қабылдап алған адамның Т.А.Ә., лауазымы, қолы`,
        { before: 4 },
      ),
      row(
        { value: '[[from_akim_accepted_by_full_name]][[,from_akim_accepted_by_position]]' },
        { value: '', share: 0.35 },
      ),
      tear('(қию сызығы)'),
      text(`${changes18} ${warning18}`),
      rowAfter(8, { label: 'Өтініш берушінің қолы ' }, { value: '', share: 0.5 }),
      text(
        `Азамат (ша) [[applicant_full_name]] өтінішімен қоса беріліп отырған құжаттар [[documents_copies_count]] данада, отбасының тіркелу нөмірі [[family_registration_number]] [[@acceptance_date~kk_zhylgy_on|${day}]] қабылданды.`,
        { before: 4 },
      ),
      rowAfter(
        8,
        {
          value: '[[accepted_by_full_name]], [[accepted_by_position]]',
          caption: 'құжаттарды қабылдаған адамның Т.А.Ә., лауазымы,',
        },
        { value: '', caption: 'қолы', share: 0.35 },
      ),
    ],
  },
  {
    formId: '217-std18-annex2',
    language: 'kk',
    blocks: [
      head('', targeted, '2-қосымша'),
      familyNumber,
      title('Өтініш берушінің отбасының құрамы туралы мәліметтер'),
      whoAndWhere('(Өтініш берушінің Т.А.Ә.)', '(үйінің мекенжайы, тел.)'),
      table(
        [12, 0, 52, 24],
        ['Р/с №', 'Отбасы мүшелерінің Т.А.Ә.', 'Өтініш берушіге туыстық қатынасы', 'Туған жылы'],
        { each: 'family', cells: ['[[#]]', '[[.member_full_name]]', '[[.relation]]', '[[.birth_year]]'] },
      ),
      signedOn,
      text(
        'Органның отбасы құрамы туралы мәліметтерді растауға уәкілеттік берілген лауазымды адамының Т.А.Ә.',
        {
          before: 10,
        },
      ),
      row(
        { value: '[[confirming_official_full_name]]', gap: 4 },
        { value: '', caption: '(қолы)', share: 0.4 },
      ),
    ],
  },
  {
    formId: '217-std18-annex3',
    language: 'kk',
    landscape: true,
    blocks: [
      head('', targeted, '3-қосымша'),
      familyNumber,
      title(
        '20[[income_year]] жылғы [[income_quarter]] тоқсанда адамның (өтініш берушінің отбасы мүшелерінің) алған табыстары туралы мәліметтер',
      ),
      whoAndWhere('(Т.А.Ә.)', '(үйінің мекенжайы, тел.)'),
      tableUnder(
        [36, 0, 25, 25, 27, 29, 26, 22, 27],
        [
          [
            { text: 'Отбасы мүшелерінің Т.А.Ә.', down: true },
            {
              text: 'Жұмыс, оқу орны (жұмыссыздар жұмыспен қамту мәселелері жөніндегі уәкілетті органның анықтамасымен тіркелу фактісін растайды)',
              down: true,
            },
            { text: 'Құжаттамалық расталған табыс сомалары', across: 6 },
            { text: 'Өзге де мәлімделген табыстар', down: true },
          ],
          [
            null,
            null,
            'еңбек қызметінен',
            'зейнетақы, жәрдемақы',
            'кәсіпкерлік қызметтен',
            'стипендиялар',
            'алименттер',
            'табыстың өзге де түрлері',
            null,
          ],
        ],
        {
          each: 'income',
          cells: [
            '[[.member_full_name]]',
            '[[.work_or_study_place]]',
            '[[.from_work]]',
            '[[.pensions_allowances]]',
            '[[.from_business]]',
            '[[.scholarships]]',
            '[[.alimony]]',
            '[[.other_kinds]]',
            '[[.other_declared]]',
          ],
        },
      ),
      ...signedAndDated,
    ],
  },
  {
    formId: '217-std18-annex4',
    language: 'kk',
    blocks: [
      head('', targeted, '4-қосымша'),
      familyNumber,
      title('Жеке қосалқы шаруашылық барлығын растайтын мәлімет'),
      whoAndWhere('(Т.А.Ә.)', '(үй мекенжайы, тел.)'),
      // The first column has no heading in the act; land and livestock stand side by side only to the eye.
      table(
        [0, 20, 22, 40, 28, 20],
        ['', 'Саны', 'өлшем бірлігі', 'Үй жануарлары', 'Жасы', 'Саны (мал басы)'],
        ...farmRows(
          ['Күні', 'kuni', 'Ірі қара мал: сиыр', 'cow'],
          ['бақша', 'garden', 'бұқа', 'bull'],
          ['Жер учаскесі, оның ішінде аулалы жер', 'plot', 'Жылқы: бие', 'mare'],
          ['Шартты жер телімі', 'conditional_share', 'айғыр', 'stallion'],
          ['Мүлік жарнасы (беру жылы)', 'property_share', 'Түйе', 'camel'],
          ['', '', 'Інген', 'she_camel'],
          ['', '', 'Қой, ешкі', 'sheep_goat'],
          ['', '', 'Тауық, үйрек, қаз', 'poultry'],
          ['', '', 'Шошқа', 'pig'],
        ),
      ),
      ...signedAndDated,
    ],
  },
  {
    formId: '217-std24-annex1',
    language: 'kk',
    blocks: [
      head('', local, '1-қосымша'),
      familyNumber,
      title('Өтініш берушінің отбасы құрамы туралы мәліметтер'),
      whoAndWhere('(Өтініш берушінің Т.А.Ә.)', '(үйінің мекенжайы, тел.)'),
      table(
        [12, 0, 52, 26],
        ['Р/с №', 'Отбасы мүшелерінің Т.А.Ә.', 'Өтініш берушіге туыстық қатысы', 'Туған күні'],
        { each: 'family', cells: ['[[#]]', '[[.member_full_name]]', '[[.relation]]', '[[.birth_date]]'] },
      ),
      signedOn,
      text('Отбасы құрамы туралы мәліметтерді растауға уәкілетті органның лауазымды адамының Т.А.Ә.', {
        before: 10,
      }),
      row(
        { value: '[[confirming_official_full_name]]', gap: 4 },
        { value: '', caption: '(қолы)', share: 0.4 },
      ),
    ],
  },
  {
    formId: '217-std24-annex2',
    language: 'kk',
    blocks: [
      head('', local, '2-қосымша'),
      title(
        'Жергілікті өкілді органдардың шешімдері бойынша мұқтаж азаматтардың жекелеген санаттарына әлеуметтік көмек тағайындауға арналған өтініш нысаны',
      ),
      ...addressee(
        row({ value: '[[centre_settlement_district_oblast]]', caption: '(елді мекен, аудан, облыс)' }),
        text('уәкілетті органға'),
      ),
      title('ӨТІНІШ'),
      row({ label: 'Тегі: ' }, { value: '[[applicant_last_name]]' }),
      row({ label: 'Аты: ' }, { value: '[[applicant_first_name]]' }),
      row({ label: 'Әкесінің аты: ' }, { value: '[[applicant_middle_name]]' }),
      // The act prints the year of birth as 20__, too.
      text('туған күні [[@applicant_birth_date]]', { before: 4 }),
      row({ label: 'мәртебесі: ' }, { value: '[[applicant_social_status]]' }),
      row({ label: 'үйінің мекенжайы: ' }, { value: '[[applicant_address]]' }),
      row({ label: 'телефон: ' }, { value: '[[applicant_phone]]' }),
      rowAfter(
        10,
        { label: 'Сізден ' },
        { value: '[[assistance_category]]', caption: 'санат' },
        { label: ' санаты бойынша ' },
        { value: '[[payment_kinds]]', caption: 'төлем түрлері' },
      ),
      text('көрсетуді сұраймын.'),
      text(
        'Менің (отбасымның) табыстарымды (табыстарын) Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрлігі Зейнетақы төлеу жөніндегі мемлекеттік орталығының базасындағы деректермен салыстырып тексеруге келісемін.',
        { before: 4 },
      ),
      text(`Өтініш білдіру күні [[@application_date|${day}]]`, { before: 10 }),
      rowAfter(
        10,
        { value: '', caption: 'қолы,', share: 0.5 },
        { value: '[[applicant_full_name]]', caption: 'өтініш берушінің Т.А.Ә.' },
      ),
    ],
  },
  {
    formId: '217-std27-annex',
    language: 'kk',
    blocks: [
      head('', belonging, 'қосымша'),
      ...addressee(
        { ...text('Уәкілетті органға (кент, ауыл, ауылдық округтің әкіміне)'), before: 10 },
        row({ value: '[[centre_settlement_district_oblast]]', caption: '(елді мекен, аудан, облыс)' }),
        row({ value: '[[applicant_full_name]]', caption: '(Өтініш берушінің тегі, аты, әкесінің аты)' }),
        row({ value: village, caption: '(елді мекен, аудан)' }, { label: ' мекенжайы бойынша тұратын' }),
        row({ value: street, caption: '(көше, үйдің және пәтердің №, телефон)' }),
        row({ label: 'құжат, жеке куәлік № ' }, { value: '[[id_doc_number]]' }, { label: ' берген' }),
        row({ value: '[[id_doc_issued_by]]' }),
        row({ label: 'берілген күні ' }, { value: '[[@id_doc_issue_date]]' }),
      ),
      title('Өтініш'),
      text(
        'Маған шын мәнінде 20[[certificate_year]] жылғы [[certificate_quarter]] тоқсанда мемлекеттік атаулы әлеуметтік көмектің алушысы болып табылатыным туралы анықтама беруді сұраймын.',
      ),
      text('Анықтама талап еткен жері бойынша қажет.'),
      text(
        'Өтініш берушінің (отбасының) атаулы әлеуметтік көмек алушыларға тиесілігін растайтын анықтама беруге қажетті дербес деректерімді жинауға және өңдеуге келісім беремін.',
      ),
      ...addressee(
        { ...text(`[[@application_date|${shortDate}]]`), before: 16 },
        { ...row({ value: '', caption: '(өтініш берушінің қолы)' }), before: 12 },
      ),
    ],
  },
]

/** Rows of the farm's table: land and its field, animals and their field. */
function farmRows(...rows: [string, string, string, string][]): string[][] {
  return rows.map(([land, landId, animals, animalsId]) => [
    land,
    landId && `[[land_${landId}_quantity]]`,
    landId && `[[land_${landId}_unit]]`,
    animals,
    `[[livestock_${animalsId}_age]]`,
    `[[livestock_${animalsId}_heads]]`,
  ])
}
