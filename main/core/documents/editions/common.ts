/** Papers that the rules require but for which no act prescribes a form. Fields as in forms.md 8. */
import {
  choice,
  date,
  kk as person,
  late,
  list,
  longCentre,
  longCentreRu,
  longName,
  longNameRu,
  longReason,
  longReasonRu,
  ru as personRu,
  text,
} from './parts'

export const own = {
  edition: 'common',
  wording: { kk: 'own_translation', ru: 'own_translation' },
  handedOver: false,
  copies: 1,
}

export const { specialist_full_name: staff, applicant_full_name: applicant } = person
export const { specialist_full_name: staffRu, applicant_full_name: applicantRu } = personRu
export const parent = 'Тестов Үлгі Мысалұлы'
export const parentRu = 'Тестов Образец Примерович'
const centre = 'Көкөзек ауданының мансап орталығы'
const centreRu = 'Карьерный центр Кокозекского района'

const representative = [
  late(text('legal_rep_full_name')),
  late(text('legal_rep_iin')),
  late(choice('legal_rep_kind', ['parent', 'guardian', 'trustee'])),
  text('applicant_full_name'),
  late(date('applicant_birth_date', 'kk_on', 'short')),
  late(date('statement_date', 'short', 'short')),
]
const represented = {
  legal_rep_iin: '800101350012',
  legal_rep_kind: 'parent',
  statement_date: '2026-03-19',
}

const papers = (...titles: string[]) => titles.map((title) => ({ title }))
export const formsCommon: unknown[] = [
  {
    ...own,
    formId: 'common-s1',
    title: {
      kk: 'Он алты жасқа толмаған адамның заңды өкілінің өтініші',
      ru: 'Заявление законного представителя лица, не достигшего шестнадцати лет',
      en: 'Statement of the legal representative of a person under sixteen',
    },
    fields: representative,
    sample: {
      kk: {
        ...represented,
        legal_rep_full_name: parent,
        applicant_full_name: applicant,
        applicant_birth_date: '2010-09-14',
      },
      ru: {
        ...represented,
        legal_rep_full_name: parentRu,
        applicant_full_name: applicantRu,
        applicant_birth_date: '2010-09-14',
      },
      long: {
        kk: { legal_rep_full_name: longName, applicant_full_name: longName },
        ru: { legal_rep_full_name: longNameRu, applicant_full_name: longNameRu },
      },
    },
  },
  {
    ...own,
    formId: 'common-s2',
    title: {
      kk: 'Ата-анасының бірінің немесе заңды өкілінің қоғамдық жұмыстарға қатысуға жазбаша келісімі',
      ru: 'Письменное согласие одного из родителей или законного представителя на участие в общественных работах',
      en: 'Written consent of a parent or legal representative to public works',
    },
    fields: [...representative, late(text('employer_name'))],
    sample: {
      kk: {
        ...represented,
        legal_rep_full_name: parent,
        applicant_full_name: applicant,
        applicant_birth_date: '2009-02-11',
        employer_name: '"Үлгі көгалдандыру" ЖШС',
      },
      ru: {
        ...represented,
        legal_rep_full_name: parentRu,
        applicant_full_name: applicantRu,
        applicant_birth_date: '2009-02-11',
        employer_name: 'ТОО "Образец озеленения"',
      },
      long: {
        kk: { legal_rep_full_name: longName, applicant_full_name: longName, employer_name: longCentre },
        ru: { legal_rep_full_name: longNameRu, applicant_full_name: longNameRu, employer_name: longCentreRu },
      },
    },
  },
  {
    ...own,
    formId: 'common-s3',
    title: {
      kk: 'Оқу орнының қоғамдық жұмыстарға қатысуға жазбаша келісімі',
      ru: 'Письменное согласие организации образования на участие в общественных работах',
      en: 'Written consent of the education organisation to public works',
    },
    fields: [text('edu_org_name'), text('applicant_full_name'), late(date('consent_date', 'short', 'short'))],
    sample: {
      kk: {
        edu_org_name: 'Көкөзек ауданының № 7 жалпы білім беретін мектебі',
        applicant_full_name: applicant,
        consent_date: '2026-03-19',
      },
      ru: {
        edu_org_name: 'Общеобразовательная школа № 7 Кокозекского района',
        applicant_full_name: applicantRu,
        consent_date: '2026-03-19',
      },
      long: {
        kk: { edu_org_name: longCentre, applicant_full_name: longName },
        ru: { edu_org_name: longCentreRu, applicant_full_name: longNameRu },
      },
    },
  },
  {
    ...own,
    formId: 'common-s4',
    title: {
      kk: 'Мемлекеттік қызметті көрсетуден бас тарту туралы дәлелді жауап (жолдамалар беру)',
      ru: 'Мотивированный ответ об отказе в оказании государственной услуги (выдача направлений)',
      en: 'Reasoned reply refusing the referral service',
    },
    handedOver: true,
    fields: [
      text('provider_full_name'),
      text('applicant_full_name'),
      text('application_number'),
      date('acceptance_date', 'kk_attr', 'ru_gen'),
      // `number` is that of the subparagraph of item 9 of the list.
      list('refusal_grounds', ['number', 'text']),
      text('refusal_reason', { beforeStop: true }),
      text('director_full_name'),
      date('issue_date', 'kk_nom', 'ru_gen'),
    ],
    sample: {
      kk: {
        provider_full_name: centre,
        applicant_full_name: applicant,
        application_number: '2026-000012',
        acceptance_date: '2026-03-19',
        refusal_grounds: [
          {
            number: '1',
            text: 'көрсетілетін қызметті алушы мемлекеттік көрсетілетін қызметті алу үшін ұсынған құжаттардың және (немесе) олардағы деректердің (мәліметтердің) дәйексіздігін айқындау',
          },
        ],
        refusal_reason: 'білімі туралы құжаттың нөмірі оны берген ұйымның тізілімінен табылған жоқ',
        director_full_name: staff,
        issue_date: '2026-03-20',
      },
      ru: {
        provider_full_name: centreRu,
        applicant_full_name: applicantRu,
        application_number: '2026-000012',
        acceptance_date: '2026-03-19',
        refusal_grounds: [
          {
            number: '1',
            text: 'установление недостоверности документов, представленных услугополучателем для получения государственной услуги, и (или) данных (сведений), содержащихся в них',
          },
        ],
        refusal_reason: 'номер документа об образовании не найден в реестре выдавшей его организации',
        director_full_name: staffRu,
        issue_date: '2026-03-20',
      },
      long: {
        kk: {
          provider_full_name: longCentre,
          applicant_full_name: longName,
          director_full_name: longName,
          refusal_reason: longReason,
          refusal_grounds: [
            {
              number: '1',
              text: 'көрсетілетін қызметті алушы мемлекеттік көрсетілетін қызметті алу үшін ұсынған құжаттардың және (немесе) олардағы деректердің (мәліметтердің) дәйексіздігін айқындау',
            },
            {
              number: '2',
              text: 'көрсетілетін қызметті алушының және (немесе) мемлекеттік қызметті көрсету үшін қажетті ұсынылған материалдардың, деректер мен мәліметтердің Қағидаларда белгіленген талаптарға сәйкес келмеуі',
            },
          ],
        },
        ru: {
          provider_full_name: longCentreRu,
          applicant_full_name: longNameRu,
          director_full_name: longNameRu,
          refusal_reason: longReasonRu,
          refusal_grounds: [
            {
              number: '1',
              text: 'установление недостоверности документов, представленных услугополучателем для получения государственной услуги, и (или) данных (сведений), содержащихся в них',
            },
            {
              number: '2',
              text: 'несоответствие услугополучателя и (или) представленных материалов, данных и сведений, необходимых для оказания государственной услуги, требованиям, установленным Правилами',
            },
          ],
        },
      },
    },
  },
  {
    ...own,
    formId: 'common-s5',
    title: {
      kk: 'Құжатты алғаны туралы қолхат',
      ru: 'Расписка в получении документа',
      en: 'Receipt for a document handed over',
    },
    fields: [
      text('applicant_full_name'),
      text('document_title'),
      late(date('document_date', 'short', 'short')),
      late(text('handed_over_id_document')),
      late(date('handed_over_date', 'kk_on', 'ru_gen')),
    ],
    sample: {
      kk: {
        applicant_full_name: applicant,
        document_title: 'Жұмыс іздеуші ретінде тіркелгені туралы хабарлама',
        document_date: '2026-03-20',
        handed_over_id_document: 'жеке куәлік № 000000000',
        handed_over_date: '2026-03-23',
      },
      ru: {
        applicant_full_name: applicantRu,
        document_title: 'Уведомление о регистрации в качестве лица, ищущего работу',
        document_date: '2026-03-20',
        handed_over_id_document: 'удостоверение личности № 000000000',
        handed_over_date: '2026-03-23',
      },
      long: {
        kk: {
          applicant_full_name: longName,
          document_title:
            'Ата-анасының бірінің немесе заңды өкілінің қоғамдық жұмыстарға қатысуға жазбаша келісімі',
          handed_over_id_document:
            'жеке куәлік № 000000000, Қазақстан Республикасының Ішкі істер министрлігі 2019 жылғы 15 шілдеде берген',
        },
        ru: {
          applicant_full_name: longNameRu,
          document_title:
            'Письменное согласие одного из родителей или законного представителя на участие в общественных работах',
          handed_over_id_document:
            'удостоверение личности № 000000000, выдано Министерством внутренних дел Республики Казахстан 15 июля 2019 года',
        },
      },
    },
  },
  {
    ...own,
    formId: 'common-s6',
    title: {
      kk: 'Жұмыссыз ретінде есептен шығару туралы хабарлама',
      ru: 'Уведомление о снятии с учета в качестве безработного',
      en: 'Notice of deregistration as an unemployed person',
    },
    handedOver: true,
    fields: [
      text('applicant_full_name'),
      date('deregistration_date', 'kk_on', 'ru_gen'),
      // Number of the subparagraph of paragraph 51 of the Rules.
      text('deregistration_ground'),
      date('notice_date', 'kk_nom', 'ru_gen'),
    ],
    sample: {
      kk: {
        applicant_full_name: applicant,
        deregistration_date: '2026-06-15',
        deregistration_ground: '4',
        notice_date: '2026-06-17',
      },
      ru: {
        applicant_full_name: applicantRu,
        deregistration_date: '2026-06-15',
        deregistration_ground: '4',
        notice_date: '2026-06-17',
      },
      long: { kk: { applicant_full_name: longName }, ru: { applicant_full_name: longNameRu } },
    },
  },
  {
    ...own,
    formId: 'common-s7',
    title: {
      kk: 'Ассистенттің мансап орталығына беретін құжаттарының тізбесі',
      ru: 'Перечень документов, передаваемых ассистентом в карьерный центр',
      en: 'List of documents passed on by the rural assistant',
    },
    fields: [
      text('assistant_full_name'),
      text('rural_district_name'),
      list('items', ['applicant_full_name', 'documents']),
      date('transfer_date', 'kk_nom', 'ru_gen'),
    ],
    sample: {
      kk: {
        assistant_full_name: staff,
        rural_district_name: 'Жаңақоныс ауылдық округі',
        items: [
          { applicant_full_name: applicant, documents: 'өтініш, жеке куәліктің көшірмесі' },
          {
            applicant_full_name: parent,
            documents: 'өтініш, еңбек кітапшасының көшірмесі, диплом',
          },
        ],
        transfer_date: '2026-03-19',
      },
      ru: {
        assistant_full_name: staffRu,
        rural_district_name: 'Жанаконысский сельский округ',
        items: [
          { applicant_full_name: applicantRu, documents: 'заявление, копия удостоверения личности' },
          { applicant_full_name: parentRu, documents: 'заявление, копия трудовой книжки, диплом' },
        ],
        transfer_date: '2026-03-19',
      },
      long: {
        kk: {
          assistant_full_name: longName,
          items: Array.from({ length: 12 }, () => ({
            applicant_full_name: longName,
            documents: 'өтініш, жеке куәліктің көшірмесі, еңбек кітапшасының көшірмесі, білімі туралы құжат',
          })),
        },
        ru: {
          assistant_full_name: longNameRu,
          items: Array.from({ length: 12 }, () => ({
            applicant_full_name: longNameRu,
            documents:
              'заявление, копия удостоверения личности, копия трудовой книжки, документ об образовании',
          })),
        },
      },
    },
  },
  {
    ...own,
    formId: 'common-rural-card',
    title: {
      kk: 'Жұмыспен қамтудың жеке картасына арналған мәліметтер',
      ru: 'Сведения для персональной карты занятости',
      en: 'Data for the personal employment card',
    },
    fields: [
      text('applicant_full_name'),
      list('rows', ['title', 'value']),
      text('rural_district_name'),
      text('assistant_full_name'),
      date('issue_date', 'short', 'short'),
    ],
    sample: {
      kk: {
        applicant_full_name: applicant,
        rows: [
          { title: 'ЖСН', value: '900101450018' },
          { title: 'Туған күні', value: '01.01.1990' },
          { title: 'Мекенжайы', value: 'Жаңақоныс ауылы, Абай көшесі, 1-үй' },
        ],
        rural_district_name: 'Жаңақоныс ауылдық округі',
        assistant_full_name: staff,
        issue_date: '2026-03-19',
      },
      ru: {
        applicant_full_name: applicantRu,
        rows: [
          { title: 'ИИН', value: '900101450018' },
          { title: 'Дата рождения', value: '01.01.1990' },
          { title: 'Адрес', value: 'село Жанаконыс, улица Абая, 1' },
        ],
        rural_district_name: 'Жанаконысский сельский округ',
        assistant_full_name: staffRu,
        issue_date: '2026-03-19',
      },
      long: {
        kk: {
          applicant_full_name: longName,
          assistant_full_name: longName,
          rows: Array.from({ length: 16 }, () => ({
            title: 'Жеке басын куәландыратын құжат, нөмірі мен жарамды күні',
            value:
              'Үлгі облысы, Көкөзек ауданы, Жаңақоныс ауылдық округі, Жаңақоныс ауылы, Абай көшесі, 1-үй',
          })),
        },
        ru: {
          applicant_full_name: longNameRu,
          assistant_full_name: longNameRu,
          rows: Array.from({ length: 16 }, () => ({
            title: 'Документ, удостоверяющий личность, номер и срок действия',
            value: 'Образцовая область, Кокозекский район, Жанаконысский сельский округ, улица Абая, дом 1',
          })),
        },
      },
    },
  },
  {
    ...own,
    formId: 'common-s8',
    title: {
      kk: 'Жұмысынан айырылған жағдайда берілетін әлеуметтік төлемге құжаттар туралы жадынама',
      ru: 'Памятка о документах для социальной выплаты на случай потери работы',
      en: 'Reminder of the documents for the social payment for loss of work',
    },
    fields: [
      text('applicant_full_name'),
      list('documents', ['title']),
      date('informed_date', 'kk_nom', 'ru_gen'),
    ],
    sample: {
      kk: {
        applicant_full_name: applicant,
        documents: papers('жеке басын куәландыратын құжат', 'банк шотының нөмірі туралы мәлімет'),
        informed_date: '2026-03-23',
      },
      ru: {
        applicant_full_name: applicantRu,
        documents: papers('документ, удостоверяющий личность', 'сведения о номере банковского счета'),
        informed_date: '2026-03-23',
      },
      long: {
        kk: {
          applicant_full_name: longName,
          documents: papers(
            ...Array<string>(12).fill(
              'еңбек қызметін растайтын құжат немесе ақпараттық жүйелерден алынған мәлімет болмаған жағдайда оның көшірмесі',
            ),
          ),
        },
        ru: {
          applicant_full_name: longNameRu,
          documents: papers(
            ...Array<string>(12).fill(
              'документ, подтверждающий трудовую деятельность, или его копия при отсутствии сведений в информационных системах',
            ),
          ),
        },
      },
    },
  },
]
