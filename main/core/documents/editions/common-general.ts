/** Papers of every service whose prescribed form this version does not hold: receipt, refusals, result. */
import { applicant, applicantRu, own, parent, parentRu, staff, staffRu } from './common'
import {
  date,
  late,
  list,
  longCentre,
  longCentreRu,
  longName,
  longNameRu,
  longReason,
  longReasonRu,
  text,
} from './parts'

/** What each of the general papers says of the case. */
const service = [text('provider_full_name'), text('service_name'), text('act_name')]
const usual = {
  provider_full_name: 'Көкөзек ауданының жұмыспен қамту және әлеуметтік бағдарламалар бөлімі',
  service_name: 'Мемлекеттік атаулы әлеуметтік көмек тағайындау',
  act_name: 'Қазақстан Республикасы Үкіметінің 2014 жылғы 11 наурыздағы № 217 қаулысы',
  applicant_full_name: applicant,
}
const usualRu = {
  provider_full_name: 'Отдел занятости и социальных программ Кокозекского района',
  service_name: 'Назначение государственной адресной социальной помощи',
  act_name: 'Постановление Правительства Республики Казахстан от 11 марта 2014 года № 217',
  applicant_full_name: applicantRu,
}
const longest = {
  provider_full_name: longCentre,
  service_name:
    'Шетелдік қызметкерге жұмысқа орналасуға және жұмыс берушілерге тиісті әкімшілік-аумақтық бірлік аумағында еңбек ' +
    'қызметін жүзеге асыру үшін шетелдік жұмыс күшін тартуға рұқсат беру, қайта ресімдеу және ұзарту',
  act_name:
    '2021 жылғы 25 наурыздағы № 84 бұйрық, 8-1-қосымша (2024 жылғы 3 мамырдағы № 129 бұйрық редакциясында)',
  applicant_full_name: longName,
}
const longestRu = {
  provider_full_name: longCentreRu,
  service_name:
    'Выдача, переоформление и продление разрешения иностранному работнику на трудоустройство и работодателям на ' +
    'привлечение иностранной рабочей силы для осуществления трудовой деятельности на территории соответствующей ' +
    'административно-территориальной единицы',
  act_name: 'Приказ от 25 марта 2021 года № 84, приложение 8-1 (в редакции приказа от 3 мая 2024 года № 129)',
  applicant_full_name: longNameRu,
}
const decided = {
  applicant_iin: '900101450018',
  application_number: '2026-000012',
  acceptance_date: '2026-03-16',
  decision_date: '2026-03-20',
  issue_date: '2026-03-20',
}
const result = [
  ...service,
  text('applicant_full_name'),
  text('applicant_iin'),
  text('application_number'),
  date('acceptance_date', 'kk_attr', 'ru_gen'),
  date('decision_date', 'kk_attr', 'ru_gen'),
  late(text('explanation')),
  date('issue_date', 'kk_nom', 'ru_gen'),
  text('signatory_position'),
  text('signatory_full_name'),
]
const signed = { signatory_position: 'бөлім басшысы', signatory_full_name: staff }
const signedRu = { signatory_position: 'руководитель отдела', signatory_full_name: staffRu }
const longPosition =
  'жұмыспен қамту және әлеуметтік бағдарламалар бөлімінің құжаттарды қабылдау секторының жетекші маманы'
const longPositionRu =
  'ведущий специалист сектора приема документов отдела занятости и социальных программ акимата района'

const shown = (how: string, ...titles: string[]) => titles.map((title) => ({ title, shown: how }))
const twenty = (how: string, title: string) => shown(how, ...Array<string>(20).fill(title))

export const formsCommonGeneral: unknown[] = [
  {
    ...own,
    formId: 'common-receipt',
    title: {
      kk: 'Құжаттардың қабылданғаны туралы қолхат',
      ru: 'Расписка о приеме документов',
      en: 'Receipt for accepted documents',
    },
    fields: [
      ...service,
      text('application_number'),
      date('acceptance_date', 'kk_nom', 'ru_gen'),
      text('applicant_full_name'),
      text('applicant_iin'),
      late(text('applicant_phone')),
      late(text('representative_full_name')),
      list('documents', ['title', 'shown']),
      text('documents_count'),
      late(date('due_date', 'kk_nom', 'ru_gen')),
      late(text('due_text')),
      late(text('result_place', { beforeStop: true })),
      text('accepted_by_full_name'),
      text('accepted_by_position'),
    ],
    sample: {
      kk: {
        ...usual,
        application_number: '2026-000012',
        acceptance_date: '2026-03-16',
        applicant_iin: '900101450018',
        applicant_phone: '+7 700 000 00 00',
        documents: [
          ...shown('түпнұсқа', 'Жеке басын куәландыратын құжат', 'Отбасының құрамы туралы мәлімет'),
          ...shown('көшірме', 'Табысы туралы анықтама'),
        ],
        documents_count: '3',
        due_date: '2026-03-26',
        result_place: 'Көкөзек ауданының жұмыспен қамту және әлеуметтік бағдарламалар бөлімі, № 2 терезе',
        accepted_by_full_name: staff,
        accepted_by_position: 'бөлім маманы',
      },
      ru: {
        ...usualRu,
        application_number: '2026-000012',
        acceptance_date: '2026-03-16',
        applicant_iin: '900101450018',
        applicant_phone: '+7 700 000 00 00',
        documents: [
          ...shown('подлинник', 'Документ, удостоверяющий личность', 'Сведения о составе семьи'),
          ...shown('копия', 'Справка о доходах'),
        ],
        documents_count: '3',
        due_date: '2026-03-26',
        result_place: 'Отдел занятости и социальных программ Кокозекского района, окно № 2',
        accepted_by_full_name: staffRu,
        accepted_by_position: 'специалист отдела',
      },
      long: {
        kk: {
          ...longest,
          representative_full_name: longName,
          documents: twenty(
            'цифрлық құжат',
            'Өтініш берушінің және оның отбасы мүшелерінің соңғы тоқсандағы табыстарын растайтын анықтама',
          ),
          documents_count: '20',
          due_date: '',
          due_text:
            'құжаттар тапсырылған күннен бастап жеті жұмыс күні, ауыл әкіміне берілсе, жиырма екі жұмыс күні',
          accepted_by_full_name: longName,
          accepted_by_position: longPosition,
        },
        ru: {
          ...longestRu,
          representative_full_name: longNameRu,
          documents: twenty(
            'цифровой документ',
            'Справка, подтверждающая доходы заявителя и всех членов его семьи за последний отчетный квартал',
          ),
          documents_count: '20',
          due_date: '',
          due_text:
            'семь рабочих дней со дня сдачи документов, при сдаче акиму села двадцать два рабочих дня',
          accepted_by_full_name: longNameRu,
          accepted_by_position: longPositionRu,
        },
      },
    },
  },
  {
    ...own,
    formId: 'common-intake-refusal',
    title: {
      kk: 'Құжаттарды қабылдаудан бас тарту туралы қолхат',
      ru: 'Расписка об отказе в приеме документов',
      en: 'Receipt of refusal to accept documents',
    },
    copies: 2,
    fields: [
      ...service,
      text('applicant_full_name'),
      // `why` is a ready part of a sentence, such as "жоқ" or "срок действия истек 12.03.2026".
      list('missing', ['title', 'why']),
      late(text('explanation')),
      date('issue_date', 'kk_nom', 'ru_gen'),
      text('executor_full_name'),
      text('executor_position'),
      late(text('director_full_name')),
    ],
    sample: {
      kk: {
        ...usual,
        missing: [
          { title: 'Жеке басын куәландыратын құжат', why: 'мерзімі 12.03.2026 өткен' },
          { title: 'Табысы туралы анықтама', why: 'жоқ' },
        ],
        issue_date: '2026-03-16',
        executor_full_name: staff,
        executor_position: 'бөлім маманы',
        director_full_name: parent,
      },
      ru: {
        ...usualRu,
        missing: [
          { title: 'Документ, удостоверяющий личность', why: 'срок действия истек 12.03.2026' },
          { title: 'Справка о доходах', why: 'нет' },
        ],
        issue_date: '2026-03-16',
        executor_full_name: staffRu,
        executor_position: 'специалист отдела',
        director_full_name: parentRu,
      },
      long: {
        kk: {
          ...longest,
          missing: Array.from({ length: 8 }, () => ({
            title:
              'Өтініш берушінің және оның отбасы мүшелерінің соңғы тоқсандағы табыстарын растайтын анықтама',
            why: 'мерзімі 12.03.2026 өткен',
          })),
          explanation: longReason,
          executor_full_name: longName,
          executor_position: longPosition,
          director_full_name: longName,
        },
        ru: {
          ...longestRu,
          missing: Array.from({ length: 8 }, () => ({
            title:
              'Справка, подтверждающая доходы заявителя и всех членов его семьи за последний отчетный квартал',
            why: 'срок действия истек 12.03.2026',
          })),
          explanation: longReasonRu,
          executor_full_name: longNameRu,
          executor_position: longPositionRu,
          director_full_name: longNameRu,
        },
      },
    },
  },
  {
    ...own,
    formId: 'common-result',
    title: {
      kk: 'Мемлекеттік қызмет көрсету нәтижесі туралы хабарлама',
      ru: 'Уведомление о результате оказания государственной услуги',
      en: 'Notice of the result of the service',
    },
    handedOver: true,
    fields: [...result, text('result_text', { beforeStop: true })],
    sample: {
      kk: {
        ...usual,
        ...decided,
        ...signed,
        result_text: 'атаулы әлеуметтік көмек 2026 жылғы екінші тоқсанға тағайындалды',
      },
      ru: {
        ...usualRu,
        ...decided,
        ...signedRu,
        result_text: 'назначена адресная социальная помощь на второй квартал 2026 года',
      },
      long: {
        kk: {
          ...longest,
          explanation: longReason,
          result_text: longReason,
          signatory_position: longPosition,
          signatory_full_name: longName,
        },
        ru: {
          ...longestRu,
          explanation: longReasonRu,
          result_text: longReasonRu,
          signatory_position: longPositionRu,
          signatory_full_name: longNameRu,
        },
      },
    },
  },
  {
    ...own,
    formId: 'common-refusal',
    title: {
      kk: 'Мемлекеттік қызметті көрсетуден бас тарту туралы дәлелді жауап',
      ru: 'Мотивированный ответ об отказе в оказании государственной услуги',
      en: 'Reasoned reply refusing the service',
    },
    handedOver: true,
    fields: [...result, list('grounds', ['text']), late(text('refusal_reason', { beforeStop: true }))],
    sample: {
      kk: {
        ...usual,
        ...decided,
        ...signed,
        grounds: [
          { text: 'ұсынылған құжаттардың және (немесе) олардағы мәліметтердің анық еместігі анықталды' },
        ],
        refusal_reason: 'табыс туралы анықтамадағы сома жұмыс берушінің мәліметіне сәйкес келмейді',
      },
      ru: {
        ...usualRu,
        ...decided,
        ...signedRu,
        grounds: [{ text: 'установлена недостоверность представленных документов и (или) сведений в них' }],
        refusal_reason: 'сумма в справке о доходах не совпадает со сведениями работодателя',
      },
      long: {
        kk: {
          ...longest,
          grounds: Array.from({ length: 3 }, () => ({
            text: 'көрсетілетін қызметті алушының және (немесе) мемлекеттік қызметті көрсету үшін қажетті ұсынылған материалдардың, деректер мен мәліметтердің белгіленген талаптарға сәйкес келмеуі',
          })),
          refusal_reason: longReason,
          explanation: 'Кемшіліктер жойылғаннан кейін өтінішті қайта беруге болады.',
          signatory_position: longPosition,
          signatory_full_name: longName,
        },
        ru: {
          ...longestRu,
          grounds: Array.from({ length: 3 }, () => ({
            text: 'несоответствие услугополучателя и (или) представленных материалов, данных и сведений, необходимых для оказания государственной услуги, установленным требованиям',
          })),
          refusal_reason: longReasonRu,
          explanation: 'После устранения недостатков заявление можно подать вновь.',
          signatory_position: longPositionRu,
          signatory_full_name: longNameRu,
        },
      },
    },
  },
]
