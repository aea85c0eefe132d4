/** How the queue of a centre is arranged: its settings, and what they are before anybody set them. */
import type { QueueGroup, QueueSettings } from '../../../shared/contract/queue'
import { CodedError, type FieldError } from '../../../shared/errors'
import { inEveryLanguage } from '../../../shared/locale'
import { QueueLimits } from '../../../shared/rules/engine/registration'
import { limitsOn, priorityReasons, ticketLimits } from '../../../shared/rules/queue'
import { readSetting, type Context, type Register } from '../context'

export const queueKey = 'queue'

const named = (key: 'queue.group_registration' | 'queue.group_measures' | 'queue.group_other') => {
  const { kk, ru } = inEveryLanguage(key)
  return { kk, ru }
}

/**
 * Lines as they follow from the services that the counter takes in: registration, referral to measures, and
 * everything else. A line for a service that no catalogue holds is not offered.
 */
export function defaultGroups(codes: readonly string[]): QueueGroup[] {
  const registration: readonly string[] = codes.filter((code) => code === 'S-JS' || code === 'S-UN')
  const measures: readonly string[] = codes.filter((code) => code === 'S-REF')
  const other = codes.filter((code) => !registration.includes(code) && !measures.includes(code))
  const group = (
    id: string,
    letter: string,
    key: Parameters<typeof named>[0],
    services: readonly string[],
  ) => ({
    ...{ id, letter, name: named(key), services: [...services], active: true },
  })
  return [
    ...(registration.length ? [group('registration', 'А', 'queue.group_registration', registration)] : []),
    ...(measures.length ? [group('measures', 'Б', 'queue.group_measures', measures)] : []),
    group('other', 'В', 'queue.group_other', other),
  ]
}

/** The queue before anybody arranged it, from the services in force on a day. */
export function defaultQueue(law: Register['law'], day: string): QueueSettings {
  const codes: string[] = [...new Set(law.services.map(({ code }) => code))].filter((code) =>
    law.serviceOn(code, day),
  )
  const { waiting, serving } = QueueLimits.parse({})
  return {
    groups: defaultGroups(codes),
    windows: ['1', '2', '3', '4'],
    limits: [{ from: '2020-01-01', waiting, serving }],
    warnMinutes: 5,
    noShowCalls: 2,
    priorities: [...priorityReasons],
    paper: 'receipt80',
    printAtOnce: true,
    display: { on: false, port: 4180, sound: false, text: { kk: '', ru: '' } },
  }
}

/** Settings of registers made before some field existed have its default. */
export async function readQueue({
  db,
  law,
  now,
}: Pick<Context, 'db' | 'law' | 'now'>): Promise<QueueSettings> {
  const day = now.toISOString().slice(0, 10)
  return { ...defaultQueue(law, day), ...(await readSetting<Partial<QueueSettings>>(db, queueKey, {})) }
}

/**
 * What a schema cannot see. Throws `queue_letter_taken` {letter}, `name_empty`, `input_invalid`; the field is
 * named.
 */
export function checkQueue(settings: QueueSettings): void {
  const fields: FieldError[] = []
  const seen = new Set<string>()
  settings.groups.forEach(({ letter, name }, i) => {
    const path = `settings.groups.${i}.`
    if (seen.has(letter))
      fields.push({ path: path + 'letter', code: 'queue_letter_taken', params: { letter } })
    seen.add(letter)
    for (const language of ['kk', 'ru'] as const)
      if (name[language].trim() === '') fields.push({ path: path + 'name.' + language, code: 'name_empty' })
  })
  const twice = (all: readonly string[]) => new Set(all).size !== all.length
  if (twice(settings.groups.map(({ id }) => id)) || !settings.groups.some(({ active }) => active))
    fields.push({ path: 'settings.groups', code: 'input_invalid' })
  if (twice(settings.windows)) fields.push({ path: 'settings.windows', code: 'input_invalid' })
  if (twice(settings.limits.map(({ from }) => from)))
    fields.push({ path: 'settings.limits', code: 'input_invalid' })
  if (fields.length > 0) throw new CodedError(fields[0]!.code, fields[0]!.params, fields)
}

/** Minutes that hold for a ticket of a group on a day: of the editions in force, else of the centre. */
export function limitsFor(
  { law }: Pick<Context, 'law'>,
  settings: QueueSettings,
  group: QueueGroup,
  day: string,
) {
  return ticketLimits(
    group.services.map((code) => ({ code, law: law.serviceOn(code, day) ?? undefined })),
    limitsOn(settings.limits, day),
  )
}
