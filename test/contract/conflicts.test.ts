/** Two clerks, one record: the second sees the first's work, and nothing is doubled or lost. */
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../main/db/open'
import {
  accept,
  addClerk,
  decide,
  draftId,
  openDesk,
  openSetUpDesk,
  password,
  readyDraft,
} from '../helpers/desk'

describe('conflicts', () => {
  it('R178: a second decision is refused and shown the first with author and time', async () => {
    const desk = await openSetUpDesk()
    const { application } = await decide(desk)
    const { client } = await addClerk(desk, 'Оспанов Дәурен Асқарұлы')
    const second = {
      id: application.id,
      version: application.version,
      outcome: 'refused' as const,
      grounds: ['inaccurate'],
      explanation: '',
    }
    expect(await desk.refuse('application.decide', second, client)).toMatchObject({
      code: 'decision_exists',
      params: { by: 'Әбенова Гүлнұр Серікқызы', outcome: 'granted' },
    })
    expect((await desk.do('application.get', { id: application.id })).documents).toHaveLength(2)
  })

  it('R31: an older state of a person never overwrites a newer one, and says who changed it', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    const { person } = await desk.do('person.get', { id: application.personId })
    const { client } = await addClerk(desk, 'Оспанов Дәурен Асқарұлы')
    const { draft } = { draft: readyDraft() }
    await desk.do(
      'person.save',
      { id: person.id, version: person.version, fields: { ...draft.person, mobile: '8 701 555 99 99' } },
      client,
    )
    expect(
      await desk.refuse('person.save', {
        id: person.id,
        version: person.version,
        fields: { ...draft.person, address: 'Басқа' },
      }),
    ).toMatchObject({ code: 'version_conflict', params: { by: 'Оспанов Дәурен Асқарұлы' } })
    expect((await desk.do('person.get', { id: person.id })).person.mobile).toBe('+77015559999')
  })

  it('R31: one IIN is one person, whoever types it', async () => {
    const desk = await openSetUpDesk()
    await accept(desk)
    const again = await desk.do('intake.check', { draft: readyDraft() })
    expect(again.problems.map((problem) => problem.code)).toEqual(
      expect.arrayContaining(['iin_taken', 'similar_people']),
    )
    expect(
      await desk.refuse('person.save', { id: null, version: null, fields: readyDraft().person }),
    ).toMatchObject({
      code: 'person_exists',
    })
  })

  it('R182: a second application while one is open needs a reason', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    const draft = readyDraft({ personId: application.personId, personVersion: 1 })
    const check = await desk.do('intake.check', { draft })
    expect(check.openApplication?.number).toBe(application.number)
    expect((await desk.refuse('intake.accept', { draftId: draftId(), draft })).code).toBe('intake_not_ready')
    const second = await accept(desk, { ...draft, secondReason: 'Алғашқысы кері қайтарылды' })
    expect(second.application.number).toBe('Т-2026-00002')
  })

  it('R182: nor is one taken silently on the day of a decided one; the next day it is', async () => {
    const desk = await openSetUpDesk()
    const { application } = await decide(desk, 'refused')
    const { person } = await desk.do('person.get', { id: application.personId })
    const draft = readyDraft({ personId: person.id, personVersion: person.version })
    const codes = async () => (await desk.do('intake.check', { draft })).problems.map(({ code }) => code)
    expect(await codes()).toEqual(['application_same_day', 'second_reason_missing'])
    desk.clock.set('2026-11-23T05:00:00.000Z')
    const { me } = await desk.do('session.current', {})
    await desk.do('session.signIn', { staffId: me!.id, password })
    expect(await codes()).toEqual([])
  })

  it('R180: papers keep the name they were issued with, new ones take the new name', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    const { person } = await desk.do('person.get', { id: application.personId })
    await desk.do('person.save', {
      id: person.id,
      version: 1,
      fields: { ...readyDraft().person, lastName: 'Құдайбергенова' },
    })
    const page = await desk.do('person.get', { id: person.id })
    expect(page.person.formerNames[0]).toMatchObject({ name: 'Сейтжанова Айгерім Болатқызы' })
    expect(page.documents[0]!.sha256).toBe(
      (await desk.do('application.get', { id: application.id })).documents[0]!.sha256,
    )
    expect((await desk.do('person.search', { text: 'кудайбергенова айг' })).people[0]!.id).toBe(person.id)
  })

  it('an older revision of a draft never overwrites a newer one', async () => {
    const desk = await openSetUpDesk()
    const id = draftId()
    await desk.do('draft.save', { id, revision: 2, data: readyDraft({ person: { lastName: 'Жаңа' } }) })
    expect((await desk.refuse('draft.save', { id, revision: 1, data: readyDraft() })).code).toBe(
      'version_conflict',
    )
    expect((await desk.do('draft.list', {}))[0]!.data.person.lastName).toBe('Жаңа')
  })

  it('gives gapless numbers to several counters on one file, and none to a refused intake', async () => {
    const first = await openSetUpDesk()
    const desks = [first, await openDesk({ folder: first.folder }), await openDesk({ folder: first.folder })]
    const staffId = (await first.do('session.current', {})).me!.id
    for (const desk of desks) await desk.do('session.signIn', { staffId, password })
    const numbers: string[] = []
    let refused = 0
    await Promise.all(
      desks.flatMap((desk, counter) =>
        Array.from({ length: 6 }, async (_, index) => {
          const draft = readyDraft({
            person: {
              iin: '',
              iinOverrideReason: '',
              lastName: 'Кезекші' + 'абв'[counter]! + 'гджзкл'[index]!,
              birthDate: `19${60 + counter * 10 + index}-02-03`,
              mobile: '',
            },
            similarSeen: true,
          })
          // Every third intake lacks its number and is refused; the others carry one that no check digit fits,
          // kept with a reason.
          if (index % 3 === 2) refused += 1
          else
            Object.assign(draft.person, {
              iin: `${['95010130077', '95010130158', '95010130239'][counter]}${index}`,
              iinOverrideReason: 'Құжатта осылай',
            })
          const result = await desk.call('intake.accept', { draftId: draftId(), draft })
          if (result.ok) numbers.push(result.value.application.number)
          else expect(result.error.code).toBe('intake_not_ready')
        }),
      ),
    )
    expect(numbers).toHaveLength(18 - refused)
    expect([...numbers].sort()).toEqual(
      Array.from({ length: 18 - refused }, (_, n) => `Т-2026-${String(n + 1).padStart(5, '0')}`),
    )
  })
})

describe('audit trail', () => {
  it('is whole, and shows where somebody altered it', async () => {
    const desk = await openSetUpDesk()
    await decide(desk)
    expect(await desk.do('audit.list', {}).catch((error: Error) => error.message)).toMatchObject({
      whole: true,
      brokenAt: null,
    })
    const db = openDatabase(desk.folder)
    await db('audit').where({ seq: 3 }).update({ by: 'Басқа біреу' })
    await db.destroy()
    expect(await desk.do('audit.list', {})).toMatchObject({ whole: false, brokenAt: 3 })
  })

  it('shows that its end was cut off, also when the desk goes on writing', async () => {
    const desk = await openSetUpDesk()
    await decide(desk)
    const { seq } = (await desk.do('audit.list', {})).entries[0]!
    const db = openDatabase(desk.folder)
    await db('audit')
      .where('seq', '>', seq - 2)
      .delete()
    await db.destroy()
    const cut = { whole: false, brokenAt: seq - 1 }
    expect(await desk.do('audit.list', {})).toMatchObject(cut)
    await addClerk(desk, 'Смағұлов Нұрлан Серікұлы')
    expect(await desk.do('audit.list', {})).toMatchObject({ whole: false, brokenAt: expect.any(Number) })
    expect((await desk.do('audit.list', {})).entries.map((entry) => entry.seq)).not.toContain(seq)
  })
})

describe('a register that somebody else holds', () => {
  it('is said after ten seconds, and what was typed is saved when it is free again', async () => {
    const desk = await openSetUpDesk()
    const other = openDatabase(desk.folder)
    const id = draftId()
    const save = { id, revision: 1, data: readyDraft() }
    await other.transaction(async (trx) => {
      await trx('settings').insert({ key: 'held', value: '1' })
      expect((await desk.refuse('draft.save', save)).code).toBe('database_busy')
      // Reading goes on meanwhile.
      expect((await desk.do('session.current', {})).state).toBe('open')
    })
    await other.destroy()
    expect((await desk.do('draft.save', save)).revision).toBe(1)
  })
})
