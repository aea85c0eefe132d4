/** The director's desk: who stands in and until when, whose a duty becomes, what waits. */
import { describe, expect, it } from 'vitest'
import type { InputOf } from '../../shared/contract'
import {
  accept,
  addClerk,
  lookInto,
  openSetUpDesk,
  password,
  readyDraft,
  type TestDesk,
} from '../helpers/desk'
import { textOf } from '../helpers/docx'
import { ask, answersTo, grantReferral } from '../helpers/referrals'

type Clerk = Awaited<ReturnType<typeof addClerk>>

/** A centre with a director and a specialist, each at a window of their own. */
async function centreWith() {
  const desk = await openSetUpDesk()
  const director = await addClerk(desk, 'Жақсыбеков Ерлан Маратұлы', ['director'])
  const clerk = await addClerk(desk, 'Оспанов Дәурен Ғалымұлы')
  return { desk, director, clerk }
}

async function at(desk: TestDesk, moment: string, ...clerks: Clerk[]) {
  desk.clock.set(moment)
  await desk.do('session.signIn', { staffId: 1, password })
  for (const { id, client } of clerks) await desk.do('session.signIn', { staffId: id, password }, client)
}

const naming = (staffId: number, more: Partial<InputOf<'director.name'>> = {}) => ({
  staffId,
  from: '23.11.2026',
  until: '25.11.2026',
  orderNumber: '114-қ',
  orderOn: '20.11.2026',
  reason: 'еңбек демалысы',
  ...more,
})

describe('an acting director', () => {
  it('has the right from the first moment of the first day to the last of the last, and no longer', async () => {
    const { desk, director, clerk } = await centreWith()
    await desk.do('director.name', naming(clerk.id), director.client)
    // Almaty is five hours ahead: its day begins at 19:00 of the day before in Greenwich.
    const cases = [
      ['2026-11-22T18:59:00.000Z', false],
      ['2026-11-22T19:00:00.000Z', true],
      ['2026-11-24T05:00:00.000Z', true],
      ['2026-11-25T18:59:00.000Z', true],
      ['2026-11-25T19:00:00.000Z', false],
    ] as const
    for (const [moment, acts] of cases) {
      await at(desk, moment, clerk)
      const { me } = await desk.do('session.current', {}, clerk.client)
      expect([moment, me!.acting !== null, me!.rights.includes('direct')]).toEqual([moment, acts, acts])
      const asked = await desk.call('director.desk', {}, clerk.client)
      expect([moment, asked.ok]).toEqual([moment, acts])
      // Their own rights stay all the time.
      expect(me!.rights).toContain('intake')
    }
  })

  it('is named on papers, and the audit trail says for whom', async () => {
    const { desk, director, clerk } = await centreWith()
    await desk.do('director.name', naming(clerk.id, { from: '20.11.2026' }), director.client)
    const asked = await ask(desk, 'youth_practice')
    const fields = await answersTo(desk, asked.id)
    const issued = await desk.do(
      'referral.issue',
      { applicationId: asked.id, version: asked.version, fields },
      clerk.client,
    )
    const { token } = await desk.do('document.file', { id: issued.document!.id, as: 'docx' })
    const text = textOf(desk.app.files.get(token, desk.client)!.bytes)
    expect(text).toContain('мансап орталығы директорының м.а., Оспанов Дәурен Ғалымұлы')
    expect(text).not.toContain('Жақсыбеков')
    const details = (await lookInto(desk, (db) =>
      db('audit').where({ operation: 'referral.issue', staff_id: clerk.id }).orderBy('seq').pluck('detail'),
    )) as string[]
    expect(details.length).toBeGreaterThan(0)
    for (const detail of details)
      expect(JSON.parse(detail)).toMatchObject({ onBehalfOf: 'Жақсыбеков Ерлан Маратұлы' })
    // What others do is done in nobody's name.
    const others = (await lookInto(desk, (db) =>
      db('audit').where({ operation: 'intake.accept' }).orderBy('seq').pluck('detail'),
    )) as string[]
    for (const detail of others) expect(JSON.parse(detail)).not.toHaveProperty('onBehalfOf')
    // From the day after, the director signs again.
    await at(desk, '2026-11-26T05:00:00.000Z', clerk, director)
    const { referral } = await grantReferral(desk, await ask(desk, 'first_job'))
    const after = await desk.do('document.file', { id: referral.document!.id, as: 'docx' })
    expect(textOf(desk.app.files.get(after.token, desk.client)!.bytes)).toContain('Жақсыбеков Ерлан')
  }, 60_000)

  it('lends nothing on, and ends when the director says so', async () => {
    const { desk, director, clerk } = await centreWith()
    const other = await addClerk(desk, 'Кенжеғали Айсұлу Ерғалиқызы')
    const { id } = await desk.do('director.name', naming(clerk.id, { from: '20.11.2026' }), director.client)
    expect((await desk.refuse('director.name', naming(other.id), clerk.client)).code).toBe('acting_again')
    expect((await desk.refuse('director.revoke', { id, why: 'x' }, clerk.client)).code).toBe('acting_again')
    expect((await desk.do('director.acting', {}, clerk.client)).mayName).toBe(false)
    expect((await desk.refuse('director.revoke', { id, why: ' ' }, director.client)).code).toBe(
      'reason_needed',
    )
    const ended = await desk.do('director.revoke', { id, why: 'оралды' }, director.client)
    expect(ended).toMatchObject({ state: 'revoked', revoked: { why: 'оралды' } })
    expect((await desk.refuse('director.desk', {}, clerk.client)).code).toBe('right_missing')
    expect((await desk.refuse('director.revoke', { id, why: 'тағы' }, director.client)).code).toBe(
      'acting_over',
    )
    // The days are free again, and the first naming stays to be read.
    await desk.do('director.name', naming(other.id, { from: '20.11.2026' }), director.client)
    expect((await desk.do('director.acting', {}, director.client)).acting.map(({ state }) => state)).toEqual([
      'now',
      'revoked',
    ])
  })

  it('is one at a time, a specialist who works here, by an order, from today on', async () => {
    const { desk, director, clerk } = await centreWith()
    const other = await addClerk(desk, 'Кенжеғали Айсұлу Ерғалиқызы')
    const assistant = await addClerk(desk, 'Омарова Сәуле', ['assistant'])
    const name = (input: InputOf<'director.name'>) => desk.call('director.name', input, director.client)
    const refused = async (input: InputOf<'director.name'>) => {
      const answer = await name(input)
      return answer.ok ? 'ok' : answer.error.code
    }
    expect(await refused(naming(clerk.id, { from: '19.11.2026' }))).toBe('date_too_early')
    expect(await refused(naming(clerk.id, { until: '22.11.2026' }))).toBe('date_too_early')
    expect(await refused(naming(clerk.id, { orderNumber: ' ' }))).toBe('acting_order')
    expect(await refused(naming(clerk.id, { orderOn: '21.11.2026' }))).toBe('date_in_future')
    expect(await refused(naming(clerk.id, { reason: '' }))).toBe('reason_needed')
    expect(await refused(naming(assistant.id))).toBe('acting_unsuitable')
    expect(await refused(naming(director.id))).toBe('acting_unsuitable')
    expect(await refused(naming(clerk.id))).toBe('ok')
    expect(await refused(naming(other.id, { from: '25.11.2026', until: '27.11.2026' }))).toBe(
      'acting_overlaps',
    )
    expect(await refused(naming(other.id, { from: '26.11.2026', until: '27.11.2026' }))).toBe('ok')
    expect((await desk.refuse('director.name', naming(clerk.id), clerk.client)).code).toBe('right_missing')
  })
})

describe('the desk of the director', () => {
  it('tells the numbers of the day, what waits for the signature and what is late by whom', async () => {
    const { desk, director, clerk } = await centreWith()
    await accept(desk, readyDraft(), clerk.client)
    expect(await desk.do('director.desk', {}, director.client)).toMatchObject({
      accepted: 1,
      decided: 0,
      issued: 1,
    })
    await at(desk, '2026-11-25T05:00:00.000Z', director, clerk)
    const seen = await desk.do('director.desk', {}, director.client)
    const [group] = seen.overdue
    expect(group).toMatchObject({ staffId: clerk.id, name: 'Оспанов Дәурен Ғалымұлы' })
    expect(group!.items[0]!.place).toMatch(/^\/applications\//)
    expect(seen.batch).toMatchObject({ today: false })
    await desk.do('exchange.make', {})
    expect((await desk.do('director.desk', {}, director.client)).batch.today).toBe(true)
    expect((await desk.refuse('director.desk', {}, clerk.client)).code).toBe('right_missing')
  })

  it('R171: what should have left is asked of whoever makes the batches, of the centre until somebody does', async () => {
    const { desk, director, clerk } = await centreWith()
    const late = async () => {
      const { items } = await desk.do('work.list', { noun: 'exchange' })
      return [...new Set(items.map(({ responsibleId }) => responsibleId))]
    }
    const { application } = await accept(desk)
    await at(desk, '2026-11-24T05:00:00.000Z', director, clerk)
    expect(await late()).toEqual([null])
    await desk.do('exchange.make', {}, clerk.client)
    const { id, version } = application
    const checked = await desk.do('application.check', { id, version, result: 'confirmed', note: '' })
    const outcome = { outcome: 'granted' as const, grounds: [], explanation: '' }
    await desk.do('application.decide', { id, version: checked.version, ...outcome })
    await at(desk, '2026-11-26T05:00:00.000Z', director, clerk)
    expect(await late()).toEqual([clerk.id])
  })

  it('counts referrals that wait for the signature by form', async () => {
    const { desk, director } = await centreWith()
    const asked = await ask(desk, 'youth_practice')
    const fields = await answersTo(desk, asked.id)
    const { document } = await desk.do('referral.issue', {
      applicationId: asked.id,
      version: asked.version,
      fields,
    })
    expect((await desk.do('director.desk', {}, director.client)).toSign).toEqual([])
    await desk.do('document.printed', { id: document!.id, copies: 1 })
    expect((await desk.do('director.desk', {}, director.client)).toSign).toMatchObject([
      { formId: document!.formId, n: 1, oldest: '2026-11-20', due: '2026-11-27' },
    ])
  })

  it('gives a late duty to another clerk, who sees it among their own with the note', async () => {
    const { desk, director, clerk } = await centreWith()
    await accept(desk)
    await at(desk, '2026-11-25T05:00:00.000Z', director, clerk)
    const mine = async (staffId: number) => (await desk.do('work.list', { staffId }, clerk.client)).items
    const [item] = await mine(1)
    expect(await mine(clerk.id)).toEqual([])
    const given = { workId: item!.id, staffId: clerk.id, note: 'Әбенова ауырып қалды' }
    expect((await desk.refuse('director.assign', given, clerk.client)).code).toBe('right_missing')
    await desk.do('director.assign', given, director.client)
    expect(await mine(1)).toEqual([])
    expect(await mine(clerk.id)).toMatchObject([
      {
        id: item!.id,
        responsible: 'Оспанов Дәурен Ғалымұлы',
        assigned: { by: 'Жақсыбеков Ерлан Маратұлы', note: 'Әбенова ауырып қалды' },
      },
    ])
    expect((await desk.refuse('director.assign', given, director.client)).code).toBe('assign_same')
    await desk.do('director.assign', { ...given, staffId: 1, note: '' }, director.client)
    expect((await mine(1)).map(({ id }) => id)).toEqual([item!.id])
    // Both namings stay in the register.
    expect(await lookInto(desk, (db) => db('work_assignments').orderBy('id').pluck('staff_id'))).toEqual([
      clerk.id,
      1,
    ])
    expect((await desk.refuse('director.assign', { ...given, workId: 'none:1' }, director.client)).code).toBe(
      'not_found',
    )
  })
})

/** A referral that was issued, and printed unless told otherwise. */
async function waiting(desk: TestDesk, print = true) {
  const asked = await ask(desk, 'public_works')
  const { referral, document } = await desk.do('referral.issue', {
    applicationId: asked.id,
    version: asked.version,
    fields: await answersTo(desk, asked.id),
  })
  if (print) await desk.do('document.printed', { id: document!.id, copies: 1 })
  return { id: referral.id, version: referral.version, documentId: document!.id }
}

describe('signing a queue', () => {
  it('R134: signs what was looked at; a paper that cannot be signed says why and blocks no other', async () => {
    const { desk, director } = await centreWith()
    const [good, unprinted, cancelled, renewed, mended] = [
      await waiting(desk),
      await waiting(desk, false),
      await waiting(desk),
      await waiting(desk),
      await waiting(desk),
    ]
    const papers = [unprinted, cancelled, renewed, good]
    const list = async (also: number[] = []) => {
      const { rows } = await desk.do('director.signing', { also }, director.client)
      return rows.map(({ referral, refused }) => [referral.id, refused?.code ?? 'ready'])
    }
    const ready = [cancelled, renewed, mended].map(({ id }) => [id, 'ready'])
    expect(await list()).toEqual([[good.id, 'ready'], [unprinted.id, 'referral_not_printed'], ...ready])
    expect((await desk.refuse('director.signing', {})).code).toBe('right_missing')
    expect((await desk.refuse('director.sign', { papers })).code).toBe('right_missing')

    await desk.do('document.cancel', { id: cancelled.documentId, reason: 'қате' })
    await desk.do('document.reissue', { id: renewed.documentId, reason: 'қате' })
    const done = await desk.do('director.sign', { papers }, director.client)
    expect(done.signed).toMatchObject([{ id: good.id, stage: 'to_hand_over', signed: { on: '2026-11-20' } }])
    expect(done.refused.map(({ id, error }) => [id, error.code])).toEqual([
      [unprinted.id, 'referral_not_printed'],
      [cancelled.id, 'paper_cancelled'],
      [renewed.id, 'paper_superseded'],
    ])
    // What was cancelled is gone from the list, unless the director had it before the eyes.
    expect(await list()).not.toContainEqual([cancelled.id, 'paper_cancelled'])
    expect(await list([cancelled.id])).toContainEqual([cancelled.id, 'paper_cancelled'])

    await lookInto(desk, (db) => db('organisations').update({ name_kk: 'Жаңа атау', name_ru: 'Новое имя' }))
    const late = await desk.do('director.sign', { papers: [mended, good] }, director.client)
    expect(late).toMatchObject({
      signed: [],
      refused: [
        { error: { code: 'paper_outdated', params: { now: 'Жаңа атау' } } },
        { error: { code: 'version_conflict', params: { by: 'Жақсыбеков Ерлан Маратұлы' } } },
      ],
    })
  }, 60_000)

  it('is the acting director’s for what bears their name, and the audit trail says for whom', async () => {
    const { desk, director, clerk } = await centreWith()
    const before = await waiting(desk)
    await desk.do('director.name', naming(clerk.id, { from: '20.11.2026' }), director.client)
    const own = await waiting(desk)
    const done = await desk.do('director.sign', { papers: [before, own] }, clerk.client)
    expect(done.signed).toMatchObject([{ id: own.id, signed: { by: 'Оспанов Дәурен Ғалымұлы' } }])
    expect(done.refused).toMatchObject([
      { id: before.id, error: { code: 'paper_signatory', params: { was: 'Жақсыбеков Ерлан Маратұлы' } } },
    ])
    const details = (await lookInto(desk, (db) =>
      db('audit').where({ operation: 'director.sign', staff_id: clerk.id }).orderBy('seq').pluck('detail'),
    )) as string[]
    expect(details.map((detail) => JSON.parse(detail) as unknown)).toMatchObject([
      { signed: '2026-11-20', document: own.documentId, onBehalfOf: 'Жақсыбеков Ерлан Маратұлы' },
    ])
  }, 60_000)
})
