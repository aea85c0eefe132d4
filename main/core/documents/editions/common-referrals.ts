/** The reminder to an organisation to return the lower parts of its referrals (R138, R139); no act prescribes one. */
import { applicant, applicantRu, own, staff, staffRu } from './common'
import {
  date,
  late,
  list,
  longCentre,
  longCentreRu,
  longEmployer,
  longEmployerRu,
  longName,
  longNameRu,
  text,
} from './parts'

const dates = { issue_date: '2026-04-03' }
/** Three rows, one of a referral that is waited for without a day. */
const rows = (person: string, ...measures: [string, string, string]) => [
  { number: '2026-000032', issued: '2026-03-20', person, measure: measures[0], due: '2026-04-01' },
  { number: '2026-000033', issued: '2026-03-20', person, measure: measures[1], due: '2026-04-01' },
  { number: '2026-000035', issued: '2026-03-19', person, measure: measures[2], due: '' },
]

export const formsCommonReferrals: unknown[] = [
  {
    ...own,
    formId: 'common-slip-reminder',
    title: {
      kk: 'Жолдамаға хабарламаны қайтару туралы еске салу',
      ru: 'Напоминание о возврате уведомления к направлению',
      en: 'Reminder to return the notice to a referral',
    },
    fields: [
      text('organisation_name'),
      late(text('organisation_contact')),
      {
        ...list('referrals', ['number', 'issued', 'person', 'measure', 'due']),
        dates: ['issued', 'due'],
      },
      text('provider_full_name', { beforeStop: true }),
      text('executor_position'),
      text('executor_full_name'),
      date('issue_date', 'kk_nom', 'ru_gen'),
    ],
    sample: {
      kk: {
        ...dates,
        organisation_name: '"Көкөзек Нан" ЖШС',
        organisation_contact: 'Үлгиев Мысал Тестұлы, кадр инспекторы',
        referrals: rows(applicant, 'жастар практикасы', 'қоғамдық жұмыстар', 'кәсіптік оқыту'),
        provider_full_name: 'Көкөзек ауданының мансап орталығы',
        executor_position: 'маман',
        executor_full_name: staff,
      },
      ru: {
        ...dates,
        organisation_name: 'ТОО "Кокозек Нан"',
        organisation_contact: 'Примеров Образец Тестович, инспектор по кадрам',
        referrals: rows(
          applicantRu,
          'молодежная практика',
          'общественные работы',
          'профессиональное обучение',
        ),
        provider_full_name: 'Карьерный центр Кокозекского района',
        executor_position: 'специалист',
        executor_full_name: staffRu,
      },
      long: {
        kk: {
          organisation_name: longEmployer,
          referrals: rows(longName, 'жастар практикасы', 'қоғамдық жұмыстар', 'кәсіптік оқыту'),
          provider_full_name: longCentre,
          executor_full_name: longName,
        },
        ru: {
          organisation_name: longEmployerRu,
          referrals: rows(
            longNameRu,
            'молодежная практика',
            'общественные работы',
            'профессиональное обучение',
          ),
          provider_full_name: longCentreRu,
          executor_full_name: longNameRu,
        },
      },
    },
  },
]
