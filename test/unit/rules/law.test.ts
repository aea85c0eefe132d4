import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lawIn, regions, serviceOn } from '../../../shared/law/catalogue'
import { askedItems, termFor } from '../../../shared/law/intake'
import { LawService } from '../../../shared/law/schema'
import { emptyIntakeDraft } from '../../../shared/model'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const service = serviceOn('S-JS', '2026-03-20')!

describe('law as data', () => {
  it('R1 the edition in force on the day of acceptance; none is held before Order No 214', () => {
    expect(serviceOn('S-JS', '2023-07-01')?.edition).toBe('214')
    expect(serviceOn('S-JS', '2023-06-30')).toBeUndefined()
    expect(serviceOn('S-XX', '2026-03-20')).toBeUndefined()
    expect(lawIn('S-JS', '214')).toBe(service)
    expect(() => lawIn('S-JS', '259')).toThrow(/edition_not_held/u)
    expect(() => lawIn('S-XX', '214')).toThrow(/service_unknown/u)
  })

  it('R2 R3 one working day, free of charge, forms of the edition', () => {
    expect(service).toMatchObject({
      fee: false,
      numberPrefix: 'Т',
      forms: { application: '214-annex1', granted: '214-annex4', refused: '214-annex3' },
    })
    expect(termFor(service, emptyIntakeDraft)).toMatchObject({ amount: 1, unit: 'wd' })
  })

  it('R14 R15 R16 the checklist', () => {
    const list = askedItems(service, emptyIntakeDraft, 15).map(({ item, need }) => [
      item.id,
      need,
      item.when?.kind === 'younger_than' ? item.when.years : null,
      item.digital,
    ])
    expect(askedItems(service, emptyIntakeDraft, 16).map(({ item }) => item.id)).toEqual(
      list.slice(0, 4).map(([id]) => id),
    )
    expect(list).toEqual([
      ['application', 'required', null, false],
      ['identity_document', 'required', null, true],
      ['labour_activity', 'if_available', null, true],
      ['education', 'if_available', null, true],
      ['legal_representative', 'required', 16, false],
    ])
  })

  it('R17 both yes/no answers of the form and the consent that its signature gives', () => {
    expect(service.consents.map(({ id, answer }) => [id, answer])).toEqual([
      ['publish_resume', 'yes_no'],
      ['outsourcing_transfer', 'yes_no'],
      ['personal_data', 'must_agree'],
    ])
  })

  it('R26 the two grounds of refusal', () => {
    expect(service.refusalGrounds.map((ground) => ground.id)).toEqual(['inaccurate', 'requirements_not_met'])
  })

  it('data that contradicts itself is refused on load', () => {
    const data = JSON.parse(read('../../../shared/law/214/s-js.json')) as LawService
    const broken: Partial<LawService>[] = [
      { fee: true as never },
      { consents: [...data.consents, data.consents[0]!] },
      { inForce: { ...data.inForce, until: '2020-01-01' } },
      { name: { ...data.name, kk: '' } },
      { surcharge: 1 } as never,
    ]
    expect(LawService.safeParse(data).success).toBe(true)
    for (const change of broken) expect(LawService.safeParse({ ...data, ...change }).success).toBe(false)
  })

  it('twenty regions, each with its KATO', () => {
    expect(regions).toHaveLength(20)
    for (const { code, kato } of regions) expect(kato).toBe(code + '0000000')
    expect(new Set(regions.map((region) => region.code)).size).toBe(20)
  })
})
