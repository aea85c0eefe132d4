import { CodedError, type FieldError } from '../../../shared/errors'
import { regions } from '../../../shared/law/catalogue'
import { OfficeProgram, type Centre, type DeskSettings } from '../../../shared/model'
import { checkBin } from '../../../shared/rules/iin'
import { cleanName } from '../../../shared/rules/names'
import { mapDigits } from '../../../shared/rules/keyboard'
import { registerPlace, serverOf } from '../../db/place'
import { audit, readCentre, readDesk, writeSetting, type Context } from '../context'
import type { HandlersOf } from '../handlers'
import { recomputeDeadlines } from '../today/handlers'

/** What the papers of a centre cannot be printed without. */
const needed = ['nameKk', 'nameRu', 'areaKk', 'areaRu', 'director'] as const

/** The centre's data trimmed and checked; throws `name_empty` or a `bin_*` code with every field named. */
export function checkedCentre(centre: Centre): Centre {
  const clean = Object.fromEntries(
    Object.entries(centre).map(([field, value]) => [field, cleanName(value)]),
  ) as Centre
  clean.bin = mapDigits(centre.bin)
  const errors: FieldError[] = needed
    .filter((field) => clean[field] === '')
    .map((field) => ({ path: 'centre.' + field, code: 'name_empty' }))
  if (centre.bin.trim() !== '') {
    const bin = checkBin(clean.bin)
    if (bin.error)
      errors.push({ path: 'centre.bin', code: bin.error, params: { expected: bin.expectedDigit } })
  }
  if (errors.length > 0) throw new CodedError(errors[0]!.code, errors[0]!.params, errors)
  return clean
}

export async function saveCentre(context: Context, centre: Centre): Promise<Centre> {
  const clean = checkedCentre(centre)
  await writeSetting(context.db, 'centre', clean)
  await audit(context, 'settings', 'centre', { after: clean })
  context.changes.add('settings')
  return clean
}

/** Hours must run forward and the time zone must exist. */
function checkDesk(desk: DeskSettings): void {
  const fields: FieldError[] = []
  if (!(desk.opens < desk.closes)) fields.push({ path: 'desk.closes', code: 'input_invalid' })
  if (!(desk.breakFrom <= desk.breakTo)) fields.push({ path: 'desk.breakTo', code: 'input_invalid' })
  try {
    new Intl.DateTimeFormat('en', { timeZone: desk.timeZone })
  } catch {
    fields.push({ path: 'desk.timeZone', code: 'input_invalid' })
  }
  if (fields.length > 0) throw new CodedError('input_invalid', undefined, fields)
}

export const settingsHandlers: HandlersOf<'settings'> = {
  async 'settings.get'(context) {
    return {
      centre: await readCentre(context),
      desk: await readDesk(context),
      dataFolder: context.ports.dataFolder,
      register: serverOf(registerPlace(context.ports.dataFolder, context.ports.register)),
      office: OfficeProgram.options.filter((program) => context.ports.officePdf?.[program]),
      regions: regions.map(({ code, kk, ru }) => ({ code, kk, ru })),
    }
  },

  'settings.saveCentre': (context, { centre }) => saveCentre(context, centre),

  async 'settings.saveDesk'(context, { desk }) {
    checkDesk(desk)
    const before = await readDesk(context)
    await writeSetting(context.db, 'desk', desk)
    await audit(context, 'settings', 'desk', { before, after: desk })
    if (before.week !== desk.week || before.countFromSameDay !== desk.countFromSameDay) {
      await recomputeDeadlines(context)
    }
    context.changes.add('settings')
    return desk
  },
}
