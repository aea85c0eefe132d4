/** The journals of a period: long tables on lying sheets, their heading on every sheet. Wording of our own. */
import { centred, signature, small, table, text, title, type Block, type FormText } from '../blocks'
import { nameKk, nameRu } from './common'

const kk = (words: string, rows: Block): Block[] => [
  centred('[[centre_name]]'),
  title(words),
  small('Кезең: [[@period_from]] – [[@period_to]]. Жазбалар саны: [[rows_count]].'),
  rows,
  text('Басып шығарылған күні: [[@printed_date]].', { before: 8 }),
  signature('[[printed_by_position]] [[printed_by_full_name]]', 'лауазымы, ' + nameKk, 'қолы'),
]
const ru = (words: string, rows: Block): Block[] => [
  centred('[[centre_name]]'),
  title(words),
  small('Период: [[@period_from]] – [[@period_to]]. Количество записей: [[rows_count]].'),
  rows,
  text('Дата печати: [[@printed_date]].', { before: 8 }),
  signature('[[printed_by_position]] [[printed_by_full_name]]', 'должность, ' + nameRu, 'подпись'),
]

/** Number, applicant and what became of the application; the name takes the room that is left. */
const applications = (...words: string[]) =>
  table([10, 25, 26, 0, 17, 36, 19, 35, 20, 32], ['№', ...words], {
    each: 'rows',
    cells: [
      '[[#]]',
      '[[.number]]',
      '[[.accepted]]',
      '[[.person]]',
      '[[.iin]]',
      '[[.service]]',
      '[[.language]]',
      '[[.state]]',
      '[[.decided]]',
      '[[.by]]',
    ],
  })
const documents = (...words: string[]) =>
  table([10, 23, 0, 25, 35, 19, 12, 23, 23, 26, 31], ['№', ...words], {
    each: 'rows',
    cells: [
      '[[#]]',
      '[[.issued]]',
      '[[.title]]',
      '[[.number]]',
      '[[.person]]',
      '[[.language]]',
      '[[.copies]]',
      '[[.state]]',
      '[[.printed]]',
      '[[.handed_over]]',
      '[[.by]]',
    ],
  })

export const textsCommonJournals: FormText[] = [
  {
    formId: 'common-journal-applications',
    language: 'kk',
    dense: true,
    landscape: true,
    blocks: kk(
      'Өтініштер журналы',
      applications(
        'Нөмірі',
        'Қабылданды',
        'Өтініш берушінің тегі, аты, әкесінің аты',
        'ЖСН',
        'Қызмет',
        'Тілі',
        'Күйі',
        'Шешім күні',
        'Қабылдаған',
      ),
    ),
  },
  {
    formId: 'common-journal-applications',
    language: 'ru',
    dense: true,
    landscape: true,
    blocks: ru(
      'Журнал заявлений',
      applications(
        'Номер',
        'Принято',
        'Фамилия, имя, отчество заявителя',
        'ИИН',
        'Услуга',
        'Язык',
        'Состояние',
        'Дата решения',
        'Принял',
      ),
    ),
  },
  {
    formId: 'common-journal-documents',
    language: 'kk',
    dense: true,
    landscape: true,
    blocks: kk(
      'Жасалған құжаттар журналы',
      documents(
        'Жасалды',
        'Құжат',
        'Өтініш нөмірі',
        'Кімге',
        'Тілі',
        'Дана',
        'Күйі',
        'Басылды',
        'Табысталды',
        'Жасаған',
      ),
    ),
  },
  {
    formId: 'common-journal-documents',
    language: 'ru',
    dense: true,
    landscape: true,
    blocks: ru(
      'Журнал составленных документов',
      documents(
        'Составлен',
        'Документ',
        'Номер заявления',
        'Кому',
        'Язык',
        'Экз.',
        'Состояние',
        'Напечатан',
        'Вручён',
        'Составил',
      ),
    ),
  },
]
