/** Order No 214: registration of the unemployed and their plan. Fields as in forms.md 5.4 to 5.7. */
import {
  choice,
  date,
  kk,
  late,
  list,
  longCentre,
  longCentreRu,
  longName,
  longNameRu,
  longReason,
  longReasonRu,
  ru,
  text,
} from './parts'

const mobilityKk = '"Үлгі облысының еңбек мобильділігі орталығы" КММ'
const mobilityRu = 'КГУ "Центр трудовой мобильности Образцовой области"'

/** Rows of the plan in the order of the form, in its five groups. */
const measures = [
  'career_guidance_testing',
  'labour_market_information',
  'vacancy_information',
  'enbek_job_search',
  'agency_internet_job_search',
  'employer_interviews',
  'vocational_training',
  'social_jobs',
  'youth_practice',
  'entrepreneurship_support',
  'public_works',
  'job_loss_social_payment',
  'targeted_social_assistance',
  'job_search_courses',
]
const allMeasures = measures.map((measure_code, i) => ({
  measure_code,
  completion_date: `2026-${String((i % 9) + 4).padStart(2, '0')}-28`,
}))
const planned = [
  { measure_code: 'career_guidance_testing', completion_date: '2026-03-31' },
  { measure_code: 'labour_market_information', completion_date: '2026-03-31' },
  { measure_code: 'vacancy_information', completion_date: '2026-04-10' },
  { measure_code: 'enbek_job_search', completion_date: '2026-06-20' },
  { measure_code: 'vocational_training', completion_date: '2026-08-31' },
]
const visits = (actions: string[]) =>
  actions.map((interaction_action, i) => ({
    interaction_date: `2026-${String(i + 4).padStart(2, '0')}-10`,
    interaction_action,
  }))
const planDates = {
  unemployed_registration_date: '2026-03-20',
  plan_valid_until_date: '2026-09-20',
  applicant_mobile: '+7 700 000 00 00',
  applicant_email: 'test@example.invalid',
  applicant_sign_date: '2026-03-23',
  specialist_phone: '8 (7122) 00-00-00',
  specialist_email: 'centre@example.invalid',
  specialist_sign_date: '2026-03-23',
}

export const forms214Unemployed: unknown[] = [
  {
    formId: '214-annex5',
    edition: '214',
    title: {
      kk: 'Жұмыссыз ретінде тіркелгені туралы хабарлама',
      ru: 'Уведомление о регистрации в качестве безработного',
      en: 'Notice of registration as an unemployed person',
    },
    wording: { kk: 'official', ru: 'own_translation' },
    handedOver: true,
    copies: 1,
    fields: [
      text('applicant_full_name'),
      date('unemployed_registration_date', 'kk_from', 'ru_gen'),
      text('mobility_centre_name'),
      date('issue_date', 'kk_nom', 'ru_gen'),
      text('specialist_full_name', { beforeStop: true }),
    ],
    sample: {
      kk: { ...kk, unemployed_registration_date: '2026-03-20', mobility_centre_name: mobilityKk },
      ru: { ...ru, unemployed_registration_date: '2026-03-20', mobility_centre_name: mobilityRu },
      long: {
        kk: {
          applicant_full_name: longName,
          specialist_full_name: longName,
          mobility_centre_name: longCentre,
        },
        ru: {
          applicant_full_name: longNameRu,
          specialist_full_name: longNameRu,
          mobility_centre_name: longCentreRu,
        },
      },
    },
  },
  {
    formId: '214-annex6',
    edition: '214',
    title: {
      kk: 'Жұмыссыз ретінде тіркеуден бас тарту туралы хабарлама',
      ru: 'Уведомление об отказе в регистрации в качестве безработного',
      en: 'Notice of refusal of registration as an unemployed person',
    },
    wording: { kk: 'official', ru: 'own_translation' },
    handedOver: true,
    copies: 1,
    fields: [
      text('provider_full_name'),
      text('applicant_full_name'),
      text('refusal_reason'),
      date('issue_date', 'kk_nom', 'ru_gen'),
      text('specialist_full_name', { beforeStop: true }),
    ],
    sample: {
      kk: {
        ...kk,
        provider_full_name: mobilityKk,
        refusal_reason: 'ұсынылған құжаттардағы деректердің анық еместігі анықталды',
      },
      ru: {
        ...ru,
        provider_full_name: mobilityRu,
        refusal_reason: 'установлена недостоверность данных в представленных документах',
      },
      long: {
        kk: {
          provider_full_name: longCentre,
          applicant_full_name: longName,
          specialist_full_name: longName,
          refusal_reason: longReason,
        },
        ru: {
          provider_full_name: longCentreRu,
          applicant_full_name: longNameRu,
          specialist_full_name: longNameRu,
          refusal_reason: longReasonRu,
        },
      },
    },
  },
  {
    formId: '214-annex9',
    edition: '214',
    title: {
      kk: 'Жұмыссыз ретінде тіркеу/не тіркелмегені туралы ақпарат',
      ru: 'Информация о регистрации/либо об отсутствии регистрации в качестве безработного',
      en: 'Information on registration or non-registration as an unemployed person',
    },
    wording: { kk: 'official', ru: 'own_translation' },
    handedOver: true,
    copies: 1,
    fields: [
      choice('unemployed_status', ['registered', 'not_registered']),
      text('applicant_full_name'),
      // Blank for a person who is not registered.
      late(date('unemployed_registration_date', 'kk_from', 'ru_gen')),
      text('mobility_centre_name'),
      date('issue_date', 'kk_nom', 'ru_gen'),
      date('valid_until_date', 'kk_until_incl', 'ru_gen'),
      text('specialist_full_name', { beforeStop: true }),
    ],
    sample: {
      kk: {
        ...kk,
        unemployed_status: 'registered',
        unemployed_registration_date: '2026-01-12',
        mobility_centre_name: mobilityKk,
        valid_until_date: '2026-04-19',
      },
      ru: {
        ...ru,
        unemployed_status: 'registered',
        unemployed_registration_date: '2026-01-12',
        mobility_centre_name: mobilityRu,
        valid_until_date: '2026-04-19',
      },
      long: {
        kk: {
          applicant_full_name: longName,
          specialist_full_name: longName,
          mobility_centre_name: longCentre,
        },
        ru: {
          applicant_full_name: longNameRu,
          specialist_full_name: longNameRu,
          mobility_centre_name: longCentreRu,
        },
      },
    },
  },
  {
    formId: '214-annex10',
    edition: '214',
    title: {
      kk: 'Жұмысқа орналастырудың жеке жоспары',
      ru: 'Индивидуальный план трудоустройства',
      en: 'Individual employment plan',
    },
    wording: { kk: 'official', ru: 'own_translation' },
    handedOver: false,
    copies: 2,
    pages: 2,
    fields: [
      text('centre_name'),
      text('applicant_full_name'),
      date('unemployed_registration_date', 'kk_nom', 'ru_gen'),
      text('plan_goal'),
      late(text('applicant_education')),
      late(text('applicant_specialty')),
      {
        ...list('plan_measures', ['measure_code', 'completion_date']),
        dates: ['completion_date'],
        fixed: { code: 'measure_code', value: 'completion_date', codes: measures },
      },
      {
        ...list('plan_interactions', ['interaction_date', 'interaction_action']),
        dates: ['interaction_date'],
      },
      date('plan_valid_until_date', 'kk_until', 'ru_gen'),
      text('applicant_mobile'),
      late(text('applicant_email')),
      date('applicant_sign_date', 'kk_nom', 'ru_gen'),
      text('specialist_full_name'),
      text('specialist_phone'),
      text('specialist_email'),
      date('specialist_sign_date', 'kk_nom', 'ru_gen'),
    ],
    sample: {
      kk: {
        ...kk,
        ...planDates,
        centre_name: 'Көкөзек ауданының мансап орталығы',
        plan_goal: 'есепші мамандығы бойынша тұрақты жұмысқа орналасу',
        applicant_education: 'техникалық және кәсіптік',
        applicant_specialty: 'есепші',
        plan_measures: planned,
        plan_interactions: visits([
          'мансап орталығына келу, бос орындарды қарау',
          'жұмыс берушілермен әңгімелесу нәтижелерін хабарлау',
          'мансап орталығына келу, кәсіптік оқытуға жолдама алу',
        ]),
      },
      ru: {
        ...ru,
        ...planDates,
        centre_name: 'Карьерный центр Кокозекского района',
        plan_goal: 'постоянное трудоустройство по специальности бухгалтера',
        applicant_education: 'техническое и профессиональное',
        applicant_specialty: 'бухгалтер',
        plan_measures: planned,
        plan_interactions: visits([
          'посещение карьерного центра, просмотр вакансий',
          'сообщение о результатах собеседований с работодателями',
          'посещение карьерного центра, получение направления на обучение',
        ]),
      },
      long: {
        kk: {
          applicant_full_name: longName,
          specialist_full_name: longName,
          centre_name: longCentre,
          plan_goal:
            'есепші немесе экономист мамандығы бойынша тұрғылықты жеріне жақын, балабақшаның жұмыс уақытына сәйкес келетін ' +
            'кестемен тұрақты жұмысқа орналасу, оған дейін біліктілікті арттыру және 1С бағдарламасымен жұмыс істеуді меңгеру',
          applicant_education:
            'жоғары, Үлгі облыстық мемлекеттік университеті, экономика факультеті, есеп және аудит бөлімі, 2012 жылы бітірген',
          applicant_specialty:
            'есеп және аудит жөніндегі экономист, бюджеттік мекеменің бас есепшісі, салық есебінің маманы',
          applicant_email: 'abdigapparov-qulmukhambetuly.nurmukhammedali@example.invalid',
          specialist_email: 'kokozek.career.centre.registration.department@example.invalid',
          plan_measures: allMeasures,
          plan_interactions: visits(
            Array<string>(9).fill(
              'мансап орталығына келу, "Электрондық еңбек биржасы" порталындағы бос орындарды маманмен бірге қарау, әңгімелесу нәтижелерін хабарлау',
            ),
          ),
        },
        ru: {
          applicant_full_name: longNameRu,
          specialist_full_name: longNameRu,
          centre_name: longCentreRu,
          plan_goal:
            'постоянное трудоустройство бухгалтером или экономистом недалеко от места жительства, по графику, который ' +
            'совпадает с часами детского сада; до этого повышение квалификации и освоение программы 1С',
          applicant_education:
            'высшее, Образцовый областной государственный университет, экономический факультет, отделение учета и аудита, 2012 год',
          applicant_specialty:
            'экономист по учету и аудиту, главный бухгалтер бюджетного учреждения, специалист по налоговому учету',
          applicant_email: 'konstantinopolskaya-preobrazhenskaya.alexandrina@example.invalid',
          specialist_email: 'kokozek.career.centre.registration.department@example.invalid',
          plan_measures: allMeasures,
          plan_interactions: visits(
            Array<string>(9).fill(
              'посещение карьерного центра, просмотр вакансий портала "Электронная биржа труда" вместе со специалистом, сообщение о результатах собеседований',
            ),
          ),
        },
      },
    },
  },
]
