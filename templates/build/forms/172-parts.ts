/**
 * What the forms of annex 8-1 to Order No 84 have in common, edition of Order No 172 (forms.md 7). Heads and
 * signatory are the same in the edition of Order No 129.
 */
import { head, issued, row, rowAfter, signature, tear, text, title, type Block } from '../blocks'

export const headKk = (annex: number): Block =>
  head(
    'Нысан',
    '"Жұмыспен қамтуға жәрдемдесудің',
    'белсенді шараларына қатысуға',
    'жолдамалар беру" мемлекеттік',
    'қызметін көрсету қағидаларына',
    `${annex}-қосымша`,
  )
export const headRu = (annex: number): Block =>
  head(
    'Форма',
    `Приложение ${annex}`,
    'к Правилам оказания',
    'государственной услуги',
    '"Выдача направлений',
    'на участие в активных мерах',
    'содействия занятости"',
  )

export const nameKk = '(Тегі, аты, әкесінің аты (бар болса))'
export const nameRu = '(Фамилия, имя, отчество (при его наличии))'
/** A date for the hand: it stays on one line. */
export const blank = (words: string) => words.replaceAll(' ', '\u00a0')
export const blankKk = blank('20__ жылғы " ____ " ____________')
export const blankRu = blank('"____" ____________ 20__ года')

/** A rule with room to write by hand. */
export const handRow = (field: string, caption: string): Block => rowAfter(9, { value: field, caption })

/** An organisation on one rule: name, address, telephone. */
export const organisation = (prefix: string, caption: string): Block =>
  row({ value: `[[${prefix}_name]][[,${prefix}_address]][[,${prefix}_phone]]`, caption })

export const signatory = '[[signatory_position]], [[signatory_full_name]]'
export const signedKk = [
  signature(signatory, 'Лауазымы, тегі, аты, әкесінің аты (бар болса)', 'қолы'),
  issued('Берілген күні', '[[@issue_date]]', 'Мөрдің орны'),
  tear('(кесу сызығы)'),
]
export const signedRu = [
  signature(signatory, 'Должность, фамилия, имя, отчество (при его наличии)', 'подпись'),
  issued('Дата выдачи', '[[@issue_date]]', 'Место печати'),
  tear('(линия отреза)'),
]

/** The end of a notice, written by hand: who answers for the organisation, the day, the seal. */
export const noticeEndKk = (who: string, field: string) => [
  text(who),
  signature(`[[${field}]]`, nameKk, '(қолы)'),
  issued('Берілген күні', '[[@notice_date]]', 'Мөрдің орны'),
]
export const noticeEndRu = (who: string, field: string) => [
  text(who),
  signature(`[[${field}]]`, nameRu, '(подпись)'),
  issued('Дата выдачи', '[[@notice_date]]', 'Место печати'),
]

export const noticeTitleKk = title('№ [[referral_number]] жолдамаға хабарлама')
export const noticeTitleRu = title('Уведомление к направлению № [[referral_number]]')
export const orderCopyKk: Block = text('Жұмысқа қабылдау туралы бұйрықтың көшірмесі қоса беріледі.')
export const orderCopyRu: Block = text('Копия приказа о приеме на работу прилагается.')
export const employerEndKk = noticeEndKk(
  'Жұмыс берушінің жауапты өкілі:',
  'employer_representative_full_name',
)
export const employerEndRu = noticeEndRu(
  'Ответственный представитель работодателя:',
  'employer_representative_full_name',
)
