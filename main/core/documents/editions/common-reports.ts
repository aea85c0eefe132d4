/** A report of the centre and its quarterly table on paper. No act prescribes their form; wording of our own. */
import { own, staff, staffRu } from './common'
import { date, late, list, longCentre, longCentreRu, longName, longNameRu, text } from './parts'

const usual = { period_from: '2026-10-01', period_to: '2026-12-31', made_date: '2027-01-04' }
const people = {
  kk: {
    ...usual,
    centre_name: 'Көкөзек ауданының мансап орталығы',
    signatory_position: 'мансап орталығының директоры',
    signatory_full_name: staff,
  },
  ru: {
    ...usual,
    centre_name: 'Карьерный центр Кокозекского района',
    signatory_position: 'директор карьерного центра',
    signatory_full_name: staffRu,
  },
}
const longest = {
  kk: {
    centre_name: longCentre,
    signatory_position: 'мансап орталығы директорының м.а.',
    signatory_full_name: longName,
  },
  ru: {
    centre_name: longCentreRu,
    signatory_position: 'и.о. директора карьерного центра',
    signatory_full_name: longNameRu,
  },
}

const fields = (columns: string[]) => [
  text('centre_name'),
  date('period_from', 'short', 'short'),
  date('period_to', 'short', 'short'),
  late(list('rows', columns)),
  date('made_date', 'short', 'short'),
  text('signatory_position', { required: false }),
  text('signatory_full_name', { required: false }),
]

const samples = (rows: Record<'kk' | 'ru', Record<string, string>[]>) => ({
  kk: { ...people.kk, rows: rows.kk },
  ru: { ...people.ru, rows: rows.ru },
  long: {
    kk: { ...usual, ...longest.kk, rows: Array.from({ length: 60 }, () => rows.kk[0]) },
    ru: { ...usual, ...longest.ru, rows: Array.from({ length: 60 }, () => rows.ru[0]) },
  },
})

const numbers = {
  accepted: '318',
  granted: '301',
  refused: '14',
  in_time: '312',
  late: '3',
  referrals: '86',
  hired: '41',
}

export const formsCommonReports: unknown[] = [
  {
    ...own,
    formId: 'common-report',
    title: { kk: 'Орталықтың есебі', ru: 'Отчёт центра', en: 'Report of the centre' },
    pages: 2,
    fields: fields(['what', 'figure']),
    sample: samples({
      kk: [
        { what: 'Қабылданған өтініштер', figure: '460' },
        { what: '– Жұмыс іздеп жүрген адамдарды тіркеу', figure: '318' },
      ],
      ru: [
        { what: 'Принятые заявления', figure: '460' },
        { what: '– Регистрация лиц, ищущих работу', figure: '318' },
      ],
    }),
  },
  {
    ...own,
    formId: 'common-report-quarter',
    title: { kk: 'Тоқсандық кесте', ru: 'Квартальная таблица', en: 'Quarterly table' },
    pages: 2,
    fields: fields(['title', 'accepted', 'granted', 'refused', 'in_time', 'late', 'referrals', 'hired']),
    sample: samples({
      kk: [
        { title: 'Жұмыс іздеп жүрген адамдарды тіркеу', ...numbers },
        { title: 'Барлығы', ...numbers },
      ],
      ru: [
        { title: 'Регистрация лиц, ищущих работу', ...numbers },
        { title: 'Всего', ...numbers },
      ],
    }),
  },
]
