/** R165-R173: what leaves for the central systems and what is taken over from them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stageCodes } from '../../main/core/exchange/records'
import { buildCalendar, deadlineRules, shippedCalendars } from '../../shared/rules'
import {
  aisFields,
  exportDue,
  exportKinds,
  exportMissing,
  r169Ground,
  r171Order,
  r171Waiting,
  r172LocalChange,
  r172TakeOver,
  r173Consent,
  type ExportKindName,
  type ExportRecord,
} from '../../shared/rules/engine/exchange'
import { explain, type Finding } from '../../shared/rules/engine/finding'
import { codesIn, expectExplained } from './explained'

const calendar = buildCalendar(shippedCalendars, 5)
const counting = { calendar }
const said: Finding[] = []
const codes = (findings: readonly (Finding | null)[]) =>
  findings.flatMap((finding) => {
    if (!finding) return []
    said.push(finding)
    return [`${finding.rule} ${finding.level} ${finding.code}`]
  })
const missing = (kind: ExportKindName, record: ExportRecord) => {
  const findings = exportMissing(kind, record)
  codes(findings)
  return findings.map(({ field }) => field)
}
const due = (kind: ExportKindName, start: string) => {
  const finding = exportDue(kind, start, counting)
  codes([finding])
  return finding.inputs['due']
}
const filled = (kind: ExportKindName): ExportRecord =>
  Object.fromEntries(exportKinds[kind].fields.map((field) => [field, 'x']))

describe('records that leave', () => {
  it('R165 the person: every field of the list, with consents; within one working day of receipt', () => {
    expect(missing('person', filled('person'))).toEqual([])
    expect(missing('person', {})).toEqual([...exportKinds.person.fields])
    // "No" is an answer, an empty list or a blank is none.
    expect(missing('person', { ...filled('person'), consents: [false, false, true] })).toEqual([])
    expect(missing('person', { ...filled('person'), contacts: [], address: ' ', sex: null })).toEqual([
      'sex',
      'address',
      'contacts',
    ])
    expect(due('person', '2026-03-20')).toBe('2026-03-26')
  })

  it('R166 registered on a day, or refused on a day and a ground; the village with assistant and day', () => {
    const registered = { ...filled('case'), registrationDate: '2026-03-26' }
    expect(missing('case', registered)).toEqual([])
    expect(missing('case', filled('case'))).toEqual(['registrationDate'])
    const refused = { ...filled('case'), refusalDate: '2026-03-26' }
    expect(missing('case', refused)).toEqual(['refusalGrounds'])
    expect(missing('case', { ...refused, refusalGrounds: ['inaccurate'] })).toEqual([])
    expect(missing('case', { ...registered, channel: 'rural_assistant' })).toEqual([
      'assistant',
      'transferDate',
    ])
    expect(
      missing('case', {
        ...registered,
        channel: 'rural_assistant',
        assistant: 'Ермеков А.',
        transferDate: '2026-03-25',
      }),
    ).toEqual([])
    expect(due('case', '2025-12-31')).toBe('2026-01-05')
  })

  it('R167 the four sections of the personal employment card, with the data of the person', () => {
    expect(missing('card', {})).toEqual(['personalData', 'employmentHistory', 'measures', 'goals'])
    expect(missing('card', { ...filled('card'), measures: [] })).toEqual(['measures'])
    expect(due('card', '2026-03-20')).toBe(due('person', '2026-03-20'))
  })

  it('R168 the plan with signature, two working days after registration as unemployed', () => {
    expect(missing('plan', { ...filled('plan'), signedOn: null, interactions: [] })).toEqual([
      'interactions',
      'signedOn',
    ])
    expect(due('plan', '2026-03-19')).toBe('2026-03-26')
  })

  it('R169 a raised ground leaves at once, grounds 3 and 4 with the explanation', () => {
    const raised = (ground: string, explanation = '') => ({
      ...filled('deregistration'),
      ground,
      explanation,
    })
    for (let n = 1; n <= 7; n++) expect(r169Ground(`51-${n}`)).toEqual([])
    for (const ground of ['51-0', '51-8', '', '51'])
      expect(codes(r169Ground(ground))).toEqual(['R169 block export_ground_unknown'])
    expect(missing('deregistration', raised('51-1'))).toEqual([])
    for (const ground of ['51-3', '51-4']) {
      expect(missing('deregistration', raised(ground))).toEqual(['explanation'])
      expect(missing('deregistration', raised(ground, 'ауырып қалған'))).toEqual([])
    }
    expect(due('deregistration', '2026-03-20')).toBe('2026-03-20')
    expect(due('deregistration', '2026-03-21')).toBe('2026-03-26')
  })

  it('R170 the agreed candidate: résumé, vacancy and day of consent, one working day later', () => {
    expect(missing('candidate', {})).toEqual(['resume', 'vacancyId', 'consentDate'])
    expect(due('candidate', '2026-05-08')).toBe('2026-05-12')
  })

  it('R144 R171 a stage knows its due day; a decision its result; a result its paper', () => {
    const stage = (stage: string, over: ExportRecord = {}) =>
      missing('stage', { ...filled('stage'), stage, ...over })
    expect(stage('received', { dueDate: '2026-03-26' })).toEqual([])
    expect(stage('received')).toEqual(['dueDate'])
    expect(stage('registered', { dueDate: '2026-03-26' })).toEqual([])
    expect(stage('intake_refused')).toEqual([])
    expect(stage('decided_refusal', { dueDate: '2026-03-26' })).toEqual(['result'])
    expect(stage('result_issued', { dueDate: '2026-03-26', result: 'positive' })).toEqual([
      'resultDocument',
      'resultDate',
    ])
  })

  it('R144 R171 the stages follow each other, and are those of the batch', () => {
    const order = (...stages: string[]) => codes([r171Order(stages)])
    expect(order('received', 'in_work', 'decided_positive', 'result_issued')).toEqual([])
    expect(order('received', 'registered', 'in_work', 'decided_refusal', 'result_issued')).toEqual([])
    expect(order('intake_refused')).toEqual([])
    // S-UN is proactive: its first stage is the work.
    expect(order('in_work', 'decided_refusal', 'result_issued')).toEqual([])
    for (const wrong of [
      ['decided_positive'],
      ['intake_refused', 'received'],
      ['received', 'decided_positive', 'decided_refusal'],
      ['received', 'result_issued'],
      ['received', 'registered', 'result_issued'],
      ['received', 'lost'],
    ])
      expect(order(...wrong)).toEqual(['R171 block export_stage_order'])
    for (const stage of stageCodes) {
      const before = ['received', 'intake_refused', 'in_work'].includes(stage)
        ? []
        : stage === 'result_issued'
          ? ['received', 'decided_positive']
          : ['received']
      expect(r171Order([...before, stage])).toBeNull()
    }
  })

  it('R171 waits a day at most unless the centre has set more', () => {
    const waits = (today: string, everyDays?: number) =>
      codes([r171Waiting({ since: '2026-03-20', count: 4 }, today, counting, everyDays)])
    expect(waits('2026-03-20')).toEqual([])
    expect(waits('2026-03-25')).toEqual([])
    expect(waits('2026-03-26')).toEqual(['R171 warn export_waiting'])
    expect(waits('2026-03-26', 2)).toEqual([])
    expect(waits('2026-03-27', 2)).toEqual(['R171 warn export_waiting'])
    expect(r171Waiting({ since: null, count: 0 }, '2026-03-26', counting)).toBeNull()
  })

  it('R165 R166 R167 R168 R170 each record is due with a deadline of the law, on a working day', () => {
    for (const [kind, { due: code }] of Object.entries(exportKinds)) {
      if (code !== 'at_once') expect(deadlineRules.has(code)).toBe(true)
      for (const start of ['2026-03-20', '2026-03-21', '2026-05-08', '2025-12-31'])
        expect(calendar.isWorkingDay(String(due(kind as ExportKindName, start)))).toBe(true)
    }
  })
})

describe('values of AIS', () => {
  const local = { seekerCategory: 'B', unemployedSince: null, address: 'Көкөзек', note: 'x' }

  it('R172 win over the local ones, and nothing else is taken', () => {
    const { record, findings } = r172TakeOver(local, {
      seekerCategory: 'A',
      unemployedSince: '2026-03-26',
      address: 'басқа',
      unknown: 1,
    })
    expect(record).toEqual({ ...local, seekerCategory: 'A', unemployedSince: '2026-03-26' })
    expect(codes(findings)).toEqual(['R172 warn ais_value_taken'])
    expect(r172TakeOver(local, { seekerCategory: 'B' }).findings).toEqual([])
    // A value withdrawn in AIS is withdrawn here too.
    expect(r172TakeOver(local, { seekerCategory: null }).record.seekerCategory).toBeNull()
    expect(r172TakeOver(local, {}).record).toEqual(local)
  })

  it('R172 taking over twice changes nothing more, and never touches a field of the desk', () => {
    const value = fc.oneof(fc.constant(null), fc.string(), fc.array(fc.string()))
    const any = fc.dictionary(fc.constantFrom(...aisFields, 'address', 'note'), value)
    fc.assert(
      fc.property(any, any, (before, imported) => {
        const once = r172TakeOver(before, imported)
        const twice = r172TakeOver(once.record, imported)
        expect(twice.record).toEqual(once.record)
        expect(twice.findings).toEqual([])
        for (const field of ['address', 'note']) expect(once.record[field]).toEqual(before[field])
        for (const field of aisFields)
          if (imported[field] !== undefined) expect(once.record[field]).toEqual(imported[field])
      }),
    )
  })

  it('R172 cannot be overwritten at the desk', () => {
    expect(codes(r172LocalChange(local, ['seekerCategory', 'address']))).toEqual([
      'R172 block ais_value_kept',
    ])
    expect(r172LocalChange(local, ['unemployedSince', 'note'])).toEqual([])
    for (const field of aisFields)
      expect(codes(r172LocalChange({ [field]: 'x' }, [field]))).toEqual(['R172 block ais_value_kept'])
    for (const field of aisFields) codes(r172TakeOver({ [field]: 'x' }, { [field]: 'y' }).findings)
  })
})

it('R173 nothing leaves without the signed consent; agencies and publishing need their own', () => {
  const yes = { signed: true, personalData: true, outsourcingTransfer: true, publishResume: true }
  for (const purpose of ['ais', 'private_agency', 'publish_resume'] as const) {
    expect(r173Consent(purpose, yes)).toEqual([])
    expect(codes(r173Consent(purpose, { ...yes, signed: false }))).toEqual(['R173 block export_not_signed'])
    for (const personalData of [false, null])
      expect(codes(r173Consent(purpose, { ...yes, personalData }))).toEqual(['R173 block export_no_consent'])
  }
  const no = { ...yes, outsourcingTransfer: false, publishResume: null }
  expect(r173Consent('ais', no)).toEqual([])
  expect(codes(r173Consent('private_agency', no))).toEqual(['R173 block export_no_consent'])
  expect(codes(r173Consent('publish_resume', no))).toEqual(['R173 block export_no_consent'])
  expect(codes(r173Consent('private_agency', { signed: true, personalData: true }))).toHaveLength(1)
})

it('says each of its findings in words', () => {
  for (const kind of Object.keys(exportKinds) as ExportKindName[]) {
    missing(kind, {})
    due(kind, '2026-03-20')
  }
  missing('deregistration', { ground: '51-3' })
  missing('stage', { stage: 'result_issued' })
  missing('case', { refusalDate: '2026-03-20', channel: 'rural_assistant' })
  expectExplained(said)
  // Every field has its words: none is shown by its name in the record.
  for (const finding of said) expect(explain(finding, 'kk').sentence).not.toMatch(/[a-z][A-Z]/u)
  const known = new Set(said.map(({ code }) => code))
  expect(codesIn('exchange.ts').filter((code) => !known.has(code))).toEqual([])
})
