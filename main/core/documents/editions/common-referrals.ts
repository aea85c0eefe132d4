/** The reminder to return the lower part of a referral (R138, R139); no act prescribes one. */
import { applicant, applicantRu, own, staff, staffRu } from './common'
import {
  date,
  late,
  longCentre,
  longCentreRu,
  longEmployer,
  longEmployerRu,
  longName,
  longNameRu,
  text,
} from './parts'

const dates = {
  referral_number: '2026-000032',
  referral_date: '2026-03-20',
  slip_due_date: '2026-04-01',
  issue_date: '2026-04-03',
}

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
      text('applicant_full_name'),
      text('measure_name', { beforeStop: true }),
      date('referral_date', 'kk_nom', 'ru_gen'),
      text('referral_number'),
      late(date('slip_due_date', 'kk_nom', 'ru_gen')),
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
        applicant_full_name: applicant,
        measure_name: 'жастар практикасы',
        provider_full_name: 'Көкөзек ауданының мансап орталығы',
        executor_position: 'маман',
        executor_full_name: staff,
      },
      ru: {
        ...dates,
        organisation_name: 'ТОО "Кокозек Нан"',
        organisation_contact: 'Примеров Образец Тестович, инспектор по кадрам',
        applicant_full_name: applicantRu,
        measure_name: 'молодежная практика',
        provider_full_name: 'Карьерный центр Кокозекского района',
        executor_position: 'специалист',
        executor_full_name: staffRu,
      },
      long: {
        kk: {
          organisation_name: longEmployer,
          applicant_full_name: longName,
          provider_full_name: longCentre,
          executor_full_name: longName,
        },
        ru: {
          organisation_name: longEmployerRu,
          applicant_full_name: longNameRu,
          provider_full_name: longCentreRu,
          executor_full_name: longNameRu,
        },
      },
    },
  },
]
