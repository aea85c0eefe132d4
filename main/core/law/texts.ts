/** The texts that the orders leave open, as the centre put them in. */
import { textOn, type LawTextId, type LawTextSettings } from '../../../shared/law/texts'
import { readSetting, type Context } from '../context'

export const textsKey = 'law_texts'
export const readTexts = (context: Context) => readSetting<LawTextSettings>(context.db, textsKey, {})

/** A text as it holds on a day; null: the centre has put in none. */
export async function lawTextOn(context: Context, id: LawTextId, day: string) {
  return textOn((await readTexts(context))[id] ?? [], day)
}
