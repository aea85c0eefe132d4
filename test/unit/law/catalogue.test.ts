/** The catalogue as a whole: editions, what is refused on load, finding and comparing. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { forms } from '../../../main/core/documents/forms'
import {
  catalogue,
  findServices,
  keyOf,
  lawFaults,
  lawIn,
  lawOn,
  readCatalogue,
  serviceOn,
  services,
} from '../../../shared/law/catalogue'
import { compareServices } from '../../../shared/law/compare'
import type { LawService } from '../../../shared/law/schema'
import { deadlineRules } from '../../../shared/rules/deadlines'

const root = path.resolve(import.meta.dirname, '../../..')
const editionOn = (code: string, day: string) => lawOn(code, day)?.edition ?? null
const copy = (code: string, edition: string) => structuredClone(lawIn(code, edition))

describe('editions', () => {
  it('holds every definition of the folder, and all of them are sound', () => {
    const folder = path.join(root, 'shared/law')
    const held = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /^[\w-]+[\\/].*\.json$/u.test(file))
      .map((file) => file.replaceAll('\\', '/'))
    expect(lawFaults).toEqual([])
    expect(held).toHaveLength(35)
    expect(catalogue.map((one) => `${one.edition}/${one.code.toLowerCase()}.json`).sort()).toEqual(
      held.sort(),
    )
  })

  it('R1 the edition comes from the day of acceptance, and a gap has none', () => {
    const days: [string, string, string | null][] = [
      ['S-JS', '2023-07-01', '214'],
      ['S-JS', '2023-06-30', null],
      ['S-UN', '2026-03-20', '214'],
      ['S-REF', '2024-05-17', '129'],
      ['S-REF', '2024-05-16', '172'],
      ['S-REF', '2022-06-05', '172'],
      ['S-REF', '2022-06-04', null],
      ['STD-12', '2014-03-22', '217'],
      ['STD-12', '2014-03-21', null],
      ['STD-25', '2015-08-17', '217'],
      ['STD-25', '2015-08-18', null],
      ['S-XX', '2026-03-20', null],
    ]
    for (const [code, day, edition] of days)
      expect([code, day, editionOn(code, day)]).toEqual([code, day, edition])
  })

  it('R1 days that are only known as "not earlier than" are marked so', () => {
    const marks = ['S-JS/214', 'S-REF/129', 'S-REF/172', 'STD-12/217'].map((key) => {
      const { notEarlierThan, untilNotEarlierThan, verified } = catalogue.find(
        (one) => keyOf(one) === key,
      )!.inForce
      return [key, notEarlierThan, untilNotEarlierThan, verified]
    })
    expect(marks).toEqual([
      ['S-JS/214', false, false, true],
      ['S-REF/129', true, false, false],
      ['S-REF/172', true, true, false],
      ['STD-12/217', true, true, false],
    ])
  })

  it('R2 three services in force: provider, result and term of each', () => {
    const rows = catalogue
      .filter((one) => one.state === 'in_force')
      .map(({ code, provider, terms }) => [code, provider.code, terms[0]!.amount, terms[0]!.unit])
    expect(rows).toEqual([
      ['S-JS', 'career_centre', 1, 'wd'],
      ['S-UN', 'labour_mobility_centre', 2, 'wd'],
      ['S-REF', 'career_centre', 1, 'wd'],
    ])
  })

  it('R3 every service of every edition is free of charge', () => {
    for (const { fee, feeText } of catalogue) {
      expect(fee).toBe(false)
      expect(feeText.kk).toMatch(/тегін/iu)
    }
  })

  it('the counter takes in what is applied for at a desk, with forms that this version prints', () => {
    const in_force = services.filter(({ state }) => state === 'in_force').map(keyOf)
    expect(in_force).toEqual(['S-JS/214', 'S-REF/129'])
    expect(services).toHaveLength(33)
    // R55: nobody applies to be registered as unemployed.
    expect(serviceOn('S-UN', '2026-03-20')).toBeUndefined()
    for (const service of services)
      for (const formId of Object.values(service.forms ?? {}))
        if (formId !== null) expect(forms.has(formId), formId).toBe(true)
  })

  it('a term that names a deadline is that deadline', () => {
    const named = catalogue.flatMap((one) =>
      [...one.terms, ...one.complaint.limits].filter((term) => term.deadline !== undefined),
    )
    expect(named.length).toBeGreaterThan(15)
    for (const { deadline, amount, unit } of named)
      expect(deadlineRules.get(deadline!)).toMatchObject({ amount, unit })
  })
})

describe('bad data is left out and told with file, place and reason', () => {
  const load = (change: (service: LawService) => void, code = 'S-REF', edition = '129') => {
    const service = copy(code, edition)
    change(service)
    return readCatalogue({ 'good.json': copy('S-UN', '214'), 'bad.json': service })
  }
  const refused = (change: (service: LawService) => void, code?: string, edition?: string) => {
    const { catalogue: left, faults } = load(change, code, edition)
    expect(left.map(keyOf)).toEqual(['S-UN/214'])
    expect(faults.length).toBeGreaterThan(0)
    for (const fault of faults) expect(fault.file).toBe('bad.json')
    return faults.map(({ path: place, reason }) => `${place}: ${reason}`)
  }

  it('sound data passes', () => {
    expect(load(() => {}).faults).toEqual([])
  })

  it('an unknown field', () => {
    expect(refused((one) => Object.assign(one.documents![1]!.items[0]!, { surcharge: 1 }))[0]).toMatch(
      /^documents\.1\.items\.0: .*surcharge/u,
    )
  })

  it('a document list without an item', () => {
    expect(refused((one) => void (one.documents![1]!.items = []))).toEqual([
      'documents.1.items: list vocational_training has no item',
    ])
  })

  it('an unknown form, case, place or measure', () => {
    expect(refused((one) => void (one.measures[0]!.forms = ['129-annex6']))).toEqual([
      'measures.0.forms: unknown form 129-annex6',
    ])
    expect(refused((one) => void (one.documents![1]!.cases = ['microcredit']))).toEqual([
      'documents.1.cases: unknown case microcredit',
    ])
    expect(refused((one) => void (one.documents![1]!.places = ['state_corporation']))).toEqual([
      'documents.1.places: no such place state_corporation',
    ])
    expect(refused((one) => void (one.refusalGrounds[4]!.measures = ['microcredit']))).toEqual([
      'refusalGrounds.4.measures: unknown measure microcredit',
    ])
  })

  it('a term or a limit of complaint that disagrees with the table of deadlines', () => {
    expect(refused((one) => void (one.terms[0]!.amount = 3))).toEqual([
      'terms.0: 3 wd, but deadline ref_decision is 1 wd',
    ])
    expect(refused((one) => void (one.complaint.limits[2]!.amount = 10))).toEqual([
      'complaint.limits.2: 10 wd, but deadline complaint_quality_body is 15 wd',
    ])
    expect(refused((one) => void (one.terms[0]!.deadline = 'never'))).toEqual([
      'terms.0: unknown deadline never',
    ])
  })

  it('a conditional paper without its condition, a text in no language, a day in the wrong order', () => {
    const minor = (one: LawService) =>
      one.documents!.find((list) => list.id === 'public_works_minor')!.items[0]!
    expect(refused((one) => delete minor(one).when)[0]).toMatch(/conditional without its condition/u)
    expect(refused((one) => void (minor(one).title = { official: [] }))[0]).toMatch(/a text in no language/u)
    expect(refused((one) => void (one.inForce.until = '2020-01-01'))[0]).toBe(
      'inForce: ends before it begins',
    )
    expect(refused((one) => void (one.inForce.from = null))).toEqual([
      'inForce.from: the first day is missing',
    ])
  })

  it('two editions of one service in force together, also through open ends; the same edition twice', () => {
    const data = (change: (old: LawService) => void) => {
      const old = copy('S-REF', '172')
      change(old)
      return readCatalogue({ 'new.json': copy('S-REF', '129'), 'old.json': old })
    }
    expect(data(() => {}).faults).toEqual([])
    expect(data((old) => void (old.inForce.until = '2024-05-17')).faults).toEqual([
      {
        ...{ file: 'old.json', path: 'inForce', code: 'overlap', used: 'nothing' },
        reason: 'in force together with S-REF/129',
      },
    ])
    expect(data((old) => Object.assign(old, copy('S-REF', '129'))).faults).toMatchObject([
      { file: 'old.json', path: 'edition', code: 'twice', reason: 'S-REF/129 twice' },
    ])
    expect(data((old) => void (old.state = 'reference')).faults).toEqual([])
  })

  it('a counter service without a term for one of its desks, or applied for at none', () => {
    expect(refused((one) => void (one.terms = one.terms.slice(1)), 'S-JS', '214')).toEqual([
      'terms: no term for provider',
    ])
    expect(
      refused(
        (one) => void (one.places = one.places.map((place) => ({ ...place, intake: false }))),
        'S-JS',
        '214',
      ),
    ).toEqual(['places: numbered, but applied for at no desk'])
  })
})

describe('finding', () => {
  const found = (text: string) => findServices(text, 'ru').map(keyOf)

  it('by number, code and edition; nothing typed gives all, those in force first', () => {
    expect(found('12')).toEqual(['STD-12/217'])
    // The act of the referrals is of 25 March: found too, after the number.
    expect(found('№ 25')).toEqual(['STD-25/217', 'S-REF/129', 'S-REF/172'])
    expect(found('std-07')).toEqual(['STD-07/217'])
    expect(found('s-ref')).toEqual(['S-REF/129', 'S-REF/172'])
    expect(found('')).toHaveLength(35)
    expect(
      found('')
        .slice(0, 3)
        .every((key) => /^S-.*\/(?:214|129)$/u.test(key)),
    ).toBe(true)
  })

  it('by words of a name in any language, without Kazakh keys, and of a measure', () => {
    for (const text of ['жұмыс іздеп', 'ЖУМЫС ИЗДЕП', 'ищущих работу', 'job seekers'])
      expect(found(text)).toContain('S-JS/214')
    expect(found('молодежная практика')).toEqual(['S-REF/129', 'S-REF/172'])
    expect(found('микрокредит')).toEqual(['S-REF/172'])
    expect(found('оралман')).toContain('STD-30/217')
    expect(found('нет такой услуги')).toEqual([])
  })
})

describe('two editions side by side', () => {
  const differences = compareServices(lawIn('S-REF', '172'), lawIn('S-REF', '129'), 'kk')
  const rows = (field: string, change: string) =>
    differences.filter((one) => one.field === field && one.change === change).map((one) => one.item)

  it('R148 R149 provider and channel changed, the representative is gone', () => {
    expect(differences.find((one) => one.field === 'provider')).toMatchObject({
      a: 'Халықты жұмыспен қамту орталығы',
      b: 'мансап орталығы',
      change: 'changed',
    })
    expect(rows('places', 'removed')).toEqual(['state_corporation'])
    expect(rows('representative', 'removed')).toEqual(['allowed', '1'])
  })

  it('R126 R153 four grounds more, R151 no consent of the school, R9 R10 no minutes', () => {
    expect(rows('refusal_grounds', 'added')).toEqual([
      'negative_approval',
      'no_data_consent',
      'social_code_109_4',
      'social_code_111_7',
    ])
    expect(rows('documents', 'removed')).toContain('public_works school_consent')
    expect(rows('documents', 'added')).toContain('generations_contract professional_education')
    expect(rows('waiting', 'removed')).toEqual(['provider', 'state_corporation'])
    expect(rows('measures', 'removed')).toEqual(['bastau_business', 'microcredit'])
  })

  it('says in which language each text is, and no code where something is not', () => {
    const inEnglish = compareServices(lawIn('S-REF', '172'), lawIn('S-REF', '129'), 'en')
    expect(inEnglish.find((one) => one.field === 'act')!.languages).toEqual({ a: 'en', b: 'en' })
    const languages = inEnglish.flatMap((one) => [one.languages.a, one.languages.b])
    expect(languages).toContain('ru')
    for (const { kind, a, languages: own } of inEnglish)
      if (kind !== 'text' || a === null) expect(own.a).toBeNull()
      else expect(own.a).not.toBeNull()
    for (const one of catalogue) {
      const mode = compareServices(lawIn('S-REF', '172'), one, 'kk').find(({ field }) => field === 'mode')
      expect(`${mode?.a} ${mode?.b}`).not.toMatch(/\b(?:true|false)\b/u)
    }
  })

  it('is a mirror when turned round, and empty beside itself', () => {
    const turned = compareServices(lawIn('S-REF', '129'), lawIn('S-REF', '172'), 'kk')
    const name = (one: { field: string; item: string | null }) => `${one.field} ${one.item}`
    expect(turned.map(name).sort()).toEqual(differences.map(name).sort())
    for (const service of catalogue) expect(compareServices(service, service, 'ru')).toEqual([])
  })
})

it('the screens do not carry the catalogue', () => {
  const sources = ['renderer', 'shared/contract', 'shared/rules', 'shared/locale'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/u.test(file))
      .map((file) => path.join(root, folder, file)),
  )
  expect(sources.length).toBeGreaterThan(30)
  for (const file of sources) expect(readFileSync(file, 'utf8')).not.toMatch(/from '[^']*law\/catalogue'/u)
})
