/** The issued paper: its code, whether it is ours, what was printed, and being cancelled. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { codeInFile } from '../../main/core/documents/code'
import type { Context } from '../../main/core/context'
import { verifyPaper } from '../../main/core/documents/verify'
import { closeDatabase, openDatabase } from '../../main/db/open'
import type { OutputOf } from '../../shared/contract'
import { encodePaperCode } from '../../shared/rules/paper-code'
import { accept, addClerk, decide, openSetUpDesk, readyDraft, type TestDesk } from '../helpers/desk'
import { partsOf, textOf, zipParts } from '../helpers/docx'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

async function fileOf(desk: TestDesk, id: number): Promise<Uint8Array> {
  const { token } = await desk.do('document.file', { id })
  return desk.app.files.get(token, desk.client)!.bytes
}

const upload = (desk: TestDesk, bytes: Uint8Array) =>
  desk.app.files.put({ name: 'a.docx', type: docx, bytes }, desk.client).token

/** The file with words of it replaced, as a word processor would save it. */
function rewritten(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const parts = partsOf(bytes)
  const text = parts['word/document.xml']!
  if (!text.includes(from)) throw new Error('nothing to replace')
  parts['word/document.xml'] = text.replace(from, to)
  const { 'word/media/paper-code.png': _image, ...rest } = parts
  return zipParts(rest)
}

const qr = async (desk: TestDesk, on: boolean) => {
  const settings = await desk.do('settings.get', {})
  await desk.do('settings.saveDesk', { desk: { ...settings.desk, qr: on } })
}

describe('verifying a paper', () => {
  it('knows its own by code and by file, and says when either was changed', async () => {
    const desk = await openSetUpDesk()
    const { document } = await accept(desk)
    const bytes = await fileOf(desk, document.id)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(document.sha256)
    const code = codeInFile(bytes)!
    const { contentSha256 } = await desk.do('document.history', { id: document.id })
    expect(contentSha256).not.toBe(document.sha256)

    const verdicts: [Parameters<typeof ask>[0], OutputOf<'document.verify'>['verdict']][] = [
      [{ text: code }, 'unchanged'],
      [{ text: Array.from(code, (digit) => 'қ!әіңғ,.үұ'.charAt(Number(digit))).join('') }, 'unchanged'],
      [{ text: code.slice(0, -1) }, 'damaged'],
      [{ text: encodePaperCode('12345678-9abc-4def-8123-456789abcdef', contentSha256) }, 'not_ours'],
      [{ text: '850315400124' }, 'not_ours'],
      [{ token: upload(desk, bytes) }, 'unchanged'],
      [{ token: upload(desk, rewritten(bytes, 'Сейтжанова', 'Ахметова')) }, 'changed'],
      [{ token: upload(desk, rewritten(bytes, code, code.slice(1))) }, 'damaged'],
      [{ token: upload(desk, rewritten(bytes, code, '')) }, 'not_ours'],
      [{ token: upload(desk, new TextEncoder().encode('no document')) }, 'not_ours'],
    ]
    const ask = (asked: { text: string } | { token: string }) => desk.do('document.verify', asked)
    for (const [asked, verdict] of verdicts) {
      const answer = await ask(asked)
      expect([asked, answer.verdict]).toEqual([asked, verdict])
      const ours = verdict === 'unchanged' || verdict === 'changed'
      expect(answer.document?.id).toBe(ours ? document.id : undefined)
      expect(answer.paper).toEqual(
        ours ? expect.objectContaining({ id: document.id, cancelledAt: null, superseded: false }) : null,
      )
    }
    expect((await desk.refuse('document.verify', { token: 'unknown' })).code).toBe('file_unknown')
  })

  it('sees a register changed behind its back, a later paper, and names nobody to who may not read people', async () => {
    const desk = await openSetUpDesk()
    const { document } = await accept(desk)
    const text = codeInFile(await fileOf(desk, document.id))!
    const db = openDatabase(desk.folder)
    const context = { db, staff: { roles: [] } } as unknown as Context
    expect(await verifyPaper(context, { text })).toMatchObject({
      verdict: 'unchanged',
      paper: { superseded: false },
      document: null,
    })
    const { id: _id, ...row } = (await db('documents').where({ id: document.id }).first()) as { id: number }
    await db('documents').insert({ ...row, uid: '12345678-9abc-4def-8123-456789abcdef' })
    await db('documents')
      .where({ id: document.id })
      .update({ content_sha256: '0'.repeat(64) })
    expect(await verifyPaper(context, { text })).toMatchObject({
      verdict: 'changed',
      paper: { superseded: true },
    })
    await closeDatabase(db)
  })

  it('works by the file alone where the centre prints no code', async () => {
    const desk = await openSetUpDesk()
    await qr(desk, false)
    const { document } = await accept(desk)
    const bytes = await fileOf(desk, document.id)
    expect(codeInFile(bytes)).toBeNull()
    expect(partsOf(bytes)['word/media/paper-code.png']).toBeUndefined()
    expect(textOf(bytes)).toContain('Сейтжанова Айгерім Болатқызы')
    expect(await desk.do('document.verify', { token: upload(desk, bytes) })).toMatchObject({
      verdict: 'unchanged',
      document: { id: document.id },
    })
    expect((await desk.do('document.history', { id: document.id })).contentSha256).toBe(document.sha256)
  })
})

describe('register of papers', () => {
  it('R28: lists every print with who and how many, first or again, and to whom it was handed', async () => {
    const desk = await openSetUpDesk()
    const { application, document } = await decide(desk)
    const first = await fileOf(desk, document.id)
    await desk.do('document.printed', { id: document.id, copies: 2 })
    desk.clock.minutes(1)
    await desk.do('document.printed', { id: document.id, copies: 1 })
    expect(Buffer.compare(await fileOf(desk, document.id), first)).toBe(0)
    await desk.do('application.handOver', {
      id: application.id,
      version: application.version,
      identityDocument: 'identity_card',
      digital: false,
      number: '031456789',
      signed: true,
    })
    expect(await desk.do('document.history', { id: document.id })).toMatchObject({
      document: { id: document.id, printed: 2, copies: 1, cancelled: null },
      prints: [
        { copies: 2, reprint: false, by: 'Әбенова Гүлнұр Серікқызы' },
        { copies: 1, reprint: true },
      ],
      handedOver: {
        on: '2026-11-20',
        to: 'Сейтжанова Айгерім Болатқызы',
        identityDocument: 'identity_card',
        number: '031456789',
        by: 'Әбенова Гүлнұр Серікқызы',
      },
    })
    expect((await desk.refuse('document.history', { id: 999 })).code).toBe('not_found')
  })

  it('keeps a cancelled paper in sight, and neither prints nor hands it over', async () => {
    const desk = await openSetUpDesk()
    const { application, document } = await decide(desk)
    const { id } = document
    const code = codeInFile(await fileOf(desk, id))!
    expect(await desk.refuse('document.cancel', { id, reason: ' ' })).toMatchObject({
      code: 'reason_needed',
      fields: [{ path: 'reason' }],
    })
    const cancelled = await desk.do('document.cancel', { id, reason: ' Тегінде қате бар ' })
    expect(cancelled.cancelled).toEqual({
      at: desk.clock.now.toISOString(),
      by: 'Әбенова Гүлнұр Серікқызы',
      reason: 'Тегінде қате бар',
    })
    expect((await desk.refuse('document.cancel', { id, reason: 'тағы' })).code).toBe('paper_cancelled')
    expect((await desk.refuse('document.printed', { id, copies: 1 })).code).toBe('paper_cancelled')
    const listed = async (show: 'to_print' | 'to_hand_over' | 'all') =>
      (await desk.do('document.list', { show })).documents.map((row) => row.id)
    expect(await listed('all')).toContain(id)
    expect(await listed('to_print')).not.toContain(id)
    expect(await listed('to_hand_over')).not.toContain(id)
    expect(await desk.do('document.verify', { text: code })).toMatchObject({
      verdict: 'unchanged',
      paper: { cancelledAt: cancelled.cancelled!.at },
    })
    const hand = {
      id: application.id,
      version: application.version,
      identityDocument: 'identity_card' as const,
      digital: true,
      number: '',
      signed: true,
    }
    expect((await desk.refuse('application.handOver', hand)).code).toBe('paper_cancelled')
    expect((await desk.do('document.history', { id })).handedOver).toBeNull()
    const { timeline } = await desk.do('person.get', { id: application.personId })
    expect(timeline.find(({ kind }) => kind === 'paper_cancelled')).toMatchObject({
      documentId: id,
      by: 'Әбенова Гүлнұр Серікқызы',
      params: { reason: 'Тегінде қате бар', title_ru: document.title.ru },
    })

    const db = openDatabase(desk.folder)
    const sent = (await db('outbox').where({ kind: 'documents', state: 'waiting' })) as { payload: string }[]
    await closeDatabase(db)
    const payloads = sent.map(
      (row) => JSON.parse(row.payload) as { form_id: string; cancelled_date: unknown },
    )
    expect(payloads.find((one) => one.form_id === document.formId)?.cancelled_date).toBe('2026-11-20')
    const { entries } = await desk.do('audit.list', {})
    expect(entries.find((entry) => entry.operation === 'document.cancel')?.entityId).toBe(String(id))
  })
})

describe('issuing a paper again', () => {
  const handOver = (application: { id: number; version: number }) => ({
    id: application.id,
    version: application.version,
    identityDocument: 'identity_card' as const,
    digital: false,
    number: '031456789',
    signed: true,
  })

  it('R180 cancels it with a reason and makes the same form from the case with the name of today', async () => {
    const desk = await openSetUpDesk()
    const { application, document } = await decide(desk)
    const person = await desk.do('person.get', { id: application.personId })
    const { id: personId, version } = person.person
    const fields = { ...readyDraft().person, lastName: 'Ахметова' }
    await desk.do('person.save', { id: personId, version, fields })
    expect((await desk.refuse('document.reissue', { id: document.id, reason: ' ' })).code).toBe(
      'reason_needed',
    )

    desk.clock.minutes(1)
    const again = await desk.do('document.reissue', { id: document.id, reason: 'Тегінде қате' })
    expect(again).toMatchObject({ formId: document.formId, toHandOver: true, cancelled: null, printed: 0 })
    const [before, after] = [await fileOf(desk, document.id), await fileOf(desk, again.id)]
    expect(textOf(before)).toContain('Сейтжанова Айгерім')
    expect(textOf(after)).toContain('Ахметова Айгерім')
    // The day of registration is that of the case.
    expect(textOf(after)).toContain('"20"')
    expect(codeInFile(after)).not.toBe(codeInFile(before))
    expect(await desk.do('document.verify', { text: codeInFile(before)! })).toMatchObject({
      paper: { cancelledAt: desk.clock.now.toISOString(), superseded: true },
    })
    const { documents } = await desk.do('application.get', { id: application.id })
    expect(documents.find(({ id }) => id === document.id)?.cancelled?.reason).toBe('Тегінде қате')
    // Pressed twice it makes no third paper.
    expect((await desk.refuse('document.reissue', { id: document.id, reason: 'x' })).code).toBe(
      'paper_cancelled',
    )
    expect((await desk.do('application.handOver', handOver(application))).state).toBe('handed_over')
    expect((await desk.do('document.history', { id: again.id })).handedOver?.on).toBe('2026-11-20')
    await desk.do('exchange.make', {})
  })

  it('takes the place of a paper that was only cancelled, and of a result that was handed over', async () => {
    const desk = await openSetUpDesk()
    const { application, document } = await decide(desk, 'refused')
    await desk.do('document.cancel', { id: document.id, reason: 'Бүлінген' })
    const second = await desk.do('document.reissue', { id: document.id, reason: '' })
    expect(textOf(await fileOf(desk, second.id))).toContain('Еңбек қатынасында тұр')
    const handed = await desk.do('application.handOver', handOver(application))
    const third = await desk.do('document.reissue', { id: second.id, reason: 'Жоғалтты' })
    expect((await desk.do('document.list', { show: 'to_hand_over' })).documents).toMatchObject([
      { id: third.id },
    ])
    const waiting = await desk.do('application.get', { id: application.id })
    expect(waiting).toMatchObject({ state: 'decided', handOver: null })
    expect((await desk.refuse('application.handOver', handOver(handed))).code).toBe('version_conflict')
    expect((await desk.do('application.handOver', handOver(waiting))).handOver).not.toBeNull()
    await desk.do('exchange.make', {})
  })

  it('makes a receipt again with who accepted and when it is due, after the decision too', async () => {
    const desk = await openSetUpDesk()
    const { application } = await decide(desk)
    const { id } = application.documents.find((paper) => !paper.toHandOver)!
    const { client } = await addClerk(desk, 'Оспанов Дәурен Асқарұлы')
    const again = await desk.do('document.reissue', { id, reason: 'Бояуы кеткен' }, client)
    expect(again.toHandOver).toBe(false)
    expect(textOf(await fileOf(desk, again.id))).toBe(textOf(await fileOf(desk, id)))
  })

  it('is for who decides', async () => {
    const desk = await openSetUpDesk()
    const { document } = await accept(desk)
    const { client } = await addClerk(desk, 'Смағұлов Нұрлан Серікұлы', ['administrator'])
    const asked = { id: document.id, reason: 'x' }
    expect((await desk.refuse('document.reissue', asked, client)).code).toBe('right_missing')
    expect((await desk.refuse('document.reissue', { ...asked, id: 999 })).code).toBe('not_found')
  })
})
