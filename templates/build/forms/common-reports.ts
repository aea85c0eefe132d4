/** A report of the centre and its quarterly table, with place for the director's signature. Wording of our own. */
import { centred, signature, small, tableOfFigures, text, title, type Block, type FormText } from '../blocks'
import { nameKk, nameRu } from './common'

const kk = (words: string, rows: Block): Block[] => [
  centred('[[centre_name]]'),
  title(words),
  small('Кезең: [[@period_from]] – [[@period_to]].'),
  rows,
  text('Жасалған күні: [[@made_date]].', { before: 8 }),
  signature('[[signatory_position]] [[signatory_full_name]]', 'лауазымы, ' + nameKk, 'қолы'),
]
const ru = (words: string, rows: Block): Block[] => [
  centred('[[centre_name]]'),
  title(words),
  small('Период: [[@period_from]] – [[@period_to]].'),
  rows,
  text('Дата составления: [[@made_date]].', { before: 8 }),
  signature('[[signatory_position]] [[signatory_full_name]]', 'должность, ' + nameRu, 'подпись'),
]

const figures = (...words: string[]) =>
  tableOfFigures([0, 30], words, { each: 'rows', cells: ['[[.what]]', '[[.figure]]'] })
const quarter = (...words: string[]) =>
  tableOfFigures([0, 26, 26, 26, 26, 26, 26, 26], words, {
    each: 'rows',
    cells: [
      '[[.title]]',
      '[[.accepted]]',
      '[[.granted]]',
      '[[.refused]]',
      '[[.in_time]]',
      '[[.late]]',
      '[[.referrals]]',
      '[[.hired]]',
    ],
  })

export const textsCommonReports: FormText[] = [
  {
    formId: 'common-report',
    language: 'kk',
    dense: true,
    blocks: kk('Орталықтың есебі', figures('Көрсеткіш', 'Саны')),
  },
  {
    formId: 'common-report',
    language: 'ru',
    dense: true,
    blocks: ru('Отчёт центра', figures('Показатель', 'Число')),
  },
  {
    formId: 'common-report-quarter',
    language: 'kk',
    dense: true,
    landscape: true,
    blocks: kk(
      'Мансап орталығының тоқсандық кестесі',
      quarter(
        'Қызмет, шара',
        'Өтініштер',
        'Оң шешім',
        'Бас тарту',
        'Мерзімінде',
        'Кешікті',
        'Жолдама',
        'Орналасты',
      ),
    ),
  },
  {
    formId: 'common-report-quarter',
    language: 'ru',
    dense: true,
    landscape: true,
    blocks: ru(
      'Квартальная таблица карьерного центра',
      quarter(
        'Услуга, мера',
        'Принято',
        'Оказано',
        'Отказано',
        'В срок',
        'Позднее',
        'Направлено',
        'Устроено',
      ),
    ),
  },
]
