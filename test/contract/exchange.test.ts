/** The day leaves, the answer comes back: a real desk and a real receiver over a folder. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ackBytes, type Acknowledgement } from '../../main/core/exchange/acknowledgement'
import { ackInbox } from '../../main/core/exchange/answers'
import { sha256Of } from '../../main/core/exchange/batch'
import { batchesTable, outboxTable } from '../../main/core/exchange/outbox'
import { newKeyPair, type KeyPair } from '../../main/core/exchange/signature'
import {
  digestOf,
  openReceiver,
  payloadSha256,
  type ReceiverDesk,
  type ReceiverOptions,
} from '../../main/receiver/receive'
import { inEveryLanguage } from '../../shared/locale'
import { PersonFields } from '../../shared/model'
import {
  accept,
  decide,
  lookInto,
  openSetUpDesk,
  password,
  readyDraft,
  temporaryFolder,
  type TestDesk,
} from '../helpers/desk'

const put = (desk: TestDesk, name: string, bytes: Uint8Array) =>
  desk.app.files.put({ name, type: 'application/json', bytes }, desk.client).token

const bytesOf = (desk: TestDesk, { token }: { token: string }) =>
  desk.app.files.get(token, desk.client)!.bytes

/** A desk and a receiver that know each other's keys. */
async function partners(options: ReceiverOptions & { trusting?: boolean } = {}) {
  const desk = await openSetUpDesk()
  const folder = temporaryFolder()
  const receiver = await openReceiver(folder, { now: () => desk.clock.now, ...options })
  if (options.trusting !== false) {
    await receiver.trust(bytesOf(desk, await desk.do('exchange.publicKey', {})))
    const file = readFileSync(path.join(receiver.store.folder, 'receiver.key.json'))
    await desk.do('exchange.saveReceiver', { token: put(desk, 'receiver.key.json', file) })
  }
  return { desk, receiver, folder }
}

/** Carry a batch to the receiver's folder, as it leaves. */
async function carry(desk: TestDesk, folder: string, sequence: number): Promise<string> {
  const file = await desk.do('exchange.file', { sequence, encrypted: true })
  writeFileSync(path.join(folder, file.name), bytesOf(desk, file))
  return file.name
}

const answersIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ack.json'))
    .sort()

const take = (desk: TestDesk, folder: string, name = answersIn(folder).at(-1)!) =>
  desk.do('exchange.acknowledge', { token: put(desk, name, readFileSync(path.join(folder, name))) })

/** Make, carry, receive and take the answer in. */
async function exchange(desk: TestDesk, receiver: ReceiverDesk, folder: string) {
  const batch = await desk.do('exchange.make', {})
  await carry(desk, folder, batch.sequence)
  const [received] = await receiver.receive()
  const answer = await take(desk, folder)
  return { batch, received: received!, answer }
}

/** Hash over what the centre knows to be accepted; equal to the receiver's `digest`. */
const digest = (desk: TestDesk) =>
  lookInto(desk, async (db) =>
    digestOf(
      (await outboxTable(db).whereNotNull('answer_id').whereNull('reasons')).map((row) => ({
        ...row,
        sha256: payloadSha256(JSON.parse(row.payload) as object),
      })),
    ),
  )

async function go(desk: TestDesk, day: string) {
  desk.clock.set(day + 'T05:00:00.000Z')
  await desk.do('session.signIn', { staffId: 1, password })
}

const bin = '230440000010'

describe('a batch and its answer', () => {
  it('R165 R166 R171: leaves signed and encrypted, is taken, and both sides hold the same', async () => {
    const { desk, receiver, folder } = await partners()
    await decide(desk)
    const before = await desk.do('exchange.state', {})
    expect(before).toMatchObject({ waitingTotal: 9, sentTotal: 0, receiver: { name: 'AIS' }, making: null })

    const batch = await desk.do('exchange.make', {})
    expect(batch).toMatchObject({ sequence: 1, records: before.waitingTotal, answer: 'none', accepted: 0 })
    expect(batch.signedBy).toBe(before.key!.fingerprint)
    expect(await desk.do('exchange.state', {})).toMatchObject({ waitingTotal: 0, sentTotal: batch.records })
    const name = await carry(desk, folder, 1)
    expect(name).toBe(`qabyldau-${bin}-000001.zip.age`)
    expect(readFileSync(path.join(folder, name)).subarray(0, 21).toString()).toBe('age-encryption.org/v1')
    // The same envelope every time: a target that holds it already need not get it again.
    const again = bytesOf(desk, await desk.do('exchange.file', { sequence: 1, encrypted: true }))
    expect(Buffer.compare(again, readFileSync(path.join(folder, name)))).toBe(0)

    expect(await receiver.receive()).toMatchObject([
      { as: 'taken', bin, sequence: 1, accepted: batch.records, refused: 0, reason: null },
    ])
    expect(await take(desk, folder)).toMatchObject({
      effect: 'applied',
      outcome: 'taken',
      accepted: batch.records,
      refused: 0,
      expected: null,
    })
    const state = await desk.do('exchange.state', {})
    expect(state).toMatchObject({ sentTotal: 0, acceptedTotal: batch.records, refusedTotal: 0 })
    expect(state.batches[0]).toMatchObject({ answer: 'accepted', accepted: batch.records, refused: 0 })
    expect(await digest(desk)).toBe(await receiver.digest(bin))

    // Nothing leaves twice by accident.
    expect(await desk.refuse('exchange.make', {})).toMatchObject({ code: 'nothing_to_send' })
    const verified = await desk.do('exchange.verify', {
      token: put(desk, 'x.zip', bytesOf(desk, await desk.do('exchange.file', { sequence: 1 }))),
    })
    expect(verified.signature).toEqual({ key: batch.signedBy, known: true })
    await receiver.close()
  })

  it('R165: a refused record returns to the list with its reason, and goes out again when mended', async () => {
    const { desk, receiver, folder } = await partners({
      check: ({ kind, payload }) =>
        kind === 'persons' && payload['education'] === null
          ? [
              {
                field: 'education',
                code: 'needed',
                text: inEveryLanguage('exchange.refusal_schema', { field: 'education' }),
              },
            ]
          : [],
    })
    const { application } = await accept(desk)
    const { received, answer } = await exchange(desk, receiver, folder)
    expect(received).toMatchObject({ as: 'taken', refused: 1 })
    expect(answer).toMatchObject({ effect: 'applied', outcome: 'taken', refused: 1 })
    const [batch] = (await desk.do('exchange.state', {})).batches
    expect(batch).toMatchObject({ answer: 'partly', refused: 1 })

    const { rows, total } = await desk.do('exchange.records', { open: true })
    expect(total).toBe(1)
    expect(rows[0]).toMatchObject({
      kind: 'persons',
      state: 'refused',
      batch: 1,
      reasons: [{ field: 'education', code: 'needed' }],
      person: { id: application.personId },
      place: `/people/${application.personId}`,
    })
    const duty = (await desk.do('work.list', { noun: 'exchange' })).items[0]!
    expect(duty).toMatchObject({ rule: 'R165', due: '2026-11-20', place: `/people/${application.personId}` })
    expect(duty.about!.ru).toMatch(/^education: /u)

    const { person } = await desk.do('person.get', { id: application.personId })
    await desk.do('person.save', {
      id: person.id,
      version: person.version,
      fields: PersonFields.parse({ ...person, education: 'орта' }),
    })
    expect((await desk.do('work.list', { noun: 'exchange' })).items).toEqual([])
    const second = await exchange(desk, receiver, folder)
    expect(second.batch).toMatchObject({ sequence: 2, records: 1 })
    expect(second.answer).toMatchObject({ accepted: 1, refused: 0 })
    expect(await digest(desk)).toBe(await receiver.digest(bin))
    // What was refused stays to be seen, with its reason.
    const versions = await desk.do('exchange.records', { kind: 'persons', key: rows[0]!.key })
    expect(versions.rows.map(({ version, state }) => [version, state])).toEqual([
      [2, 'accepted'],
      [1, 'superseded'],
    ])
    expect(versions.rows[1]!.reasons).toHaveLength(1)
    await receiver.close()
  })

  it('lets a record leave once more, on purpose and with a reason, and only its newest version', async () => {
    const { desk, receiver, folder } = await partners()
    await accept(desk)
    await exchange(desk, receiver, folder)
    const { rows } = await desk.do('exchange.records', { kind: 'persons' })
    const ids = [rows[0]!.id]
    expect((await desk.refuse('exchange.sendAgain', { ids, reason: ' ' })).code).toBe('input_invalid')
    expect((await desk.refuse('exchange.sendAgain', { ids: [99_999], reason: 'x' })).code).toBe('not_found')
    expect(await desk.do('exchange.sendAgain', { ids, reason: 'Сұрау бойынша' })).toEqual({
      waiting: 1,
      left: 0,
    })
    // It waits already.
    expect(await desk.do('exchange.sendAgain', { ids, reason: 'x' })).toEqual({ waiting: 0, left: 1 })
    const { batch, answer } = await exchange(desk, receiver, folder)
    expect(batch.records).toBe(1)
    expect(answer).toMatchObject({ accepted: 1, refused: 0 })
    expect(await digest(desk)).toBe(await receiver.digest(bin))
    await receiver.close()
  })

  it('says which batch the receiver misses, and takes all once it is there', async () => {
    const { desk, receiver, folder } = await partners()
    await accept(desk)
    await desk.do('exchange.make', {})
    await decide(
      desk,
      'granted',
      readyDraft({
        person: { iin: '900101300017', birthDate: '1990-01-01', sex: 'male', lastName: 'Омаров', mobile: '' },
      }),
    )
    await desk.do('exchange.make', {})
    const second = await carry(desk, folder, 2)
    expect(await receiver.receive()).toMatchObject([{ as: 'refused', reason: { params: { reason: 'gap' } } }])
    // The same refusal is said once, however often the folder is looked at.
    await receiver.receive()
    expect(answersIn(folder)).toHaveLength(1)
    expect(await take(desk, folder)).toMatchObject({
      effect: 'applied',
      outcome: 'refused',
      reason: 'gap',
      expected: 1,
    })
    const state = await desk.do('exchange.state', {})
    expect(state.batches[0]).toMatchObject({ sequence: 2, answer: 'refused', answerReason: 'gap' })
    expect((await desk.do('work.list', { noun: 'exchange' })).items.map(({ id }) => id)).toEqual([
      'exchange:batch:2',
    ])

    // The file is gone at the centre too: it is made again, byte for byte.
    rmSync(path.join(desk.folder, 'batches'), { recursive: true })
    await carry(desk, folder, 1)
    expect(readdirSync(folder)).toContain(second)
    expect(await receiver.receive()).toMatchObject([
      { as: 'taken', sequence: 1 },
      { as: 'taken', sequence: 2 },
    ])
    for (const name of answersIn(folder)) await take(desk, folder, name)
    expect((await desk.do('exchange.state', {})).batches.map(({ answer }) => answer)).toEqual([
      'accepted',
      'accepted',
    ])
    expect(await digest(desk)).toBe(await receiver.digest(bin))
    await receiver.close()
  })

  it('the receiver answers a doubled batch as before, and refuses another of the same number', async () => {
    const { desk, receiver, folder } = await partners()
    await accept(desk)
    const { answer } = await exchange(desk, receiver, folder)
    const [name] = answersIn(folder)
    const first = readFileSync(path.join(folder, name!))
    rmSync(path.join(folder, name!))
    await carry(desk, folder, 1)
    expect(await receiver.receive()).toMatchObject([{ as: 'again', sequence: 1 }])
    expect(readFileSync(path.join(folder, name!))).toEqual(first)
    expect(await take(desk, folder)).toMatchObject({ effect: 'again', id: answer.id })

    // A register restored from a copy makes another first batch.
    const other = await openSetUpDesk()
    const key = path.join('keys', 'centre-key.json')
    mkdirSync(path.join(other.folder, 'keys'), { recursive: true })
    copyFileSync(path.join(desk.folder, key), path.join(other.folder, key))
    await decide(other)
    await other.do('exchange.make', {})
    await carry(other, folder, 1)
    expect(await receiver.receive()).toMatchObject([
      { as: 'refused', reason: { params: { reason: 'sequence_taken' } } },
    ])
    await receiver.close()
  })

  it('goes on with a batch that a killed process left half made, and gives the same bytes', async () => {
    const { desk, receiver } = await partners()
    await accept(desk)
    const { sha256 } = await desk.do('exchange.make', {})
    // As it is between setting the records apart and the file.
    await lookInto(desk, (db) =>
      batchesTable(db)
        .where({ sequence: 1 })
        .update({ state: 'making', sha256: '', lease_by: 'gone', lease_until: '2026-11-20T05:00:20.000Z' }),
    )
    rmSync(path.join(desk.folder, 'batches'), { recursive: true })
    expect(await desk.do('exchange.state', {})).toMatchObject({
      making: { sequence: 1, here: false },
      batches: [],
    })
    expect((await desk.refuse('exchange.make', {})).code).toBe('batch_under_way')
    desk.clock.minutes(1)
    expect(await desk.do('exchange.make', {})).toMatchObject({ sequence: 1, sha256, answer: 'none' })
    expect((await desk.refuse('exchange.make', {})).code).toBe('nothing_to_send')
    await receiver.close()
  })

  it('a batch that cannot be written gives its records and its number back', async () => {
    const { desk, receiver } = await partners()
    await accept(desk)
    const { waitingTotal } = await desk.do('exchange.state', {})
    writeFileSync(path.join(desk.folder, 'batches'), 'no folder')
    expect((await desk.refuse('exchange.make', {})).code).toBe('file_write_failed')
    expect(await desk.do('exchange.state', {})).toMatchObject({ waitingTotal, sentTotal: 0, making: null })
    rmSync(path.join(desk.folder, 'batches'))
    expect(await desk.do('exchange.make', {})).toMatchObject({ sequence: 1, records: waitingTotal })
    await receiver.close()
  })

  it('stops when it is asked to: nothing stays behind, and what changed meanwhile leaves once', async () => {
    const { desk, receiver } = await partners()
    await accept(desk)
    const { waitingTotal } = await desk.do('exchange.state', {})
    const making = desk.call('exchange.make', {})
    // The records are set apart as soon as the first transaction is done.
    await expect
      .poll(async () => (await desk.do('exchange.state', {})).making?.here ?? false, { interval: 1 })
      .toBe(true)
    const cancelled = await desk.do('exchange.cancel', {})
    const result = await making
    if (result.ok) {
      // It was quicker; then there was nothing to stop.
      expect(cancelled.stopped).toBe(true)
      expect(result.value.records).toBe(waitingTotal)
    } else {
      expect(result.error.code).toBe('batch_cancelled')
      expect(await desk.do('exchange.state', {})).toMatchObject({ waitingTotal, making: null })
      expect(await desk.do('exchange.make', {})).toMatchObject({ sequence: 1, records: waitingTotal })
    }
    expect(readdirSync(path.join(desk.folder, 'batches'))).toEqual([`qabyldau-${bin}-000001.zip`])
    await receiver.close()
  })
})

/** An answer as the receiver would give it, changed and signed by whom one likes. */
async function forge(
  folder: string,
  change: (ack: Acknowledgement) => void,
  key: KeyPair,
): Promise<Uint8Array> {
  const [head] = readFileSync(path.join(folder, answersIn(folder).at(-1)!), 'utf8').split('\n')
  const ack = JSON.parse(head!) as Acknowledgement
  change(ack)
  return ackBytes(ack, key)
}

describe('an answer that is not what it should be', () => {
  it('lost, late, doubled, foreign, forged and damaged ones are told apart, and change nothing', async () => {
    const { desk, receiver, folder } = await partners()
    await accept(desk)
    await desk.do('exchange.make', {})
    await carry(desk, folder, 1)
    await receiver.receive()
    const good = readFileSync(path.join(folder, answersIn(folder)[0]!))
    const { key } = receiver.store
    const offer = (bytes: Uint8Array) =>
      desk.call('exchange.acknowledge', { token: put(desk, 'x.ack.json', bytes) })
    const state = () =>
      lookInto(desk, async (db) => sha256Of(JSON.stringify([await outboxTable(db), await batchesTable(db)])))
    const untouched = await state()
    const refused: [string, Uint8Array, string][] = [
      ['nothing', new Uint8Array(), 'ack_unreadable'],
      ['another file', Buffer.from('%PDF-1.7\n'), 'ack_unreadable'],
      ['cut in the head', good.subarray(0, 100), 'ack_unreadable'],
      ['cut in the signature', good.subarray(0, -20), 'ack_unreadable'],
      [
        'one letter changed',
        Buffer.from(good.toString().replace('"accepted":', '"accepted": ')),
        'ack_forged',
      ],
      ['signed by another', await forge(folder, () => {}, newKeyPair()), 'ack_forged'],
      [
        'of another centre',
        await forge(folder, (ack) => (ack.centre.bin = '971240001315'), key),
        'ack_foreign',
      ],
      [
        'to a batch that was never made',
        await forge(folder, (ack) => (ack.batch.sequence = 7), key),
        'ack_other_batch',
      ],
      [
        'to another batch of this number',
        await forge(folder, (ack) => (ack.batch.sha256 = 'a'.repeat(64)), key),
        'ack_other_batch',
      ],
      ['too few records', await forge(folder, (ack) => ack.accepted--, key), 'ack_mismatch'],
      [
        'a record that was not in it',
        await forge(
          folder,
          (ack) => {
            ack.accepted--
            ack.refused.push({
              kind: 'plans',
              key: 'unknown',
              version: 1,
              reasons: [{ field: 'x', code: 'x', text: { kk: 'x', ru: 'x', en: 'x' } }],
            })
          },
          key,
        ),
        'ack_mismatch',
      ],
      [
        'of a future version',
        await forge(folder, (ack) => ((ack as { formatVersion: number }).formatVersion = 2), key),
        'ack_version',
      ],
    ]
    for (const [what, bytes, code] of refused) {
      const answer = await offer(bytes)
      expect([what, answer.ok ? 'taken' : answer.error.code]).toEqual([what, code])
    }
    expect(await state()).toBe(untouched)
    // Kept aside with its reason, to be asked about.
    const kept = readFileSync(path.join(desk.folder, 'acks', 'refused', 'x.ack.json.reason.json'), 'utf8')
    expect(JSON.parse(kept)).toMatchObject({ code: 'ack_version' })

    expect(await offer(good)).toMatchObject({ ok: true, value: { effect: 'applied' } })
    expect(await offer(good)).toMatchObject({ ok: true, value: { effect: 'again' } })
    // The receiver thought again, and its two answers come in the wrong order.
    const later = await forge(
      folder,
      (ack) => Object.assign(ack, { id: 'second-answer', serial: ack.serial + 2 }),
      key,
    )
    const between = await forge(
      folder,
      (ack) =>
        Object.assign(ack, {
          id: 'between-them',
          serial: ack.serial + 1,
          outcome: 'refused',
          reason: 'gap',
          accepted: 0,
        }),
      key,
    )
    expect(await offer(later)).toMatchObject({ ok: true, value: { effect: 'applied' } })
    expect(await offer(between)).toMatchObject({ ok: true, value: { effect: 'late', late: true } })
    expect((await desk.do('exchange.state', {})).batches[0]).toMatchObject({ answer: 'accepted' })
    await receiver.close()
  })

  it('a batch without an answer is asked about after two working days', async () => {
    const { desk, receiver } = await partners()
    await accept(desk)
    await desk.do('exchange.make', {})
    const asked = async () =>
      (await desk.do('work.list', { noun: 'exchange' })).items.map(({ id, due }) => [id, due])
    await go(desk, '2026-11-24')
    expect(await asked()).toEqual([])
    await go(desk, '2026-11-25')
    expect(await asked()).toEqual([['exchange:batch:1', '2026-11-24']])
    await receiver.close()
  })

  it('waits for the key of the receiver, and is taken from the inbox once it is there', async () => {
    const { desk, receiver, folder } = await partners({ trusting: false })
    await accept(desk)
    await desk.do('exchange.make', {})
    // The receiver does not know the centre yet: it keeps the batch aside.
    const name = await carry(desk, folder, 1)
    expect(await receiver.receive()).toMatchObject([{ as: 'aside', reason: { code: 'batch_signature' } }])
    await receiver.trust(bytesOf(desk, await desk.do('exchange.publicKey', {})))
    copyFileSync(path.join(receiver.store.folder, 'refused', name), path.join(folder, name))
    await receiver.receive()
    const [ack] = answersIn(folder)
    const inbox = ackInbox(desk.folder)
    mkdirSync(inbox, { recursive: true })
    copyFileSync(path.join(folder, ack!), path.join(inbox, ack!))
    writeFileSync(path.join(inbox, 'broken.ack.json'), 'x')
    expect((await desk.do('exchange.takeInbox', {})).map(({ error }) => error?.code)).toEqual([
      'ack_unreadable',
      'ack_key_unknown',
    ])
    const file = readFileSync(path.join(receiver.store.folder, 'receiver.key.json'))
    await desk.do('exchange.saveReceiver', { token: put(desk, 'receiver.key.json', file) })
    expect(await desk.do('exchange.takeInbox', {})).toMatchObject([
      { file: ack, result: { effect: 'applied' }, error: null },
    ])
    expect(readdirSync(path.join(desk.folder, 'acks', 'refused')).sort()).toEqual([
      'broken.ack.json',
      'broken.ack.json.reason.json',
    ])
    await receiver.close()
  })

  it('takes no key file that is none, or of the wrong side', async () => {
    const { desk, receiver } = await partners()
    const own = bytesOf(desk, await desk.do('exchange.publicKey', {}))
    const good = JSON.parse(
      readFileSync(path.join(receiver.store.folder, 'receiver.key.json'), 'utf8'),
    ) as object
    const file = (change: object) => Buffer.from(JSON.stringify({ ...good, ...change }))
    const bad: [Uint8Array, string][] = [
      [Buffer.from('x'), 'shape'],
      [own, 'role'],
      [file({ publicKey: newKeyPair().publicKey }), 'fingerprint'],
      [file({ publicKey: 'x' }), 'key'],
      [file({ age: 'age1broken' }), 'age'],
    ]
    for (const [bytes, reason] of bad) {
      const fault = await desk.refuse('exchange.saveReceiver', { token: put(desk, 'k', bytes) })
      expect(fault).toMatchObject({ code: 'key_file_invalid', params: { reason } })
    }
    expect((await desk.do('exchange.state', {})).receiver).not.toBeNull()
    await receiver.close()
  })
})

describe('days by which records must leave', () => {
  it('R165 R166 R171: one working day from receipt for the person and the case, the day itself for a stage', async () => {
    const desk = await openSetUpDesk()
    await accept(desk)
    const { rows } = await desk.do('exchange.records', {})
    const due = Object.fromEntries(rows.map((row) => [row.kind, row.due]))
    expect(due).toMatchObject({
      persons: '2026-11-23',
      applications: '2026-11-23',
      stages: '2026-11-20',
    })
    expect(await desk.do('exchange.state', {})).toMatchObject({ today: '2026-11-20', overdue: 0 })
    expect((await desk.do('exchange.state', {})).dueToday).toBeGreaterThan(0)
    await go(desk, '2026-11-24')
    const late = await desk.do('exchange.state', {})
    expect(late).toMatchObject({ dueToday: 0, overdue: late.waitingTotal })
    const { items } = await desk.do('work.list', { noun: 'exchange' })
    expect(items.map(({ id }) => id)).toEqual(['exchange:due:2026-11-20', 'exchange:due:2026-11-23'])
    // A correction gives no more time to what is late already.
    const { person } = await desk.do('person.get', { id: 1 })
    await desk.do('person.save', {
      id: 1,
      version: person.version,
      fields: PersonFields.parse({ ...person, education: 'орта' }),
    })
    const [newest] = (await desk.do('exchange.records', { kind: 'persons' })).rows
    expect(newest).toMatchObject({ version: 2, due: '2026-11-23' })
  })
})
