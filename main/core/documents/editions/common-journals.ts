/** The journals of a period on paper. No act prescribes their form; wording of our own. */
import { applicant, applicantRu, own, parent, parentRu, staff, staffRu } from './common'
import { date, late, list, longCentre, longCentreRu, longName, longNameRu, text } from './parts'

const usual = { period_from: '2026-03-01', period_to: '2026-03-31', printed_date: '2026-04-01' }
const people = {
  kk: {
    ...usual,
    centre_name: 'Көкөзек ауданының мансап орталығы',
    printed_by_position: 'маман',
    printed_by_full_name: staff,
  },
  ru: {
    ...usual,
    centre_name: 'Карьерный центр Кокозекского района',
    printed_by_position: 'специалист',
    printed_by_full_name: staffRu,
  },
}
const longest = {
  kk: { centre_name: longCentre, printed_by_full_name: longName },
  ru: { centre_name: longCentreRu, printed_by_full_name: longNameRu },
}

/** A journal; its rows may be none, in a period in which nothing was entered. */
const journal = (columns: string[], dates: string[]) => [
  text('centre_name'),
  date('period_from', 'short', 'short'),
  date('period_to', 'short', 'short'),
  text('rows_count'),
  late({ ...list('rows', columns), dates }),
  date('printed_date', 'short', 'short'),
  text('printed_by_position', { required: false }),
  text('printed_by_full_name'),
]

const application = {
  number: 'Т-2026-00001',
  accepted: '2026-03-16',
  iin: '···· 0018',
  decided: '2026-03-20',
}
const applications = {
  kk: [
    {
      ...application,
      person: applicant,
      service: 'Жұмыс іздеп жүрген адамдарды тіркеу',
      language: 'қазақша',
      state: 'қанағаттандырылды, табысталды',
      by: staff,
    },
    {
      ...application,
      number: 'Т-2026-00002',
      decided: '',
      person: parent,
      service: 'Жұмыс іздеп жүрген адамдарды тіркеу',
      language: 'орысша',
      state: 'қабылданды',
      by: staff,
    },
  ],
  ru: [
    {
      ...application,
      person: applicantRu,
      service: 'Регистрация лиц, ищущих работу',
      language: 'казахский',
      state: 'удовлетворено, вручено',
      by: staffRu,
    },
    {
      ...application,
      number: 'Т-2026-00002',
      decided: '',
      person: parentRu,
      service: 'Регистрация лиц, ищущих работу',
      language: 'русский',
      state: 'принято',
      by: staffRu,
    },
  ],
}

const paper = {
  issued: '2026-03-20',
  number: 'Т-2026-00001',
  printed: '2026-03-20',
  handed_over: '2026-03-23',
}
const documents = {
  kk: [
    {
      ...paper,
      title: 'Жұмыс іздеуші ретінде тіркелгені туралы хабарлама',
      person: applicant,
      language: 'қазақша',
      copies: '1',
      state: 'табысталды',
      by: staff,
    },
    {
      ...paper,
      handed_over: '',
      title: 'Құжаттардың қабылданғаны туралы қолхат',
      person: parent,
      language: 'орысша',
      copies: '1',
      state: 'басылды',
      by: staff,
    },
  ],
  ru: [
    {
      ...paper,
      title: 'Уведомление о регистрации в качестве лица, ищущего работу',
      person: applicantRu,
      language: 'казахский',
      copies: '1',
      state: 'вручено',
      by: staffRu,
    },
    {
      ...paper,
      handed_over: '',
      title: 'Расписка о приеме документов',
      person: parentRu,
      language: 'русский',
      copies: '1',
      state: 'напечатан',
      by: staffRu,
    },
  ],
}

/** The usual rows, and ten with the longest names; they take a second sheet. */
const samples = (rows: Record<'kk' | 'ru', Record<string, string>[]>) => ({
  kk: { ...people.kk, rows_count: '2', rows: rows.kk },
  ru: { ...people.ru, rows_count: '2', rows: rows.ru },
  long: {
    kk: {
      ...longest.kk,
      rows_count: '10',
      rows: Array.from({ length: 10 }, () => ({ ...rows.kk[0], person: longName, by: longName })),
    },
    ru: {
      ...longest.ru,
      rows_count: '10',
      rows: Array.from({ length: 10 }, () => ({ ...rows.ru[0], person: longNameRu, by: longNameRu })),
    },
  },
})

export const formsCommonJournals: unknown[] = [
  {
    ...own,
    formId: 'common-journal-applications',
    title: { kk: 'Өтініштер журналы', ru: 'Журнал заявлений', en: 'Journal of applications' },
    pages: 2,
    fields: journal(
      ['number', 'accepted', 'person', 'iin', 'service', 'language', 'state', 'decided', 'by'],
      ['accepted', 'decided'],
    ),
    sample: samples(applications),
  },
  {
    ...own,
    formId: 'common-journal-documents',
    title: {
      kk: 'Жасалған құжаттар журналы',
      ru: 'Журнал составленных документов',
      en: 'Journal of issued papers',
    },
    pages: 2,
    fields: journal(
      ['issued', 'title', 'number', 'person', 'language', 'copies', 'state', 'printed', 'handed_over', 'by'],
      ['issued', 'printed', 'handed_over'],
    ),
    sample: samples(documents),
  },
]
