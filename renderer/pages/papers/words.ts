import type { Translator } from '../../../shared/locale'
import type { DocumentRow } from '../../../shared/model'

/** Title of an issued paper in the language of the screen, with its number. */
export function paperTitle(t: Translator, document: DocumentRow): string {
  const title = t.local(document.title)
  return document.number ? t('desk.paper_number', { title, number: document.number }) : title
}
