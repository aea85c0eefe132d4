/**
 * The exchange under everything that goes wrong between an office and its region: the command line of the sender
 * and of the receiver is killed at random instants, files are lost, doubled, cut short and come in another order.
 * At the end both sides must hold the same records.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { buildCentralBatch } from '../../main/core/central/format'
import type { CentralPayload } from '../../main/core/central/records'
import { batchesTable, outboxTable } from '../../main/core/exchange/outbox'
import type { KeyPair } from '../../main/core/exchange/signature'
import { digestOf, openReceiver, payloadSha256 } from '../../main/receiver/receive'
import { PersonFields } from '../../shared/model'
import { localDay } from '../../shared/rules/dates'
import { readyDraft } from '../helpers/drafts'
import { bin, openCentre, password, type SimulatedCentre } from '../simulate/centre'
import { chance as chanceOf } from '../simulate/random'

/** A vacancy of AIS that changes with every batch. */
const vacancy = (n: number): CentralPayload<'vacancies'> => ({
  key: 'vac-1',
  version: n,
  number: 'V-1',
  employer_bin: '190440000020',
  employer_name: '«Көкөзек наны» ЖШС',
  profession: 'Наубайшы / пекарь',
  qualification: '',
  experience_months: null,
  pay_from: 150_000 + n,
  pay_to: null,
  hours: 'shift',
  requirements: '',
  address: 'Көкөзек ауылы',
  places: 2,
  appeared_on: '2026-03-18',
  registered_on: '2026-03-19',
  closed_on: null,
})

/** Refusals that killed commands and lost, cut or early files bring with them. */
const expected =
  /nothing_to_send|batch_under_way|ack_unreadable|database_busy|batch_unreadable|central_order|batch_manifest/u

const cli = path.resolve(import.meta.dirname, '../../dist/main/cli.js')

export interface FaultsReport {
  rounds: number
  killed: number
  lost: number
  doubled: number
  cut: number
  batches: number
  records: number
  /** What does not agree at the end; empty when all is well. */
  broken: string[]
}

interface Run {
  killed: boolean
  code: number | null
  err: string
}

/** Run the command line; kill it after so many milliseconds, if it still runs. */
function run(args: string[], killAfter: number | null): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      env: { ...process.env, QABYLDAU_BROWSER: 'none', QABYLDAU_LANG: 'en', QABYLDAU_PASSWORD: password },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let err = ''
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    const timer = killAfter === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ killed: signal === 'SIGKILL', code, err })
    })
  })
}

const filesIn = (folder: string, end: string) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(end))
        .sort()
    : []

/** Live through `rounds` of export, carrying, receiving, carrying back and taking in. */
export async function sufferFaults(options: {
  folder: string
  rounds: number
  seed: number
  say?: (text: string) => void
}): Promise<FaultsReport> {
  const { folder, rounds } = options
  const { is: chance, next: random, between } = chanceOf(options.seed)
  const report: FaultsReport = {
    rounds,
    killed: 0,
    lost: 0,
    doubled: 0,
    cut: 0,
    batches: 0,
    records: 0,
    broken: [],
  }
  const [data, stick, region, back, central] = ['data', 'stick', 'region', 'back', 'central'].map((name) =>
    path.join(folder, name),
  )
  for (const one of [stick!, region!, back!, central!]) mkdirSync(one, { recursive: true })
  const desk = await openCentre(data!, localToday())
  const [clerk] = desk.clerks
  const people: number[] = []
  for (const [iin, birthDate, sex, lastName] of [
    ['850315400124', '1985-03-15', 'female', 'Сейтжанова'],
    ['900101300017', '1990-01-01', 'male', 'Омаров'],
  ] as const) {
    const draft = readyDraft({ person: { iin, birthDate, sex, lastName, mobile: '' } })
    const draftId = randomUUID()
    people.push((await desk.must(clerk, 'intake.accept', { draftId, draft })).application.personId)
  }
  const receiverKey = await trustEachOther(desk, region!)

  /** Who is killed when; about half of all commands, anywhere between their start and their usual end. */
  const command = async (args: string[], faulty: boolean) => {
    const done = await run(args, faulty && chance(0.5) ? between(0, 900) : null)
    if (done.killed) report.killed++
    else if (done.code !== 0 && !expected.test(done.err)) report.broken.push(`${args[0]}: ${done.err.trim()}`)
    return done
  }

  /** Carry a file; on the way it may be lost, cut or doubled. */
  const carry = (from: string, to: string, name: string, faulty: boolean) => {
    if (faulty && chance(0.2)) return void report.lost++
    if (faulty && chance(0.1)) {
      const bytes = readFileSync(path.join(from, name))
      writeFileSync(path.join(to, name), bytes.subarray(0, between(0, bytes.length - 1)))
      return void report.cut++
    }
    copyFileSync(path.join(from, name), path.join(to, name))
    if (faulty && chance(0.2)) report.doubled++
    else rmSync(path.join(from, name))
  }

  const round = async (faulty: boolean) => {
    await command(['export', '--data', data!, '--out', stick!], faulty)
    // Some files stay for a later round, so that they come in another order.
    for (const name of filesIn(stick!, '.zip.age'))
      if (!faulty || chance(0.7)) carry(stick!, region!, name, faulty)
    await command(['receive', region!], faulty)
    for (const name of filesIn(region!, '.ack.json'))
      if (!faulty || chance(0.7)) carry(region!, back!, name, faulty)
    const answers = filesIn(back!, '.ack.json')
    // Not in their order.
    answers.sort(() => random() - 0.5)
    if (answers.length === 0) return
    const taken = await command(
      ['ack', '--data', data!, ...answers.map((name) => path.join(back!, name))],
      faulty,
    )
    if (!taken.killed) for (const name of answers) rmSync(path.join(back!, name))
  }

  /** Batches of AIS: each changes the vacancy; they come like all files, and one that comes too early is refused. */
  let previous: string | null = null
  const fromAis: string[] = []
  const makeCentral = (n: number) => {
    const made = buildCentralBatch({
      centre: { bin },
      sequence: n,
      previous,
      createdAt: new Date().toISOString(),
      records: { vacancies: [vacancy(n)] },
      key: receiverKey,
    })
    previous = made.sha256
    const name = `ais-${String(n).padStart(4, '0')}.zip`
    writeFileSync(path.join(central!, name), made.bytes)
    fromAis.push(name)
  }
  const takeCentral = async (faulty: boolean) => {
    const names = faulty ? fromAis.slice(-4).filter(() => chance(0.6)) : fromAis
    if (faulty) names.sort(() => random() - 0.5)
    for (const name of names) {
      let file = path.join(central!, name)
      if (faulty && chance(0.1)) {
        const bytes = readFileSync(file)
        file = path.join(central!, 'cut.zip')
        writeFileSync(file, bytes.subarray(0, between(0, bytes.length - 1)))
        report.cut++
      }
      await command(['take', file, '--data', data!, '--as', String(clerk.id)], faulty)
    }
  }

  /** What was lost leaves again: every batch that has no answer. */
  const sendLost = async () => {
    for (const { sequence, answer } of (await desk.must(clerk, 'exchange.state', {})).batches) {
      if (answer === 'accepted' || answer === 'partly') continue
      const { token, name } = await desk.must(clerk, 'exchange.file', { sequence, encrypted: true })
      writeFileSync(path.join(region!, name), desk.app.files.get(token, clerk.client)!.bytes)
    }
  }

  for (let n = 1; n <= rounds; n++) {
    const id = people[n % people.length]!
    const { person } = await desk.must(clerk, 'person.get', { id })
    await desk.must(clerk, 'person.save', {
      id,
      version: person.version,
      fields: PersonFields.parse({ ...person, education: `орта ${n}` }),
    })
    await round(true)
    if (n % 3 === 0) {
      makeCentral(n / 3)
      await takeCentral(true)
    }
    if (n % 10 === 0) await sendLost()
    if (n % 20 === 0)
      options.say?.(`round ${n}: ${JSON.stringify({ ...report, broken: report.broken.length })}`)
  }
  // Calm: what is under way is finished, what was lost is sent again, all is answered.
  // A batch whose maker was killed is left alone for half a minute.
  desk.minutes(60)
  const last = await desk.call(clerk, 'exchange.make', {})
  if (!last.ok && last.error.code !== 'nothing_to_send') report.broken.push(`make: ${last.error.code}`)
  for (let n = 0; n < 3; n++) {
    await sendLost()
    await round(false)
  }
  await takeCentral(false)
  await compare(desk, region!, report)
  await compareVacancy(desk, fromAis.length, report)
  await desk.close()
  return report
}

/** Today in Almaty: the command line has the true clock. */
const localToday = () => localDay(new Date(), 'Asia/Almaty')

async function trustEachOther(
  { app, must, clerks: [clerk] }: SimulatedCentre,
  region: string,
): Promise<KeyPair> {
  const receiver = await openReceiver(region)
  const { token } = await must(clerk, 'exchange.publicKey', {})
  await receiver.trust(app.files.get(token, clerk.client)!.bytes)
  const bytes = readFileSync(path.join(receiver.store.folder, 'receiver.key.json'))
  const file = { name: 'receiver.key.json', type: 'application/json', bytes }
  await must(clerk, 'exchange.saveReceiver', { token: app.files.put(file, clerk.client).token })
  await receiver.close()
  return receiver.store.key
}

/** The vacancy is as the last batch of AIS told, and every batch was taken once. */
async function compareVacancy(desk: SimulatedCentre, batches: number, report: FaultsReport): Promise<void> {
  if (batches === 0) return
  const [clerk] = desk.clerks
  const { vacancies } = await desk.must(clerk, 'vacancy.search', {})
  const pay = vacancies.map(({ payFrom }) => payFrom)
  if (pay.length !== 1 || pay[0] !== 150_000 + batches)
    report.broken.push(`the vacancy of AIS pays ${pay.join()}`)
  const taken = (await desk.register('central_batches').select('sequence')) as { sequence: number }[]
  if (taken.length !== batches) report.broken.push(`${taken.length} of ${batches} batches of AIS were taken`)
}

async function compare(desk: SimulatedCentre, region: string, report: FaultsReport): Promise<void> {
  const say = (what: string) => report.broken.push(what)
  const db = desk.register
  const receiver = await openReceiver(region)
  try {
    const batches = await batchesTable(db).orderBy('sequence')
    const records = await outboxTable(db)
    report.batches = batches.length
    report.records = records.length
    batches.forEach((batch, index) => {
      if (batch.sequence !== index + 1) say(`batch ${batch.sequence} stands at place ${index + 1}`)
      if (batch.previous !== (batches[index - 1]?.sha256 ?? null))
        say(`batch ${batch.sequence} breaks the chain`)
      if (batch.state !== 'made' || batch.answer !== 'taken') say(`batch ${batch.sequence} is not answered`)
    })
    const newest = new Map<string, (typeof records)[number]>()
    for (const record of records) {
      if (record.state === 'waiting' || record.state === 'sent') say(`record ${record.id} is ${record.state}`)
      const name = `${record.kind} ${record.key}`
      if ((newest.get(name)?.version ?? 0) < record.version) newest.set(name, record)
    }
    for (const record of newest.values())
      if (record.state !== 'accepted')
        say(`the newest version of ${record.kind} ${record.key} is ${record.state}`)
    const ours = digestOf(
      records
        .filter(({ answer_id, reasons }) => answer_id !== null && reasons === null)
        .map((record) => ({ ...record, sha256: payloadSha256(JSON.parse(record.payload) as object) })),
    )
    if (ours !== (await receiver.digest(bin))) say('the two sides do not hold the same records')
    const { whole } = await desk.must(desk.clerks[0], 'audit.list', {})
    if (!whole) say('the audit trail is broken')
  } finally {
    await receiver.close()
  }
}
