/** Order No 214: registration of job seekers. Fields as in forms.md 5.1 to 5.3. */

const text = (id: string, more: { required?: boolean; beforeStop?: boolean } = {}) => ({
  id,
  type: 'text' as const,
  required: true,
  ...more,
})
const date = (id: string, kk: string, ru: string) => ({
  id,
  type: 'date' as const,
  required: true,
  style: { kk, ru },
})
const yesNo = (id: string) => ({ id, type: 'choice' as const, required: true, options: ['yes', 'no'] })

const kk = {
  applicant_full_name: 'Тестова Әлия Үлгіқызы',
  specialist_full_name: 'Үлгиева Сәуле Тестқызы',
  issue_date: '2026-03-20',
}
const ru = {
  applicant_full_name: 'Тестова Алия Образцовна',
  specialist_full_name: 'Образцова Сауле Тестовна',
  issue_date: '2026-03-20',
}

// 60 letters of a name, 200 of an organisation, 600 of a reason: what a form must still hold on one page.
const longName = 'Әбдіғаппаров-Құлмұхамбетұлы Нұрмұхаммедәли Қожағұлұлының ұлы'
const longNameRu = 'Константинопольская-Преображенская Александрина Всеволодовна'
const longCentre =
  '"Үлгі облысының еңбек мобильділігі орталығы" коммуналдық мемлекеттік мекемесінің Көкөзек ауданының ' +
  'мансап орталығы филиалының қала маңындағы ауылдық округтер тұрғындарына қызмет көрсететін Жаңақоныс бөлімшесі'
const longCentreRu =
  'Филиал "Карьерный центр Кокозекского района" коммунального государственного учреждения "Центр трудовой ' +
  'мобильности Образцовой области" с отделением по обслуживанию жителей сельских округов и малых посёлков'
const longArea =
  'Үлгі облысы Көкөзек ауданының қала маңындағы ауылдық округтер тұрғындарына қызмет көрсететін Жаңақоныс, ' +
  'Ақсу-Аюлы, Бәйтерек, Сарыбұлақ және Теміржолшылар кенттерін қамтитын ауданаралық біріктірілген'
const longAreaRu =
  'Кокозекского района Образцовой области с отделением по обслуживанию жителей сельских округов и посёлков ' +
  'Жанаконыс, Аксу-Аюлы, Байтерек, Сарыбулак и Темиржолшылар, объединённый межрайонный филиал с выездом'
const longReason =
  'өтініш беруші мемлекеттік көрсетілетін қызметті алу үшін ұсынған құжаттардың және (немесе) олардағы деректердің ' +
  '(мәліметтердің) анық еместігі анықталды: тұрғылықты жері туралы мәлімет ақпараттық жүйедегі мәліметке сәйкес келмейді, ' +
  'еңбек қызметін растайтын құжатта соңғы жұмыс орнынан босату туралы жазба жоқ, ал ұсынылған анықтаманың нөмірі мен ' +
  'берілген күні оны берген ұйымның тізілімінен табылған жоқ; сондай-ақ мемлекеттік қызмет көрсету үшін қажетті ұсынылған ' +
  'мәліметтер тізбеде белгіленген талаптарға сәйкес келмейді. Кемшіліктер жойылғаннан кейін өтінішті осы мансап орталығына қайта беруге болады.'
const longReasonRu =
  'установлена недостоверность документов и (или) данных (сведений) в них, представленных заявителем для получения ' +
  'государственной услуги: сведения о месте жительства не совпадают со сведениями информационной системы, в документе, ' +
  'подтверждающем трудовую деятельность, нет записи об увольнении с последнего места работы, а номер и дата представленной ' +
  'справки не найдены в реестре выдавшей её организации; кроме того, представленные сведения, необходимые для оказания ' +
  'услуги, не соответствуют требованиям перечня. После устранения недостатков заявление можно подать вновь в этот же карьерный центр.'

export const forms214: unknown[] = [
  {
    formId: '214-annex1',
    edition: '214',
    title: {
      kk: 'Жұмыс іздеуші ретінде тіркеу туралы өтініш',
      ru: 'Заявление о регистрации в качестве лица, ищущего работу',
      en: 'Application for registration as a job seeker',
    },
    wording: { kk: 'official', ru: 'own_translation' },
    handedOver: false,
    copies: 1,
    fields: [
      text('centre_area_name'),
      text('applicant_full_name'),
      text('applicant_iin'),
      yesNo('consent_publish_resume'),
      yesNo('consent_outsourcing_transfer'),
      text('applicant_phone', { required: false }),
      text('applicant_mobile', { required: false }),
      text('applicant_email', { required: false }),
      date('application_date', 'kk_day_first', 'ru_gen'),
      date('acceptance_date', 'kk_day_first', 'ru_gen'),
      text('application_number'),
      text('accepted_by_full_name'),
      text('accepted_by_position', { beforeStop: true }),
      date('receipt_date', 'short', 'short'),
    ],
    sample: {
      kk: {
        ...kk,
        centre_area_name: 'Көкөзек ауданының',
        applicant_iin: '900101450018',
        consent_publish_resume: true,
        consent_outsourcing_transfer: false,
        applicant_phone: '8 (7122) 00-00-00',
        applicant_mobile: '+7 700 000 00 00',
        applicant_email: 'test@example.invalid',
        application_date: '2026-03-19',
        acceptance_date: '2026-03-19',
        application_number: '2026-000012',
        accepted_by_full_name: kk.specialist_full_name,
        accepted_by_position: 'мансап орталығының маманы',
        receipt_date: '2026-03-19',
      },
      ru: {
        ...ru,
        centre_area_name: 'Кокозекского района',
        applicant_iin: '900101450018',
        consent_publish_resume: true,
        consent_outsourcing_transfer: false,
        applicant_phone: '8 (7122) 00-00-00',
        applicant_mobile: '+7 700 000 00 00',
        applicant_email: 'test@example.invalid',
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
          applicant_email: 'abdigapparov-qulmukhambetuly.nurmukhammedali@example.invalid',
          accepted_by_full_name: longName,
          accepted_by_position:
            'мансап орталығының жұмыс іздеп жүрген адамдарды тіркеу және еңбек делдалдығы бөлімінің жетекші маманы',
        },
        ru: {
          centre_area_name: longAreaRu,
          applicant_full_name: longNameRu,
          applicant_email: 'konstantinopolskaya-preobrazhenskaya.alexandrina@example.invalid',
          accepted_by_full_name: longNameRu,
          accepted_by_position:
            'ведущий специалист отдела регистрации лиц, ищущих работу, и трудового посредничества карьерного центра',
        },
      },
    },
  },
  {
    formId: '214-annex3',
    edition: '214',
    title: {
      kk: 'Жұмыс іздеп жүрген адам ретінде тіркеуден бас тарту туралы хабарлама',
      ru: 'Уведомление об отказе в регистрации в качестве лица, ищущего работу',
      en: 'Notice of refusal of registration as a job seeker',
    },
    wording: { kk: 'official', ru: 'own_translation' },
    handedOver: true,
    copies: 1,
    fields: [
      text('provider_full_name'),
      text('applicant_full_name'),
      text('refusal_reason', { beforeStop: true }),
      date('issue_date', 'kk_nom', 'ru_gen'),
      text('specialist_full_name', { beforeStop: true }),
    ],
    sample: {
      kk: {
        ...kk,
        provider_full_name: 'Көкөзек ауданының мансап орталығы',
        refusal_reason: 'ұсынылған құжаттардағы деректердің анық еместігі анықталды',
      },
      ru: {
        ...ru,
        provider_full_name: 'Карьерный центр Кокозекского района',
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
    formId: '214-annex4',
    edition: '214',
    title: {
      kk: 'Жұмыс іздеуші ретінде тіркелгені туралы хабарлама',
      ru: 'Уведомление о регистрации в качестве лица, ищущего работу',
      en: 'Notice of registration as a job seeker',
    },
    wording: { kk: 'official', ru: 'own_translation' },
    handedOver: true,
    copies: 1,
    fields: [
      text('applicant_full_name'),
      date('registration_date', 'kk_from', 'ru_gen'),
      text('centre_name'),
      date('issue_date', 'kk_nom', 'ru_gen'),
      text('specialist_full_name', { beforeStop: true }),
    ],
    sample: {
      kk: { ...kk, registration_date: '2026-03-20', centre_name: 'Көкөзек ауданының мансап орталығы' },
      ru: { ...ru, registration_date: '2026-03-20', centre_name: 'Карьерный центр Кокозекского района' },
      long: {
        kk: { applicant_full_name: longName, specialist_full_name: longName, centre_name: longCentre },
        ru: { applicant_full_name: longNameRu, specialist_full_name: longNameRu, centre_name: longCentreRu },
      },
    },
  },
]
