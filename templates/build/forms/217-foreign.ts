/** Wording of the forms of the standards 29 and 30 of 2014 (standards-2014.md b.6 and b.7). */
import {
  addressee,
  head,
  row,
  rowAfter,
  sides,
  tableUnder,
  tear,
  text,
  title,
  type FormText,
} from '../blocks'

const standard29 =
  '«Шетелдік қызметкерге жұмысқа орналасуға және жұмыс берушілерге тиісті әкімшілік-аумақтық бірлік аумағында еңбек қызметін жүзеге асыру үшін шетелдік жұмыс күшін тартуға рұқсат беру, қайта ресімдеу және ұзарту» мемлекеттік көрсетілетін қызмет стандартына'

const shortDate = '20__ж. «____» ____________'
const day = '20__ жылғы «____» ____________'

const department = [
  row({ value: '[[centre_oblast_or_city]]', caption: '(облыстың, Астана, Алматы қалаларының атауы)' }),
  text('жұмыспен қамтуды үйлестіру және әлеуметтік бағдарламалар басқармасына'),
]
/** Who signs for the employer; `label` is the word before the rule. */
const employerSigns = (label: string) =>
  rowAfter(
    12,
    { label },
    { value: '', caption: '(қолы,', share: 0.3 },
    {
      value: '[[employer_head_full_name]], [[employer_head_position]]',
      caption: 'тегі, аты-жөні, лауазымы)',
    },
  )
const acceptedBy = rowAfter(
  4,
  { value: '[[accepted_by_full_name]]', caption: '(жауапты адамның тегі, аты-жөні,' },
  { value: '', caption: 'қолы)', share: 0.4 },
)
const receipt = (applicant: string) => [
  tear('(қию сызығы)'),
  text(
    `Өтініш беруші [[${applicant}]] өтініші қоса берілген құжаттармен бірге қабылданды, өтінішті тіркеу күні [[@registration_date|${shortDate}]]`,
  ),
  rowAfter(
    4,
    {
      value: '[[accepted_by_full_name]], [[accepted_by_position]]',
      caption: 'құжаттарды қабылдаған адамның Т.А.Ә., лауазымы',
    },
    { value: '', caption: 'және қолы', share: 0.35 },
  ),
  text('М.О.'),
]
const category = (ordinal: string, n: number) => [
  text(`${ordinal} санат бойынша - [[category${n}_count|____]] адамға,`),
  row({ label: 'олардың ішінде лауазымдары (кәсіптері) бойынша: ' }, { value: `[[category${n}_positions]]` }),
]
const contentRow = (...[n, label, id]: string[]) => [
  n!,
  label!,
  ...['total', 'foreign', 'planned', 'col6', 'col7', 'col8'].map((column) => `[[rows_${id}_${column}]]`),
]

export const texts217Foreign: FormText[] = [
  {
    formId: '217-std29-annex1',
    language: 'kk',
    dense: true,
    blocks: [
      { ...head('', standard29, '1-қосымша'), left: 70 },
      ...addressee(
        ...department,
        row(
          { label: 'кімнен ' },
          { value: '[[employer_full_name]]', caption: '(заңды немесе жеке тұлғаның толық атауы)' },
        ),
      ),
      title('ӨТІНІШ'),
      row(
        { value: '[[permit_oblast_or_city]]' },
        { label: ' облысына (қаласына) ' },
        { value: '[[total_workers]]', share: 0.3 },
        { label: ' адамға, оның ішінде:' },
      ),
      ...category('бірінші', 1),
      ...category('екінші', 2),
      ...category('үшінші', 3),
      ...category('төртінші', 4),
      text(
        'маусымдық жұмыстарға - [[seasonal_count|____]] адамға шетелдік жұмыс күшін тартуға рұқсат [[_request_kind=issue|беруді]] / [[_request_kind=extend|ұзартуды]]/ (қажеттінің астын сызу) сұраймын.',
        { before: 4 },
      ),
      text('Жұмыс беруші туралы мәліметтер:', { before: 6 }),
      row({ label: 'Жұмыс берушінің атауы: ' }, { value: '[[employer_name]]' }),
      row({ label: 'меншік нысаны ' }, { value: '[[employer_ownership_form]]' }),
      text('құрылған күні [[@employer_founded_date|______ жылғы «____» ____________]]', { before: 4 }),
      text('Қазақстан Республикасы әділет органдарында тіркелу туралы куәлік'),
      row({ value: '[[employer_registration_certificate]]', caption: '(нөмірі, кім және қашан берген)' }),
      text('СТН: [[rnn|_______________]], ЖСН [[employer_iin|____________________]], БСН: [[employer_bin]]', {
        before: 4,
      }),
      row({ label: 'жүзеге асыратын қызмет түрі ' }, { value: '[[employer_activity_kind]]' }),
      row(
        { label: 'мекенжайы, телефоны, факс ' },
        { value: '[[employer_address]][[,employer_phone]][[,employer_fax]]' },
      ),
      row({ label: 'қоса берілетін құжаттар: ' }, { value: '[[attachments_text]]' }),
      text(
        'Шетелдік жұмыс күшін тарту қажеттілігінің негіздемесі (оның ішінде бірнеше әкімшілік-аумақтық бірлікке):',
        { before: 4 },
      ),
      row({ value: '[[need_justification]]' }),
      text(
        'Шетелдік қызметкерлер Қазақстан Республикасындағы қызметін филиал, өкілдік құрмай жүзеге асыратын шетелдік заңды тұлғаның қызметкері болып табылған жағдайда, онда шетелдік заңды тұлға – жұмыс беруші туралы мынадай деректер толтырылады:',
        { before: 6 },
      ),
      row(
        { label: 'Шетелдік заңды тұлға – жұмыс берушінің толық атауы: ' },
        { value: '[[foreign_entity_name]]' },
      ),
      row(
        { label: 'Резидент еліндегі тіркеу туралы деректер ' },
        {
          value: '[[foreign_entity_registration]]',
          caption: '(мемлекеттік тіркеу №, күні және тіркеу органының атауы)',
        },
      ),
      row(
        { label: 'Резидент елдегі салықтық тіркеу нөмірі немесе оның баламасы ' },
        { value: '[[foreign_entity_tax_number]]' },
      ),
      row({ label: 'Жүзеге асырылатын қызмет түрі ' }, { value: '[[foreign_entity_activity]]' }),
      row(
        { label: 'Резидент елдегі мекенжайы, телефоны ' },
        { value: '[[foreign_entity_address]][[,foreign_entity_phone]]' },
      ),
      text(
        '«Шетелдік қызметкерге жұмысқа орналасуға және жұмыс берушілерге шетелдік жұмыс күшін тартуға рұқсат берудің қолданыстағы қағидаларымен және шарттарымен таныстым».',
        { before: 6 },
      ),
      employerSigns('Басшы '),
      text(`[[@application_date|${shortDate}]]`, { before: 4 }),
      text('М.О.'),
      text(`Өтініш қарауға қабылданды [[@acceptance_date|${day}]]`, { before: 6 }),
      acceptedBy,
      ...receipt('employer_full_name'),
    ],
  },
  {
    formId: '217-std29-annex2',
    language: 'kk',
    landscape: true,
    blocks: [
      head('', standard29, '2-қосымша'),
      title('Шетелдік қызметкерлер туралы мәліметтер'),
      row({ value: '[[employer_full_name]]', caption: '(жеке немесе заңды тұлғаның толық атауы)' }),
      tableUnder(
        [11, 0, 28, 32, 40, 50, 40],
        [
          [
            'Р/с №',
            'Тегі, аты, әкесінің аты (паспортта көрсетілгендей латын әріптерімен)',
            'Туған күні (туған күні, айы, жылы), жынысы',
            'Азаматтығы/ тұрақты тұратын елі',
            'Латын әріптерімен паспортының (жеке басын куәландыратын құжаттың) нөмірі, берілген күні',
            'Білімі, мамандығының, біліктілігінің атаулары',
            'Қызметкер тартылатын кәсіптің (лауазымның) атауы',
          ],
          ['1', '2', '3', '4', '5', '6', '7'],
        ],
        {
          each: 'foreign_workers',
          cells: [
            '[[#]]',
            '[[.full_name_latin]]',
            '[[.birth_date]][[, .sex]]',
            '[[.citizenship_or_country]]',
            '[[.passport_number]][[, .passport_date]]',
            '[[.education_specialty_qualification]]',
            '[[.occupation]]',
          ],
        },
      ),
      employerSigns('Жұмыс беруші: '),
      text('М.О.', { before: 4 }),
      text(
        'Ескерту: тартылатын шетелдік қызметкердің кәсібі (лауазымы) орталық атқарушы орган бекітетін Қазақстан Республикасында қолданылатын Басшылардың, мамандардың және басқа да қызметшілер лауазымдарының біліктілік анықтамалығына, ұйымдардың басшылары, мамандары мен басқа да қызметшілері лауазымдарының үлгілік біліктілік сипаттамаларына, Жұмысшылардың жұмыстары мен кәсіптерінің бірыңғай тарифтік-біліктілік анықтамалығына, жұмысшылар кәсіптерінің тарифтік-біліктілік сипаттамаларына және 01-99 «Кәсіптер сыныптауышы» Қазақстан Республикасының мемлекеттік сыныптауышына сәйкес көрсетіледі.',
        { before: 8 },
      ),
    ],
  },
  {
    formId: '217-std29-annex3',
    language: 'kk',
    landscape: true,
    blocks: [
      head('', standard29, '3-қосымша'),
      title('Кадрлардағы жергілікті қамту туралы ақпарат нысаны'),
      // The second column has no heading in the act.
      tableUnder(
        [11, 0, 30, 36, 36, 24, 24, 50],
        [
          [
            { text: 'Р/с №', down: true },
            { text: '', down: true },
            { text: 'Жұмыс берушінің қызметкерлерінің саны, адам', across: 2 },
            { text: 'Тарту жоспарланған шетелдік жұмыс күшінің саны, адам', down: true },
            { text: '3 баған + 5 баған', down: true },
            { text: '4 баған + 5 баған', down: true },
            {
              text: 'Шетелдік жұмыс күшінің қызметкерлердің жалпы санына қатысты %, 7 баған/6 баған *100%',
              down: true,
            },
          ],
          [null, null, 'барлығы', 'оның ішінде шетелдік жұмыс күші', null, null, null, null],
          ['1', '2', '3', '4', '5', '6', '7', '8'],
        ],
        contentRow('1', '1 және 2 санат', 'cat12'),
        contentRow('2', '3 және 4 санат', 'cat34'),
        contentRow('3', 'ЖИЫНЫ', 'sum'),
      ),
      text(
        'Ескертпе: шетелдік қызметкер 4-бағанда есепке алынған жағдайда, онда ол 5-бағанда есепке алынбайды.',
        {
          before: 8,
        },
      ),
      employerSigns('Жұмыс беруші: '),
      text('М.О.', { before: 4 }),
    ],
  },
  {
    formId: '217-std29-annex4',
    language: 'kk',
    blocks: [
      head('', standard29, '4-қосымша'),
      title('Жұмыс берушімен рұқсат берудің ерекше шарттарын келісу нысаны'),
      tableUnder(
        [10, 34, 40, 0, 25],
        [
          [
            'Р/с №',
            'Тартылатын шетелдік қызметкерлердің Т.А.Ә.',
            'Жұмыс берушінің өтінішіне сәйкес тартылатын шетелдік қызметкерлердің санаты, кәсібі (мамандығы)',
            'Қазақстан Республикасының азаматтарын даярлау, қайта даярлау біліктілігін арттыру жүргізілетін кәсіп (мамандық) және (немесе) құрылатын жұмыс орындарының саны көрсетілген ерекше шарттардың атауы',
            'Ерекше шарттарды орындау мерзімі',
          ],
          ['1', '2', '3', '4', '5'],
        ],
        {
          each: 'conditions',
          cells: [
            '[[#]]',
            '[[.worker_full_name]]',
            '[[.category]][[, .occupation]]',
            '[[.special_condition]]',
            '[[.due_date]]',
          ],
        },
      ),
      text('Келісілді:', { before: 10 }),
      row({ value: '[[provider_full_name]]', caption: '(уәкілетті органның атауы)' }),
      row({ value: '[[employer_full_name]]', caption: '(жұмыс берушінің атауы)' }),
      sides(
        // Room for the signatures.
        [
          { value: '', caption: '' },
          { value: '', caption: '' },
        ],
        [
          { value: '[[signatory_full_name]], [[signatory_position]]', caption: '(қолы, тегі, лауазымы)' },
          {
            value: '[[employer_head_full_name]], [[employer_head_position]]',
            caption: '(қолы, тегі, лауазымы)',
          },
        ],
        [
          '[[@authority_sign_date|20__ ж. «____» ____________]]',
          '[[@employer_sign_date|20__ ж. «____» ____________]]',
        ],
        ['М.О.', 'М.О.'],
      ),
    ],
  },
  {
    formId: '217-std29-annex5',
    language: 'kk',
    dense: true,
    blocks: [
      { ...head('', standard29, '5-қосымша'), left: 70 },
      ...addressee(
        ...department,
        row(
          { label: 'кімнен ' },
          { value: '[[applicant_full_name]]', caption: '(шетелдік қызметкердің Т.А.Ә.)' },
        ),
        row({
          value: '[[id_doc_details]]',
          caption: '(паспорт/жеке куәлік №, берілген күні және берген орган)',
        }),
      ),
      title('ӨТІНІШ'),
      row({ value: '[[permit_oblast_or_city]]' }, { label: ' облысында (Астана немесе Алматы қалаларында)' }),
      row({
        value: '[[job_position]]',
        caption: '(жұмысқа орналасатын лауазымын (кәсібін) көрсете отырып)',
      }),
      text(
        'жұмысқа орналасуға рұқсат [[_request_kind=issue|беруді]]/[[_request_kind=extend|ұзартуды]] сұраймын (қажеттінің астын сызу)',
      ),
      // The bracket of the caption is not closed in the act.
      row(
        { label: 'Болжамды жұмыс орны: ' },
        { value: '[[expected_workplace]]', caption: '(жұмыс берушіні және оның мекенжайын көрсету' },
      ),
      text('Қызметкер туралы мәліметтер', { before: 3 }),
      row(
        { label: 'Мекенжайы, телефоны, факс ' },
        { value: '[[applicant_address]][[,applicant_phone]][[,applicant_fax]]' },
      ),
      row({ label: 'Қоса берілетін құжаттар ' }, { value: '[[attachments_text]]' }),
      row(
        { label: 'Резидент елдегі мекенжайы, телефоны ' },
        { value: '[[applicant_foreign_address]][[,applicant_foreign_phone]]' },
      ),
      text(
        'Шетелдік қызметкерге жұмысқа орналасуға және жұмыс берушілерге шетелдік жұмыс күшін тартуға рұқсат берудің қолданыстағы қағидаларымен және шарттарымен таныстым.',
        { before: 3 },
      ),
      text(
        'Мемлекеттік қызмет көрсету үшін қажетті менің дербес деректерімді жинауға және өңдеуге келісім беремін.',
      ),
      rowAfter(
        6,
        { label: 'Қызметкер ' },
        { value: '', caption: '(қолы,', share: 0.25 },
        { value: '[[applicant_full_name]]', caption: 'тегі, аты-жөні)' },
      ),
      text('М.О.          [[@application_date|20__ ж. «____» ____________]]'),
      text(`Өтініш [[@acceptance_date|${day}]] қарауға қабылданды`, { before: 3 }),
      acceptedBy,
      ...receipt('applicant_full_name'),
    ],
  },
  {
    formId: '217-std30-annex',
    language: 'kk',
    dense: true,
    blocks: [
      head('', '«Оралман мәртебесін беру» мемлекеттік көрсетілетін қызмет стандартына', 'қосымша'),
      ...addressee(
        row({ value: '[[provider_full_name]]', caption: '(жергілікті атқарушы органның атауы)' }),
        row({ value: '[[applicant_address]]', caption: '(мекенжайы бойынша тұратын)' }),
        row({ value: '[[applicant_full_name]]', caption: '(өтініш берушінің Т.А.Ә.)' }),
      ),
      title('Оралман мәртебесін беру туралы өтініш'),
      text(
        'Қазақстан Республикасының [[centre_oblast_or_city]] облысында (республикалық маңызы бар қалада, астанада) тарихи отанда тұрақты тұру мақсатында келумізге байланысты маған және менің отбасымның мүшелеріне оралман мәртебесін беруіңізді сұраймын.',
      ),
      text('Қазақстан Республикасының азаматтары болып табылмайтын отбасы мүшелері:'),
      row({ label: '1) жұбайы (зайыбы) ' }, { value: '[[family_spouse]]' }, { label: ';' }),
      text('2) өтініш берушінің ата-анасы және зайыбы (ерлі-зайыптылар)', { before: 4 }),
      row({ value: '[[family_parents]]' }, { label: ';' }),
      text('3) балалары (оның ішінде асырап алған) және олардың отбасы мүшелері', { before: 4 }),
      row({ value: '[[family_children]]' }, { label: ';' }),
      text('4) некеде тұрмайтын ата-анасы бір және ата-анасы бөлек ағалары, інілері мен апалары, сіңлілері', {
        before: 4,
      }),
      row({ value: '[[family_siblings]]' }),
      text('Өтінішке мына құжаттарды қоса беремін:', { before: 6 }),
      row({ value: '[[attachments_text]]' }),
      text(
        '«Оралман мәртебесін беру» мемлекеттік қызметті көрсету үшін қажетті менің дербес деректерімді жинауға және өңдеуге келісім беремін.',
        { before: 6 },
      ),
      rowAfter(
        10,
        { label: `[[@application_date|${day}]]   ` },
        { value: '', caption: '(өтініш берушінің қолы)', share: 0.6 },
      ),
      rowAfter(
        10,
        { label: 'Құжаттарды қабылдаған: ' },
        {
          value: '[[accepted_by_full_name]], [[accepted_by_position]]',
          caption: '(құжаттарды қабылдаған адамның Т.А.Ә., лауазымы)',
        },
      ),
      rowAfter(
        8,
        { label: `[[@acceptance_date|${day}]]   ` },
        { value: '', caption: '(құжаттарды қабылдаған адамның қолы)', share: 0.6 },
      ),
    ],
  },
]
