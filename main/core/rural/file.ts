/**
 * The files that go between an assistant and the centre, JSON with the SHA-256 of their content: what she sends
 * (R42) and what the centre answers (R43). They come from elsewhere and are judged before anything is done.
 */
import { z } from 'zod'
import { RuralAnswer, RuralCheck, RuralFacts, RuralHead } from '../../../shared/contract/rural'
import { CodedError } from '../../../shared/errors'
import { IntakeDraft, IsoDay, type Centre } from '../../../shared/model'
import { isDay } from '../../../shared/rules/dates'
import { foldName } from '../../../shared/rules/names'
import { readCentre, type Context } from '../context'
import { sha256Of } from '../exchange/batch'
import type { ShelvedFile } from '../ports'

export const formats = { transfer: 'qabyldau-rural-transfer', answer: 'qabyldau-rural-answer' } as const
export type RuralFormat = keyof typeof formats
const formatVersion = 1

/** Bytes of a file; two hundred cases with the longest texts have less. */
const largest = 8 * 1024 * 1024

const ExistingDay = IsoDay.refine(isDay)
const CentreMark = z.strictObject({ bin: z.string().max(20), nameKk: z.string(), nameRu: z.string() })

/** One case as it leaves the assistant. */
export const TransferCase = z.strictObject({
  id: z.uuid(),
  begunOn: ExistingDay,
  draft: IntakeDraft,
  facts: RuralFacts,
  check: RuralCheck.extend({ on: ExistingDay }),
})
export type TransferCase = z.infer<typeof TransferCase>

const contents = {
  // Its cases are judged one by one: a bad one does not keep the others from being read.
  transfer: z.strictObject({
    centre: CentreMark,
    transfer: RuralHead.extend({ sentOn: ExistingDay }),
    cases: z.array(z.unknown()).min(1).max(200),
  }),
  answer: z.strictObject({
    centre: CentreMark,
    transfer: RuralHead.pick({ uid: true, number: true }),
    cases: z.array(z.strictObject({ id: z.uuid(), answer: RuralAnswer })).max(200),
  }),
}
export type FileContent<F extends RuralFormat> = z.infer<(typeof contents)[F]>

export const centreMark = ({ bin, nameKk, nameRu }: Centre): z.infer<typeof CentreMark> => ({
  bin,
  nameKk,
  nameRu,
})

/** The content as text, which its hash is of, and the file around it: the same content gives the same bytes. */
export function writeFile<F extends RuralFormat>(format: F, content: FileContent<F>) {
  const text = JSON.stringify(content)
  return { text, sha256: sha256Of(text), bytes: fileBytes(format, text) }
}

export const fileBytes = (format: RuralFormat, text: string): Uint8Array =>
  new TextEncoder().encode(
    `{"format":"${formats[format]}","formatVersion":${formatVersion},"sha256":"${sha256Of(text)}","content":${text}}\n`,
  )

const unreadable = (reason: 'not_json' | 'half' | 'format' | 'other_way' | 'shape', cause?: unknown) =>
  new CodedError('rural_file_unreadable', { reason }, undefined, { cause })

function jsonOf(bytes: Uint8Array): Record<string, unknown> {
  if (bytes.length > largest) throw new CodedError('file_too_large', { max: largest / 1024 / 1024 })
  const text = new TextDecoder().decode(bytes)
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (cause) {
    throw unreadable(/^\s*\{\s*"format"\s*:\s*"qabyldau-rural-/u.test(text) ? 'half' : 'not_json', cause)
  }
  if (data === null || typeof data !== 'object') throw unreadable('format')
  return data as Record<string, unknown>
}

/**
 * The content of a file of this format, whole and meant for this centre.
 *
 * @throws CodedError `file_too_large`, `rural_file_unreadable`, `rural_file_newer`, `rural_file_changed`,
 *   `rural_file_centre`
 */
export async function readFile<F extends RuralFormat>(context: Context, format: F, file: ShelvedFile) {
  const data = jsonOf(file.bytes)
  if (data['format'] !== formats[format])
    throw unreadable(
      Object.values(formats).some((other) => other === data['format']) ? 'other_way' : 'format',
    )
  const version = data['formatVersion']
  // Of a later version nothing else is known.
  if (typeof version === 'number' && version > formatVersion)
    throw new CodedError('rural_file_newer', { version, known: formatVersion })
  const sha256 = sha256Of(JSON.stringify(data['content'] ?? null))
  if (sha256 !== data['sha256']) throw new CodedError('rural_file_changed')
  const content = contents[format].safeParse(data['content'])
  if (!content.success) throw unreadable('shape', content.error)
  const own = await readCentre(context)
  const { centre } = content.data
  const same =
    own.bin !== '' && centre.bin !== ''
      ? own.bin === centre.bin
      : foldName(own.nameKk) === foldName(centre.nameKk)
  if (!same) {
    const names = [centre.nameKk, centre.nameRu].filter(Boolean)
    throw new CodedError('rural_file_centre', { name: names.join(' / ') })
  }
  return { content: content.data as FileContent<F>, sha256 }
}

/** A file of the shelf. Throws `file_unknown`. */
export function fileOf(context: Context, token: string): ShelvedFile {
  const file = context.files.get(token, context.client)
  if (!file) throw new CodedError('file_unknown')
  return file
}
