/** The whole road of a job seeker through the contract: intake, check, decision, handing over, batch. */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { RecordKind } from '../../shared/model'
import { openDatabase } from '../../main/db/open'
import { accept, decide, draftId, openSetUpDesk, readyDraft } from '../helpers/desk'

describe('the road of a job seeker', () => {
  it('R18 R27 R28 R166: accepts, registers, hands over and sends', async () => {
    const desk = await openSetUpDesk()
    const checked = await desk.do('intake.check', { draft: readyDraft() })
    expect(checked.problems).toEqual([])
    expect(checked.ready).toBe(true)
    expect(checked.due?.due).toBe('2026-11-23')

    const { application, document } = await accept(desk)
    expect(application.number).toBe('Т-2026-00001')
    expect(application.acceptanceDate).toBe('2026-11-20')
    expect(application.deadlines[0]).toMatchObject({ code: 'js_decision', due: '2026-11-23', metOn: null })
    expect(document).toMatchObject({ formId: '214-annex1', language: 'kk', printed: 0, toHandOver: false })

    const file = await desk.do('document.file', { id: document.id })
    const bytes = desk.app.files.get(file.token, desk.client)!.bytes
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(document.sha256)

    const confirmed = await desk.do('application.check', {
      id: application.id,
      version: application.version,
      result: 'confirmed',
      note: '',
    })
    const decided = await desk.do('application.decide', {
      id: application.id,
      version: confirmed.version,
      outcome: 'granted',
      grounds: [],
      explanation: '',
    })
    expect(decided.document).toMatchObject({ formId: '214-annex4', toHandOver: true })
    expect(decided.application.decision).toMatchObject({ outcome: 'granted', registrationDate: '2026-11-20' })
    expect(decided.application.deadlines[0]).toMatchObject({ metOn: '2026-11-20', late: false })

    const done = await desk.do('application.handOver', {
      id: application.id,
      version: decided.application.version,
      identityDocument: 'identity_card',
      digital: false,
      number: '031456789',
      signed: true,
    })
    expect(done).toMatchObject({ state: 'handed_over', handOver: { on: '2026-11-20', number: '031456789' } })

    const page = await desk.do('person.get', { id: application.personId })
    expect(page.person).toMatchObject({ status: 'job_seeker', statusSince: '2026-11-20', age: 41 })
    expect(page.timeline.map((event) => event.kind)).toEqual(
      expect.arrayContaining(['person_created', 'accepted', 'checked', 'granted', 'handed_over']),
    )
    // R33: what is left is to find suitable work.
    expect(page.todo.map((item) => item.rule)).toEqual(['R33'])

    const batch = await desk.do('exchange.make', {})
    expect(batch.counts).toEqual({
      ...Object.fromEntries(RecordKind.options.map((kind) => [kind, 0])),
      persons: 1,
      applications: 1,
      decisions: 1,
      documents: 2,
      stages: 5,
    })
    const onDisk = readFileSync(path.join(desk.folder, 'batches', batch.fileName))
    expect(createHash('sha256').update(onDisk).digest('hex')).toBe(batch.sha256)
    expect((await desk.refuse('exchange.make', {})).code).toBe('nothing_to_send')
  })

  it('R25 R26: refuses on a ground of the law, with its paper', async () => {
    const desk = await openSetUpDesk()
    const { application, document } = await decide(desk, 'refused')
    expect(document).toMatchObject({ formId: '214-annex3', toHandOver: true })
    expect(application.decision).toMatchObject({
      outcome: 'refused',
      grounds: ['inaccurate'],
      registrationDate: null,
    })
    const { person } = await desk.do('person.get', { id: application.personId })
    expect(person).toMatchObject({ status: 'refused', statusSince: '2026-11-20' })
  })

  it('gives the first registration back when the same draft is accepted again', async () => {
    const desk = await openSetUpDesk()
    const id = draftId()
    const first = await desk.do('intake.accept', { draftId: id, draft: readyDraft() })
    const again = await desk.do('intake.accept', { draftId: id, draft: readyDraft() })
    expect(again.application.number).toBe(first.application.number)
    expect(again.document?.id).toBe(first.document?.id)
    expect((await desk.do('application.list', {})).total).toBe(1)
    expect((await desk.refuse('draft.save', { id, revision: 99, data: readyDraft() })).code).toBe(
      'already_accepted',
    )
  })

  it('makes a lost batch again, byte for byte', async () => {
    const desk = await openSetUpDesk()
    await decide(desk)
    const batch = await desk.do('exchange.make', {})
    rmSync(path.join(desk.folder, 'batches', batch.fileName))
    const file = await desk.do('exchange.file', { sequence: batch.sequence })
    const { bytes } = desk.app.files.get(file.token, desk.client)!
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(batch.sha256)
    const upload = desk.app.files.put({ name: 'again.zip', type: 'application/zip', bytes }, desk.client)
    expect(await desk.do('exchange.verify', { token: upload.token })).toMatchObject({
      sequence: 1,
      counts: batch.counts,
    })
  })

  it('reprints the same bytes, counts reprints, and refuses a file that no longer matches its hash', async () => {
    const desk = await openSetUpDesk()
    const { document } = await accept(desk)
    const bytes = async () => {
      const { token } = await desk.do('document.file', { id: document.id })
      return Buffer.from(desk.app.files.get(token, desk.client)!.bytes)
    }
    const first = await bytes()
    await desk.do('document.printed', { id: document.id, copies: 1 })
    await desk.do('document.printed', { id: document.id, copies: 2 })
    expect((await bytes()).equals(first)).toBe(true)
    const { timeline } = await desk.do('person.get', { id: document.personId })
    expect(
      timeline.filter((event) => event.kind === 'printed').map((event) => event.params['reprint']),
    ).toEqual([1, 0])

    const db = openDatabase(desk.folder)
    first[100] = first[100]! ^ 1
    await db('document_files').where({ document_id: document.id }).update({ bytes: first })
    await db.destroy()
    expect((await desk.refuse('document.file', { id: document.id })).code).toBe('paper_changed')
  })
})
