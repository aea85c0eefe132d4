/** The catalogue through the contract, as the screen *Law* asks for it. */
import { describe, expect, it } from 'vitest'
import { contract } from '../../../shared/contract'
import { openSetUpDesk } from '../../helpers/desk'

describe('law operations', () => {
  it('list, get and compare answer by the contract, for every definition', async () => {
    const desk = await openSetUpDesk()
    const { services, faults } = await desk.do('law.list', {})
    expect(faults).toEqual([])
    expect(services).toHaveLength(35)
    expect(services.filter((row) => row.accepted).map((row) => row.key)).toEqual(['S-JS/214', 'S-REF/129'])
    expect((await desk.do('law.list', { state: 'in_force' })).services.map((row) => row.key).sort()).toEqual([
      'S-JS/214',
      'S-REF/129',
      'S-UN/214',
    ])
    expect((await desk.do('law.list', { text: '14', state: 'historic' })).services[0]!.key).toBe('STD-14/217')
    for (const { code, edition } of services) {
      const one = await desk.do('law.get', { code, edition })
      expect(contract['law.get'].output.parse(one)).toEqual(one)
    }
    const { a, b, differences } = await desk.do('law.compare', {
      a: 'S-REF/172',
      b: 'S-REF/129',
      language: 'ru',
    })
    expect([a.key, b.key]).toEqual(['S-REF/172', 'S-REF/129'])
    expect(differences.find((one) => one.field === 'provider')).toMatchObject({
      a: 'центр занятости населения',
      b: 'карьерный центр',
    })
  })

  it('says which forms this version prints', async () => {
    const desk = await openSetUpDesk()
    const { annexes } = await desk.do('law.get', { code: 'S-JS', edition: '214' })
    expect(annexes.map((annex) => [annex.formId, annex.templateHeld])).toEqual([
      ['214-annex1', true],
      ['214-annex3', true],
      ['214-annex4', true],
    ])
  })

  it('refuses what is not held', async () => {
    const desk = await openSetUpDesk()
    expect((await desk.refuse('law.get', { code: 'S-XX', edition: '214' })).code).toBe('service_unknown')
    expect((await desk.refuse('law.get', { code: 'S-JS', edition: '259' })).code).toBe('edition_not_held')
    expect((await desk.refuse('law.compare', { a: 'S-JS', b: 'S-JS/214' })).code).toBe('edition_not_held')
  })
})
