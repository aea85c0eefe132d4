/** Who signs for the centre on the day of a paper: its director, or whoever stands in. */
import { translate } from '../../../shared/locale'
import type { PaperLanguage } from '../../../shared/model'
import { readCentre, readDesk, staffName, todayOf, type Context } from '../context'
import { actingOn } from './acting'

export interface Signatory {
  fullName: string
  position: string
  /** For a blank that stands behind the word "Director": an acting one says so before the name. */
  nameOnForm: string
}

/** @param day ISO; without it, today */
export async function signatoryOf(
  context: Context,
  language: PaperLanguage,
  day?: string,
): Promise<Signatory> {
  const acting = await actingOn(context.db, day ?? todayOf(context, await readDesk(context)))
  if (acting) {
    const fullName = await staffName(context.db, acting.staff_id)
    return {
      fullName,
      position: translate(language, 'common.acting_director_post'),
      nameOnForm: translate(language, 'common.acting_director_name', { name: fullName }),
    }
  }
  const { director } = await readCentre(context)
  return { fullName: director, position: translate(language, 'common.director_post'), nameOnForm: director }
}
