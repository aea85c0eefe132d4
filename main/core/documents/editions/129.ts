/** Order No 84, annex 8-1, edition of Order No 129: referrals to active measures (forms.md 6). */

import {
  choice,
  date,
  kk,
  late,
  list,
  longAddress,
  longAddressRu,
  longArea,
  longAreaRu,
  longCentre,
  longCentreRu,
  longEmployer,
  longEmployerRu,
  longName,
  longNameRu,
  longPhone,
  ru,
  text,
} from './parts'

const wording = { kk: 'own_translation', ru: 'official' } as const

const jobTypes = [
  'public_works',
  'social_job',
  'youth_practice',
  'first_job',
  'generations_contract',
  'silver_age',
]

/** What the organisation writes by hand on the part that it returns. */
const lateDate = (id: string, kkStyle: string) => late(date(id, kkStyle, 'ru_gen'))
const lateText = (id: string) => late(text(id))

/** Signature and day of issue of every referral, and the day of the notice on its returned part. */
const signed = [
  text('signatory_position'),
  text('signatory_full_name'),
  date('issue_date', 'short', 'short'),
  late(date('notice_date', 'short', 'short')),
]
const signedKk = {
  signatory_position: 'мансап орталығының директоры',
  signatory_full_name: 'Үлгібаев Ержан Тестұлы',
  issue_date: kk.issue_date,
}
const signedRu = {
  signatory_position: 'директор карьерного центра',
  signatory_full_name: 'Образцов Ержан Тестович',
  issue_date: ru.issue_date,
}
const longSignedKk = {
  signatory_position: 'мансап орталығы директорының жұмыспен қамту шаралары жөніндегі орынбасары',
  signatory_full_name: longName,
}
const longSignedRu = {
  signatory_position: 'заместитель директора карьерного центра по мерам содействия занятости',
  signatory_full_name: longNameRu,
}

const employerKk = {
  employer_name: '"Көкөзек Нан" ЖШС',
  employer_address: 'Үлгі облысы, Көкөзек ауданы, Жаңақоныс кенті, Диірмен көшесі, 7-үй',
  employer_phone: '8 (7122) 00-00-00',
}
const employerRu = {
  employer_name: 'ТОО "Кокозек Нан"',
  employer_address: 'Образцовая область, Кокозекский район, посёлок Жанаконыс, улица Мельничная, дом 7',
  employer_phone: '8 (7122) 00-00-00',
}
const longEmployerKk = {
  employer_name: longEmployer,
  employer_address: longAddress,
  employer_phone: longPhone,
}
const longEmployerInRu = {
  employer_name: longEmployerRu,
  employer_address: longAddressRu,
  employer_phone: longPhone,
}

const training = {
  referral_number: '2026-000031',
  training_months: '3',
  training_start_date: '2026-04-01',
  training_end_date: '2026-06-30',
}
const trainingFields = [
  text('training_months'),
  date('training_start_date', 'kk_from', 'ru_gen'),
  date('training_end_date', 'kk_until', 'ru_gen'),
]

export const forms129: unknown[] = [
  {
    formId: '129-annex1',
    edition: '129',
    title: {
      kk: 'Белсенді шараға жолдама беру туралы өтініш',
      ru: 'Заявление о выдаче направления на активную меру',
      en: 'Application for a referral to an active measure',
    },
    wording,
    handedOver: false,
    copies: 1,
    fields: [
      text('centre_area_name'),
      text('applicant_full_name'),
      text('applicant_address'),
      choice('requested_measure', ['vocational_training', 'subsidised_job', 'relocation']),
      late(choice('requested_subsidised_job_type', jobTypes)),
      list('attached_documents', ['document_name']),
      date('application_date', 'short', 'short'),
      date('acceptance_date', 'kk_on', 'ru_gen'),
      text('application_number'),
      text('accepted_by_full_name'),
      text('accepted_by_position', { beforeStop: true }),
      date('receipt_date', 'short', 'short'),
    ],
    sample: {
      kk: {
        centre_area_name: 'Көкөзек',
        applicant_full_name: kk.applicant_full_name,
        applicant_address: 'Көкөзек ауданы, Жаңақоныс кенті, Бейбітшілік көшесі, 12-үй',
        requested_measure: 'subsidised_job',
        requested_subsidised_job_type: 'youth_practice',
        attached_documents: [
          { document_name: 'жеке басын куәландыратын құжаттың көшірмесі' },
          { document_name: 'білімі туралы дипломның көшірмесі' },
        ],
        application_date: '2026-03-19',
        acceptance_date: '2026-03-19',
        application_number: '2026-000012',
        accepted_by_full_name: kk.specialist_full_name,
        accepted_by_position: 'мансап орталығының маманы',
        receipt_date: '2026-03-19',
      },
      ru: {
        centre_area_name: 'Кокозекского',
        applicant_full_name: 'Тестовой Алии Образцовны',
        applicant_address: 'Кокозекский район, посёлок Жанаконыс, улица Мира, дом 12',
        requested_measure: 'subsidised_job',
        requested_subsidised_job_type: 'youth_practice',
        attached_documents: [
          { document_name: 'копия документа, удостоверяющего личность' },
          { document_name: 'копия диплома об образовании' },
        ],
        application_date: '2026-03-19',
        acceptance_date: '2026-03-19',
        application_number: '2026-000012',
        accepted_by_full_name: ru.specialist_full_name,
        accepted_by_position: 'специалист карьерного центра',
        receipt_date: '2026-03-19',
      },
      long: {
        kk: {
          centre_area_name: longArea,
          applicant_full_name: longName,
          applicant_address: longAddress,
          requested_measure: 'relocation',
          requested_subsidised_job_type: '',
          attached_documents: [
            { document_name: 'жеке басын куәландыратын құжаттың көшірмесі' },
            {
              document_name:
                'білімі, біліктілігі, арнаулы білімінің немесе кәсіптік даярлығының болуы туралы құжаттың көшірмесі',
            },
            { document_name: 'еңбек қызметін растайтын құжаттың көшірмесі' },
            { document_name: 'некені (ерлі-зайыптылықты) қию туралы куәліктің көшірмесі' },
            { document_name: 'балалардың туу туралы куәліктерінің көшірмелері' },
          ],
          accepted_by_full_name: longName,
          accepted_by_position: 'жұмыспен қамтуға жәрдемдесудің белсенді шаралары бөлімінің жетекші маманы',
        },
        ru: {
          centre_area_name: longAreaRu,
          applicant_full_name: longNameRu,
          applicant_address: longAddressRu,
          requested_measure: 'relocation',
          requested_subsidised_job_type: '',
          attached_documents: [
            { document_name: 'копия документа, удостоверяющего личность' },
            {
              document_name:
                'копия документа об образовании, квалификации, наличии специальных знаний или профессиональной подготовки',
            },
            { document_name: 'копия документа, подтверждающего трудовую деятельность' },
            { document_name: 'копия свидетельства о заключении брака (супружества)' },
            { document_name: 'копии свидетельств о рождении детей' },
          ],
          accepted_by_full_name: longNameRu,
          accepted_by_position: 'ведущий специалист отдела активных мер содействия занятости',
        },
      },
    },
  },
  {
    formId: '129-annex3',
    edition: '129',
    title: {
      kk: 'Құжаттарды қабылдаудан бас тарту туралы қолхат',
      ru: 'Расписка об отказе в приеме документов',
      en: 'Receipt of refusal to accept documents',
    },
    wording,
    handedOver: true,
    copies: 2,
    fields: [
      text('provider_full_name'),
      list('missing_documents', ['document_name', 'defect']),
      text('director_full_name'),
      text('executor_full_name'),
      text('applicant_full_name'),
      date('issue_date', 'kk_nom', 'ru_gen'),
    ],
    sample: {
      kk: {
        provider_full_name: 'Көкөзек ауданының мансап орталығы',
        missing_documents: [
          { document_name: 'Жеке куәлік', defect: '(қолданылу мерзімі өткен: 01.02.2026)' },
          { document_name: 'Білімі туралы диплом', defect: '(ұсынылмаған)' },
        ],
        director_full_name: signedKk.signatory_full_name,
        executor_full_name: kk.specialist_full_name,
        applicant_full_name: kk.applicant_full_name,
        issue_date: kk.issue_date,
      },
      ru: {
        provider_full_name: 'Карьерный центр Кокозекского района',
        missing_documents: [
          { document_name: 'Удостоверение личности', defect: '(срок действия истек 01.02.2026)' },
          { document_name: 'Диплом об образовании', defect: '(не представлен)' },
        ],
        director_full_name: signedRu.signatory_full_name,
        executor_full_name: ru.specialist_full_name,
        applicant_full_name: ru.applicant_full_name,
        issue_date: ru.issue_date,
      },
      long: {
        kk: {
          provider_full_name: longCentre,
          missing_documents: [
            {
              document_name: 'Жеке басын куәландыратын құжат',
              defect: '(қолданылу мерзімі өткен: 01.02.2026)',
            },
            {
              document_name:
                'Білімі, біліктілігі, арнаулы білімінің немесе кәсіптік даярлығының болуы туралы құжат (бар болса)',
              defect: '(ұсынылмаған)',
            },
            { document_name: 'Еңбек қызметін растайтын құжат', defect: '(ұсынылмаған)' },
            { document_name: 'Некені (ерлі-зайыптылықты) қию туралы куәлік', defect: '(ұсынылмаған)' },
            { document_name: 'Балалардың туу туралы куәліктері', defect: '(ұсынылмаған)' },
            {
              document_name: 'Нотариат куәландырған сенімхат',
              defect: '(қолданылу мерзімі өткен: 31.12.2025)',
            },
          ],
          director_full_name: longName,
          executor_full_name: longName,
          applicant_full_name: longName,
        },
        ru: {
          provider_full_name: longCentreRu,
          missing_documents: [
            {
              document_name: 'Документ, удостоверяющий личность',
              defect: '(срок действия истек 01.02.2026)',
            },
            {
              document_name:
                'Документ об образовании, квалификации, наличии специальных знаний или профессиональной подготовки (при наличии)',
              defect: '(не представлен)',
            },
            { document_name: 'Документ, подтверждающий трудовую деятельность', defect: '(не представлен)' },
            { document_name: 'Свидетельство о заключении брака (супружества)', defect: '(не представлено)' },
            { document_name: 'Свидетельства о рождении детей', defect: '(не представлены)' },
            {
              document_name: 'Нотариально удостоверенная доверенность',
              defect: '(срок действия истек 31.12.2025)',
            },
          ],
          director_full_name: longNameRu,
          executor_full_name: longNameRu,
          applicant_full_name: longNameRu,
        },
      },
    },
  },
  {
    formId: '129-annex4',
    edition: '129',
    title: {
      kk: 'Білім беру ұйымында кәсіптік оқытуға жолдама',
      ru: 'Направление на профессиональное обучение в организацию образования',
      en: 'Referral to vocational training in an education organisation',
    },
    wording,
    handedOver: true,
    copies: 1,
    fields: [
      text('referral_number'),
      text('applicant_full_name'),
      text('edu_org_name'),
      text('edu_org_address'),
      text('edu_org_phone'),
      ...trainingFields,
      ...signed,
      lateDate('enrolment_order_date', 'kk_attr'),
      lateText('enrolment_order_number'),
      lateText('qualification_name'),
      lateText('enrolment_months'),
      lateDate('enrolment_until_date', 'kk_until'),
      lateText('edu_org_representative_full_name'),
    ],
    sample: {
      kk: {
        ...training,
        ...signedKk,
        applicant_full_name: kk.applicant_full_name,
        edu_org_name: '"Көкөзек политехникалық колледжі" КМҚК',
        edu_org_address: 'Үлгі облысы, Көкөзек ауданы, Жаңақоныс кенті, Білім көшесі, 3-үй',
        edu_org_phone: '8 (7122) 00-00-00',
      },
      ru: {
        ...training,
        ...signedRu,
        applicant_full_name: ru.applicant_full_name,
        edu_org_name: 'КГКП "Кокозекский политехнический колледж"',
        edu_org_address: 'Образцовая область, Кокозекский район, посёлок Жанаконыс, улица Знаний, дом 3',
        edu_org_phone: '8 (7122) 00-00-00',
      },
      long: {
        kk: {
          ...longSignedKk,
          applicant_full_name: longName,
          edu_org_name: longEmployer,
          edu_org_address: longAddress,
          edu_org_phone: longPhone,
          qualification_name: 'Ауыл шаруашылығы техникасын жөндеу және пайдалану жөніндегі слесарь-механик',
        },
        ru: {
          ...longSignedRu,
          applicant_full_name: longNameRu,
          edu_org_name: longEmployerRu,
          edu_org_address: longAddressRu,
          edu_org_phone: longPhone,
          qualification_name: 'Слесарь-механик по ремонту и эксплуатации сельскохозяйственной техники',
        },
      },
    },
  },
  {
    formId: '129-annex5',
    edition: '129',
    title: {
      kk: 'Жұмыс берушідегі жұмыс орнында кәсіптік оқытуға жолдама',
      ru: 'Направление на профессиональное обучение на рабочем месте у работодателя',
      en: 'Referral to vocational training at the workplace of an employer',
    },
    wording,
    handedOver: true,
    copies: 1,
    fields: [
      text('referral_number'),
      text('applicant_full_name'),
      text('employer_name'),
      text('employer_address'),
      text('employer_phone'),
      ...trainingFields,
      ...signed,
      lateDate('hire_order_date', 'kk_attr'),
      lateText('hire_order_number'),
      lateText('qualification_name'),
      lateText('hired_months'),
      lateDate('hired_to_date', 'kk_until'),
      lateText('employer_representative_full_name'),
    ],
    sample: {
      kk: { ...training, ...signedKk, ...employerKk, applicant_full_name: kk.applicant_full_name },
      ru: { ...training, ...signedRu, ...employerRu, applicant_full_name: ru.applicant_full_name },
      long: {
        kk: {
          ...longSignedKk,
          ...longEmployerKk,
          applicant_full_name: longName,
          qualification_name: 'Ауыл шаруашылығы техникасын жөндеу және пайдалану жөніндегі слесарь-механик',
        },
        ru: {
          ...longSignedRu,
          ...longEmployerInRu,
          applicant_full_name: longNameRu,
          qualification_name: 'Слесарь-механик по ремонту и эксплуатации сельскохозяйственной техники',
        },
      },
    },
  },
  {
    formId: '129-annex8',
    edition: '129',
    title: {
      kk: 'Субсидияланатын жұмыс орнына жолдама',
      ru: 'Направление на субсидируемое рабочее место',
      en: 'Referral to a subsidised job',
    },
    wording,
    handedOver: true,
    copies: 1,
    fields: [
      text('referral_number'),
      // R146: the form has no option for a job seeker or a kandas; then nothing is underlined.
      late(choice('applicant_category', ['unemployed', 'student_or_senior_pupil', 'idle_downtime'])),
      text('applicant_full_name'),
      text('applicant_iin'),
      text('employer_name'),
      text('employer_legal_address'),
      text('employer_phone'),
      choice('subsidised_job_type', jobTypes),
      text('profession_name'),
      text('employment_months'),
      // The Russian form has bare blanks here; Kazakh needs the ending of the month before "бастап" and "дейін".
      date('employment_start_date', 'kk_from', 'short'),
      date('employment_end_date', 'kk_until', 'short'),
      ...signed,
      lateDate('labour_contract_date', 'kk_on'),
      lateText('labour_contract_number'),
      lateText('hire_order_number'),
      lateDate('hire_order_date', 'kk_attr'),
      lateText('job_position_name'),
      lateText('hired_months'),
      lateDate('hired_from_date', 'kk_from'),
      lateDate('hired_to_date', 'kk_until'),
      lateText('employer_representative_full_name'),
    ],
    sample: {
      kk: {
        ...signedKk,
        referral_number: '2026-000032',
        applicant_category: 'unemployed',
        applicant_full_name: kk.applicant_full_name,
        applicant_iin: '900101450018',
        employer_name: employerKk.employer_name,
        employer_legal_address: employerKk.employer_address,
        employer_phone: employerKk.employer_phone,
        subsidised_job_type: 'first_job',
        profession_name: 'Наубайшы',
        employment_months: '12',
        employment_start_date: '2026-04-01',
        employment_end_date: '2027-03-31',
      },
      ru: {
        ...signedRu,
        referral_number: '2026-000032',
        applicant_category: 'unemployed',
        applicant_full_name: ru.applicant_full_name,
        applicant_iin: '900101450018',
        employer_name: employerRu.employer_name,
        employer_legal_address: employerRu.employer_address,
        employer_phone: employerRu.employer_phone,
        subsidised_job_type: 'first_job',
        profession_name: 'Пекарь',
        employment_months: '12',
        employment_start_date: '2026-04-01',
        employment_end_date: '2027-03-31',
      },
      long: {
        kk: {
          ...longSignedKk,
          applicant_category: 'student_or_senior_pupil',
          applicant_full_name: longName,
          employer_name: longEmployer,
          employer_legal_address: longAddress,
          employer_phone: longPhone,
          subsidised_job_type: 'generations_contract',
          profession_name: 'Ауыл шаруашылығы техникасын жөндеу және пайдалану жөніндегі слесарь-механик',
        },
        ru: {
          ...longSignedRu,
          applicant_category: 'student_or_senior_pupil',
          applicant_full_name: longNameRu,
          employer_name: longEmployerRu,
          employer_legal_address: longAddressRu,
          employer_phone: longPhone,
          subsidised_job_type: 'generations_contract',
          profession_name: 'Слесарь-механик по ремонту и эксплуатации сельскохозяйственной техники',
        },
      },
    },
  },
  {
    formId: '129-annex11',
    edition: '129',
    title: {
      kk: 'Қоныс аударуға жолдама',
      ru: 'Направление на переселение',
      en: 'Referral for relocation',
    },
    wording,
    handedOver: true,
    copies: 1,
    fields: [
      text('referral_number'),
      text('applicant_full_name'),
      text('applicant_iin'),
      date('commission_decision_date', 'kk_attr', 'ru_gen'),
      text('commission_decision_number'),
      text('destination_place'),
      text('profession_name'),
      late(list('family_members', ['relation_to_applicant', 'full_name'])),
      ...signed,
      lateText('receiving_centre_name'),
      lateDate('social_contract_date', 'kk_on'),
      lateText('social_contract_number'),
      lateText('relocation_order_number'),
      lateDate('relocation_order_date', 'kk_attr'),
      late(
        choice('housing_support', ['housing', 'service_housing', 'dormitory_room', 'rent_utilities_subsidy']),
      ),
      lateText('employer_name'),
      lateText('employer_address'),
      lateText('employer_phone'),
      lateText('receiving_director_full_name'),
    ],
    sample: {
      kk: {
        ...signedKk,
        referral_number: '2026-000033',
        applicant_full_name: kk.applicant_full_name,
        applicant_iin: '900101450018',
        commission_decision_date: '2026-03-18',
        commission_decision_number: '4',
        destination_place: 'Солтүстік Үлгі облысы, Ақсай ауданы, Жаңажол ауылы',
        profession_name: 'Тракторшы',
        family_members: [
          { relation_to_applicant: 'жұбайы', full_name: 'Тестов Арман Үлгіұлы' },
          { relation_to_applicant: 'ұлы', full_name: 'Тестов Дияр Арманұлы' },
        ],
        receiving_centre_name: 'Ақсай ауданының мансап орталығы',
      },
      ru: {
        ...signedRu,
        referral_number: '2026-000033',
        applicant_full_name: ru.applicant_full_name,
        applicant_iin: '900101450018',
        commission_decision_date: '2026-03-18',
        commission_decision_number: '4',
        destination_place: 'Северо-Образцовая область, Аксайский район, село Жанажол',
        profession_name: 'Тракторист',
        family_members: [
          { relation_to_applicant: 'супруг', full_name: 'Тестов Арман Образцович' },
          { relation_to_applicant: 'сын', full_name: 'Тестов Дияр Арманович' },
        ],
        receiving_centre_name: 'Карьерный центр Аксайского района',
      },
      long: {
        kk: {
          ...longSignedKk,
          ...longEmployerKk,
          applicant_full_name: longName,
          destination_place: 'Солтүстік Үлгі облысы, Ақсай ауданы, Жаңажол ауылдық округі, Жаңажол ауылы',
          profession_name: 'Ауыл шаруашылығы техникасын жөндеу және пайдалану жөніндегі слесарь-механик',
          family_members: ['жұбайы', 'ұлы', 'ұлы', 'қызы', 'қызы', 'анасы', 'інісі'].map(
            (relation_to_applicant) => ({ relation_to_applicant, full_name: longName }),
          ),
          receiving_centre_name: longCentre,
        },
        ru: {
          ...longSignedRu,
          ...longEmployerInRu,
          applicant_full_name: longNameRu,
          destination_place: 'Северо-Образцовая область, Аксайский район, Жанажолский округ, село Жанажол',
          profession_name: 'Слесарь по ремонту и эксплуатации сельскохозяйственной техники',
          family_members: ['супруг', 'сын', 'сын', 'дочь', 'дочь', 'мать', 'брат'].map(
            (relation_to_applicant) => ({ relation_to_applicant, full_name: longNameRu }),
          ),
          receiving_centre_name: longCentreRu,
        },
      },
    },
  },
]
