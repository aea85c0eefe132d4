/**
 * `demo`: the main job without a screen, through the very same core. A centre with staff takes the people of
 * `test/fixtures`, registers some, refuses one on a ground of the law, turns one away, prints every paper,
 * writes the batch of the day and verifies it. Before that, on a clock turned back by some weeks, it leads one person
 * to unemployed, plan, offer and hire, and one to deregistration, and issues a referral of every kind.
 */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import type { Translator } from '../../shared/locale'
import {
  Centre,
  emptyIntakeDraft,
  emptyPersonFields,
  IsoDay,
  LegalRepresentative,
  NewStaff,
  PaperLanguage,
  Sex,
  type IntakeDraft,
} from '../../shared/model'
import { shownDay } from '../../shared/rules/dates'
import { verifyBatch } from '../core/exchange/verify'
import { programFolder } from '../places'
import { Refused, type Io } from './io'
import { openReceiver } from '../receiver/receive'
import { withDesk, type LocalDesk } from './open'
import { fetchBrowser } from '../web/fetch-browser'
import { leadReferrals, ReferralFixture, type ReferralReport } from './demo-referrals'
import { leadRoads, RoadTexts, type Road, type TurnedDesk } from './demo-road'

export interface DemoOptions {
  /** Folder for `documents/`, `batches/`, `demo.json` and, in `centre/`, the register of the demo. */
  out: string
  json: boolean
  t: Translator
  io: Io
}

const NamedStaff = NewStaff.omit({ password: true })
const CentreFixture = z.object({ centre: Centre, administrator: NamedStaff, staff: z.array(NamedStaff) })
const PersonFixture = z.object({
  iin: z.string(),
  lastName: z.string(),
  firstName: z.string(),
  middleName: z.string(),
  birthDate: IsoDay,
  sex: Sex,
  language: PaperLanguage,
  address: z.string(),
  mobile: z.string(),
  documentNumber: z.string(),
  documentExpires: IsoDay,
  /** How far this person is led. */
  outcome: z.enum(['granted', 'refused', 'accepted', 'not_accepted']),
  grounds: z.array(z.string()).default([]),
  explanation: z.string().default(''),
  handOver: z.boolean().default(false),
  publishResume: z.boolean().default(false),
  outsourcing: z.boolean().default(false),
  legalRepresentative: LegalRepresentative.optional(),
})
type PersonFixture = z.infer<typeof PersonFixture>
const TravellerFixture = z.object({
  person: PersonFixture,
  labourActivity: z.string(),
  education: z.string(),
})
const RoadFixture = RoadTexts.extend({
  paymentDocuments: z.object({ kk: z.string(), ru: z.string() }),
  hired: TravellerFixture,
  deregistered: TravellerFixture,
})
type RoadFixture = z.infer<typeof RoadFixture>

async function readFixture<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(
    JSON.parse(await readFile(path.join(programFolder(), 'test', 'fixtures', file), 'utf8')),
  )
}

function draftOf(one: PersonFixture): IntakeDraft {
  const paper = (number = '', expiresOn: string | null = null) => ({
    shown: 'paper' as const,
    number,
    expiresOn,
  })
  return {
    ...emptyIntakeDraft,
    language: one.language,
    person: {
      ...emptyPersonFields,
      iin: one.iin,
      lastName: one.lastName,
      firstName: one.firstName,
      middleName: one.middleName,
      birthDate: one.birthDate,
      sex: one.sex,
      address: one.address,
      mobile: one.mobile,
    },
    checklist: {
      identity_document: paper(one.documentNumber, one.documentExpires),
      labour_activity: { shown: 'none', number: '', expiresOn: null },
      education: paper(),
      ...(one.legalRepresentative ? { legal_representative: paper() } : {}),
    },
    consents: {
      publish_resume: one.publishResume,
      outsourcing_transfer: one.outsourcing,
      personal_data: true,
    },
    declaredNoWork: true,
    inArea: true,
    ...(one.legalRepresentative ? { legalRepresentative: one.legalRepresentative } : {}),
  }
}

interface Step {
  step: string
  milliseconds: number
}

/** What `demo.json` holds; paths are relative to the folder of the demo. */
interface DemoReport extends ReferralReport {
  centre: string
  people: number
  applications: { number: string; person: string; language: string; outcome: string; due: string }[]
  decisions: { application: string; outcome: 'granted' | 'refused'; grounds: string[]; date: string }[]
  consultations: { person: string; missing: string[] }[]
  roads: Omit<Road, 'personId'>[]
  documents: {
    formId: string
    language: string
    application: string
    file: string
    pdf: string
    sha256: string
  }[]
  batches: {
    sequence: number
    file: string
    records: number
    counts: Record<string, number>
    sha256: string
    verified: boolean
  }[]
  acknowledged: { batch: number; accepted: number; refused: number; file: string }[]
  steps: Step[]
  milliseconds: number
}

/** Throws `Refused`: `demo_refused` where the folder holds other data, `pdf_unavailable` without a browser. */
export async function runDemo({ out, json, t, io }: DemoOptions): Promise<void> {
  const folder = path.resolve(out)
  const dataFolder = path.join(folder, 'centre')
  const reportFile = path.join(folder, 'demo.json')
  if (existsSync(path.join(dataFolder, 'register.sqlite'))) {
    // Only what an earlier demo made is made anew; a register of anybody else stays.
    if (!existsSync(reportFile)) throw new Refused({ code: 'demo_refused' })
    for (const made of ['centre', 'documents', 'batches', 'receiver', 'demo.json']) {
      await rm(path.join(folder, made), { recursive: true, force: true })
    }
  }
  await mkdir(path.join(folder, 'documents'), { recursive: true })
  const centre = await readFixture('centre.json', CentreFixture)
  const people = await readFixture('people.json', z.array(PersonFixture))
  const roads = await readFixture('roads.json', RoadFixture)
  const referrals = await readFixture('referrals.json', ReferralFixture)

  const steps: Step[] = []
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now()
    const value = await work()
    steps.push({ step, milliseconds: Math.round(performance.now() - begun) })
    return value
  }
  const report: DemoReport = {
    centre: centre.centre.nameRu,
    // Two more travel the longest roads.
    people: people.length + 2 + referrals.people.length,
    applications: [],
    decisions: [],
    consultations: [],
    roads: [],
    referrals: [],
    slipsReturned: [],
    documents: [],
    batches: [],
    acknowledged: [],
    steps,
    milliseconds: 0,
  }

  const browser = await fetchBrowser((what) => io.err(t(what) + '\n'))
  if (!browser) throw new Refused({ code: 'pdf_unavailable' })
  const started = performance.now()
  /** Milliseconds by which the clock of the demo stands back. */
  let back = 0
  const work = async (desk: LocalDesk) => {
    const signIn = await timed(t('cli.demo_centre'), () => makeCentre(desk, folder, centre, roads))
    const turned: TurnedDesk = {
      ...desk,
      async turn(day) {
        back = Date.now() - Date.parse(day + 'T10:00:00+05:00')
        await signIn()
      },
      async asDirector(work) {
        await signIn('director')
        const result = await work()
        await signIn()
        return result
      },
    }
    const { today } = await desk.call('app.status', {})
    await timed(t('cli.demo_roads'), () => travel(turned, roads, report, today))
    await timed(t('cli.demo_referrals'), async () => {
      Object.assign(report, await leadReferrals(turned, referrals, today))
      await listGranted(desk, report)
      back = 0
      await signIn()
    })
    for (const one of people) {
      const name = [one.lastName, one.firstName].filter(Boolean).join(' ')
      await timed(t('cli.demo_person', { name }), () => lead(desk, one, report))
    }
    await timed(t('cli.demo_papers'), () => print(desk, folder, report))
    await timed(t('cli.demo_batch'), () => sendBatch(desk, folder, report))
  }
  await withDesk(dataFolder, 'cli', work, browser, {
    // Invented people never go to the server of a centre.
    register: 'sqlite:register.sqlite',
    now: () => new Date(Date.now() - back),
    // Its passwords are random and forgotten: nothing is gained by hashing them slowly.
    passwordCost: 1024,
  })
  report.milliseconds = Math.round(performance.now() - started)
  await writeFileAtomic(reportFile, JSON.stringify(report, null, 2) + '\n')
  io.out(json ? JSON.stringify(report, null, 2) + '\n' : table(report, folder, t))
}

type SignIn = (as?: 'specialist' | 'director') => Promise<void>

/** The centre, its staff and its text of R68; gives the way to sign in again on another day, as the clerk if not told. */
async function makeCentre(
  desk: LocalDesk,
  folder: string,
  fixture: z.infer<typeof CentreFixture>,
  { paymentDocuments, source }: RoadFixture,
): Promise<SignIn> {
  // Nobody signs in to this register again: its passwords are made and forgotten here.
  const password = randomUUID()
  const { staffId } = await desk.call('setup.complete', {
    language: 'ru',
    centre: fixture.centre,
    administrator: { ...fixture.administrator, password },
  })
  await desk.call('session.signIn', { staffId, password })
  await introduce(desk, folder)
  const held = { specialist: staffId, director: staffId }
  for (const one of fixture.staff) {
    const { id, roles } = await desk.call('staff.add', { staff: { ...one, password } })
    for (const role of ['specialist', 'director'] as const) if (roles.includes(role)) held[role] = id
  }
  await desk.call('law.saveText', {
    id: 'payment_documents',
    from: '2023-07-01',
    ...paymentDocuments,
    source,
  })
  const signIn: SignIn = async (as = 'specialist') =>
    void (await desk.call('session.signIn', { staffId: held[as], password }))
  await signIn()
  return signIn
}

/** The longest roads, which end some days before the day of the demo. */
async function travel(
  desk: TurnedDesk,
  fixture: RoadFixture,
  report: DemoReport,
  today: string,
): Promise<void> {
  const traveller = ({ person, labourActivity, education }: z.infer<typeof TravellerFixture>) => {
    const draft = draftOf(person)
    return {
      draft: { ...draft, person: { ...draft.person, labourActivity, education } },
      name: [person.lastName, person.firstName, person.middleName].filter(Boolean).join(' '),
      documentNumber: person.documentNumber,
    }
  }
  const people = { hired: traveller(fixture.hired), deregistered: traveller(fixture.deregistered) }
  for (const { personId: _, ...road } of await leadRoads(desk, people, fixture, today))
    report.roads.push(road)
}

/** The applications of those who travelled or were referred, which are all there are so far. */
async function listGranted(desk: LocalDesk, report: DemoReport): Promise<void> {
  const { applications } = await desk.call('application.list', {})
  for (const { id } of applications.reverse()) {
    const { number, personName, language, deadlines } = await desk.call('application.get', { id })
    const due = deadlines[0]!.due
    report.applications.push({ number, person: personName, language, outcome: 'granted', due })
  }
}

/** One person at the counter, as far as the fixture says. */
async function lead(desk: LocalDesk, one: PersonFixture, report: DemoReport): Promise<void> {
  const draft = draftOf(one)
  const person = [one.lastName, one.firstName, one.middleName].filter(Boolean).join(' ')
  const draftId = randomUUID()
  await desk.call('draft.save', { id: draftId, revision: 1, data: draft })
  const verdict = await desk.call('intake.check', { draft })
  if (one.outcome === 'not_accepted') {
    const missing = verdict.problems.filter(({ severity }) => severity === 'block').map(({ code }) => code)
    await desk.call('intake.consult', { draftId, personId: null, name: person, missing, note: '' })
    report.consultations.push({ person, missing })
    return
  }
  const accepted = await desk.call('intake.accept', { draftId, draft })
  const { id, number, deadlines } = accepted.application
  const entry = { number, person, language: one.language, outcome: 'accepted', due: deadlines[0]!.due }
  report.applications.push(entry)
  for (const mark of [
    'receipt_given',
    'documents_returned',
    'information_given',
    'portal_explained',
  ] as const) {
    await desk.call('application.mark', { id, mark, done: true })
  }
  if (one.outcome === 'accepted') return

  const granted = one.outcome === 'granted'
  const checked = await desk.call('application.check', {
    id,
    version: accepted.application.version,
    result: granted ? 'confirmed' : 'inaccurate',
    note: one.explanation,
  })
  const decided = await desk.call('application.decide', {
    id,
    version: checked.version,
    outcome: one.outcome,
    grounds: one.grounds,
    explanation: one.explanation,
  })
  entry.outcome = one.outcome
  report.decisions.push({
    application: number,
    outcome: one.outcome,
    grounds: one.grounds,
    date: decided.application.decision!.decidedOn,
  })
  if (!one.handOver) return
  await desk.call('application.handOver', {
    id,
    version: decided.application.version,
    identityDocument: 'identity_card',
    digital: false,
    number: one.documentNumber,
    signed: true,
  })
  await desk.call('application.inform', { id, channel: 'sms', to: one.mobile, text: number })
}

/** Every paper of the register to `documents/`, as DOCX and PDF. */
async function print(desk: LocalDesk, folder: string, report: DemoReport): Promise<void> {
  const { documents } = await desk.call('document.list', { limit: 500 })
  for (const document of documents.reverse()) {
    const name = `${document.applicationNumber} ${document.formId} ${document.language}`
    const files = { docx: path.join('documents', name + '.docx'), pdf: path.join('documents', name + '.pdf') }
    for (const as of ['docx', 'pdf'] as const) {
      const { token } = await desk.call('document.file', { id: document.id, as })
      await writeFileAtomic(
        path.join(folder, files[as]),
        Buffer.from(desk.app.files.get(token, desk.client)!.bytes),
      )
    }
    // A referral was printed before its director signed it.
    if (document.printed === 0) await desk.call('document.printed', { id: document.id, copies: 1 })
    report.documents.push({
      formId: document.formId,
      language: document.language,
      application: document.applicationNumber,
      file: files.docx,
      pdf: files.pdf,
      sha256: document.sha256,
    })
  }
}

async function sendBatch(desk: LocalDesk, folder: string, report: DemoReport): Promise<void> {
  const batch = await desk.call('exchange.make', {})
  const { token } = await desk.call('exchange.file', { sequence: batch.sequence })
  const { bytes } = desk.app.files.get(token, desk.client)!
  const file = path.join('batches', batch.fileName)
  await mkdir(path.join(folder, 'batches'), { recursive: true })
  await writeFileAtomic(path.join(folder, file), Buffer.from(bytes))
  // Verified as the receiver would: from the file, not from what was meant to be in it.
  const check = await verifyBatch(path.join(folder, file))
  report.batches.push({
    sequence: batch.sequence,
    file,
    records: batch.records,
    counts: batch.counts,
    sha256: batch.sha256,
    verified: check.sha256 === batch.sha256,
  })
  report.acknowledged.push(await answered(desk, folder, batch.sequence))
}

const receiverFolder = (folder: string) => path.join(folder, 'receiver')

/** The centre and its receiver give each other their public keys. */
async function introduce({ app, client, call }: LocalDesk, folder: string): Promise<void> {
  const receiver = await openReceiver(receiverFolder(folder))
  try {
    const { token } = await call('exchange.publicKey', {})
    await receiver.trust(app.files.get(token, client)!.bytes)
    const bytes = await readFile(path.join(receiver.store.folder, 'receiver.key.json'))
    const file = app.files.put({ name: 'receiver.key.json', type: 'application/json', bytes }, client)
    await call('exchange.saveReceiver', { token: file.token })
  } finally {
    await receiver.close()
  }
}

/** The other side takes the batch, encrypted as it leaves, and its answer comes back. */
async function answered(
  { app, client, call }: LocalDesk,
  folder: string,
  sequence: number,
): Promise<DemoReport['acknowledged'][number]> {
  const region = receiverFolder(folder)
  const sealed = await call('exchange.file', { sequence, encrypted: true })
  await writeFileAtomic(
    path.join(region, sealed.name),
    Buffer.from(app.files.get(sealed.token, client)!.bytes),
  )
  const receiver = await openReceiver(region)
  try {
    const [received] = await receiver.receive()
    const answer = received!.answer!
    const bytes = await readFile(path.join(region, answer))
    const { token } = app.files.put({ name: answer, type: 'application/json', bytes }, client)
    const { batch, accepted, refused } = await call('exchange.acknowledge', { token })
    return { batch, accepted, refused, file: path.join('receiver', answer) }
  } finally {
    await receiver.close()
  }
}

function table(report: DemoReport, folder: string, t: Translator): string {
  const width = Math.max(...report.steps.map(({ step }) => [...step].length))
  const rows = report.steps.map(
    ({ step, milliseconds }) =>
      `  ${step}${' '.repeat(width - [...step].length)}  ${t('cli.demo_ms', { ms: milliseconds }).padStart(10)}`,
  )
  const batch = report.batches[0]!
  const papers = report.documents.map(
    ({ application, formId, language, file }) => `  ${application}  ${formId}  ${language}  ${file}`,
  )
  return [
    t('cli.demo_steps'),
    ...rows,
    '',
    t('cli.demo_roads_led'),
    ...report.roads.map(
      ({ person, end, steps }) =>
        '  ' +
        t('cli.demo_road', {
          person,
          end,
          from: shownDay(steps[0]!.on),
          until: shownDay(steps.at(-1)!.on),
        }),
    ),
    '',
    t('cli.demo_referrals_issued'),
    ...report.referrals.map(({ number, measure, formId, language, person }) => {
      const slip = report.slipsReturned.find((one) => one.number === number)
      const end = slip ? '  ' + t('cli.demo_slip', { on: shownDay(slip.on) }) : ''
      return `  ${number}  ${formId}  ${language}  ${measure}  ${person}${end}`
    }),
    '',
    t('cli.demo_papers_made'),
    ...papers,
    '',
    t('cli.demo_result', {
      applications: report.applications.length,
      granted: report.decisions.filter(({ outcome }) => outcome === 'granted').length,
      refused: report.decisions.filter(({ outcome }) => outcome === 'refused').length,
      consultations: report.consultations.length,
      documents: report.documents.length,
    }),
    t('cli.demo_batch_made', { file: batch.file, records: batch.records, sha256: batch.sha256 }),
    ...report.acknowledged.map(({ batch: n, accepted, refused }) =>
      t('exchange.answer_applied', { batch: String(n), accepted, refused }),
    ),
    t('cli.demo_folder', { folder, seconds: (report.milliseconds / 1000).toFixed(1) }),
    '',
  ].join('\n')
}
