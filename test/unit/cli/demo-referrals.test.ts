/** The referrals of the demo: whatever kinds the law has now, each is issued once. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { leadReferrals, ReferralFixture } from '../../../main/cli/demo-referrals'
import { measuresOf } from '../../../shared/law/intake'
import { directorOf, openSetUpDesk, password } from '../../helpers/desk'
import { inForce } from '../../helpers/services'

const file = path.resolve(import.meta.dirname, '../../fixtures/referrals.json')

it('issues one referral of every kind in force and takes two slips back', async () => {
  const fixture = ReferralFixture.parse(JSON.parse(readFileSync(file, 'utf8')))
  const desk = await openSetUpDesk()
  const turned = {
    app: desk.app,
    client: desk.client,
    call: desk.do,
    async turn(day: string) {
      desk.clock.set(day + 'T05:00:00.000Z')
      await desk.do('session.signIn', { staffId: 1, password })
    },
    async asDirector<T>(work: () => Promise<T>): Promise<T> {
      await desk.do('session.signIn', { staffId: (await directorOf(desk)).id, password })
      const result = await work()
      await desk.do('session.signIn', { staffId: 1, password })
      return result
    },
  }
  const { referrals, slipsReturned } = await leadReferrals(turned, fixture, '2026-11-27')
  const service = inForce('S-REF')
  const every = measuresOf(service).flatMap(({ code }) =>
    service.measures.find((one) => one.code === code)!.forms.map((formId) => `${code} ${formId}`),
  )
  expect(referrals.map(({ measure, formId }) => `${measure} ${formId}`).sort()).toEqual(every.sort())
  expect(referrals.map(({ issued }) => issued)).toEqual(referrals.map(() => '2026-11-23'))
  expect(slipsReturned).toEqual([
    { number: '2026-000001', on: '2026-11-25', closedAs: 'enrolled' },
    { number: '2026-000004', on: '2026-11-25', closedAs: 'hired' },
  ])
  // Nobody decides about their slips: they are clear, and the other seven are waited for.
  expect((await desk.do('referral.list', {})).counts).toMatchObject({ in_question: 0, closed: 2, waiting: 7 })
})
