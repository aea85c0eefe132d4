/** The centre's own definitions over the shipped ones: nothing that was held is lost by a fault. */
import { expect, it } from 'vitest'
import { composeLaw, type LastGood } from '../../../main/core/law/load'
import { keyOf, lawIn, shippedLaw } from '../../../shared/law/catalogue'
import type { LawFault } from '../../../shared/law/schema'

type Kept = LastGood['definitions']

/** An invented service in an edition of its own. */
const own = (edition: string, from: string, until: string | null, prefix = 'Я') => {
  const service = structuredClone(lawIn('S-REF', '129'))
  const state = until === null ? 'in_force' : 'historic'
  return {
    ...service,
    ...{ code: 'S-NEW', edition, state, numberPrefix: prefix },
    inForce: { ...service.inForce, from, until },
  }
}
const compose = (
  files: Record<string, unknown>,
  before: Kept = {},
  faults: LawFault[] = [],
  used: string[] = [],
) =>
  composeLaw({ definitions: new Map(Object.entries(files)), faults }, before, {}, async (key) =>
    used.includes(key),
  )
const keptOf = (file: string, content: { code: string; edition: string }): Kept => ({
  [keyOf(content)]: { file, content },
})
const unreadable = (file: string): LawFault => ({
  ...{ file, path: '', code: 'unreadable', reason: 'EACCES' },
  used: 'nothing',
})

it('without own files the law is the shipped one', async () => {
  expect((await compose({})).catalogue).toBe(shippedLaw)
})

it('R1: a file that is gone goes on for the applications accepted under it, and only for them', async () => {
  const before = { ...keptOf('900/a.json', own('900', '2026-01-01', null)) }
  const gone = await compose({}, before)
  expect(gone.kept).toEqual({})
  expect(() => gone.catalogue.lawIn('S-NEW', '900')).toThrow(/service_unknown/u)
  const { catalogue, kept } = await compose({}, before, [], ['S-NEW/900'])
  expect(kept).toEqual(before)
  expect(catalogue.lawIn('S-NEW', '900').edition).toBe('900')
  expect(catalogue.faults).toMatchObject([{ file: '900/a.json', code: 'gone', used: 'last_good' }])
})

it('R1: an edition left out because of another one is still found by its applications', async () => {
  const { catalogue } = await compose({
    '900/a.json': own('900', '2026-01-01', null),
    '901/a.json': own('901', '2026-06-01', null),
  })
  expect(catalogue.faults).toMatchObject([{ file: '901/a.json', code: 'overlap' }])
  expect(catalogue.serviceOn('S-NEW', '2026-07-01')!.edition).toBe('900')
  expect(catalogue.lawIn('S-NEW', '901').edition).toBe('901')
})

it('a folder that cannot be read takes nothing away', async () => {
  const before = { ...keptOf('900/a.json', own('900', '2026-01-01', null)) }
  for (const folder of ['law', '900']) {
    const { catalogue, kept } = await compose({}, before, [unreadable(folder)])
    expect(kept).toEqual(before)
    expect(catalogue.serviceOn('S-NEW', '2026-07-01')!.edition).toBe('900')
    expect(catalogue.faults.map(({ file, used }) => [file, used])).toContainEqual(['900/a.json', 'last_good'])
  }
})

it('of two files for one edition the later one is left out, and the first one holds', async () => {
  const mended = structuredClone(lawIn('S-REF', '129'))
  mended.provider.name.ru = 'наш центр'
  const { catalogue } = await compose({ '129/a.json': mended, '129/b.json': lawIn('S-REF', '129') })
  expect(catalogue.faults).toMatchObject([{ file: '129/b.json', code: 'twice', used: 'nothing' }])
  expect(catalogue.lawIn('S-REF', '129').provider.name.ru).toBe('наш центр')
})

it('a stand-in that leaves no room makes the newer file wait', async () => {
  const [old, ended] = [own('900', '2026-01-01', null), own('900', '2026-01-01', '2026-05-31')]
  const before = keptOf('900/a.json', old)
  const broken = { ...ended, surcharge: 1 }
  const { catalogue, kept } = await compose(
    { '900/a.json': broken, '901/a.json': own('901', '2026-06-01', null) },
    before,
  )
  expect(catalogue.faults.map(({ file, code, used }) => [file, code, used])).toEqual([
    ['900/a.json', 'unknown_field', 'last_good'],
    ['901/a.json', 'overlap', 'nothing'],
  ])
  expect(catalogue.serviceOn('S-NEW', '2026-07-01')!.edition).toBe('900')
  expect(kept).toEqual(before)
})
