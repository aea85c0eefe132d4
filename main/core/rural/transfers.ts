/** R42: checked cases leave for the centre as a file and a list on paper (S7); R43: what the centre answers. */
import { randomUUID } from 'node:crypto'
import type { RuralHead, RuralTransfer } from '../../../shared/contract/rural'
import { CodedError } from '../../../shared/errors'
import type { PaperLanguage, RuralPlace } from '../../../shared/model'
import { r42RuralTransfer } from '../../../shared/rules/engine/registration'
import { fullName } from '../../../shared/rules/names'
import { actorOf, audit, clockOf, nextNumber, readCentre, readDay, staffName, type Context } from '../context'
import { docxType, pdfOf } from '../documents/handlers'
import { sha256Of } from '../exchange/batch'
import { judge } from '../intake/handlers'
import {
  answerFault,
  answerOf,
  changeCase,
  checkOf,
  draftOf,
  factsOf,
  freshCase,
  keepAnswer,
  neededPlace,
  ruralCase,
} from './cases'
import { centreMark, fileBytes, fileOf, readFile, writeFile, type FileContent } from './file'
import { casesTable, transferNumber, transfersTable, type CaseRecord, type TransferRecord } from './records'

const listForm = 'common-s7'

/** Titles of the papers that were brought, in the language of the list. */
async function papersOf(context: Context, record: CaseRecord, language: PaperLanguage): Promise<string> {
  const { checklist } = await judge(context, draftOf(record))
  const brought = checklist.filter(({ state }) => ['present', 'ready', 'expired'].includes(state))
  return brought.map(({ title }) => title[language]).join('; ')
}

const caseOf = (record: CaseRecord): FileContent<'transfer'>['cases'][number] => {
  const draft = draftOf(record)
  return {
    id: record.id,
    begunOn: record.begun_on,
    // Numbers of this desk's register say nothing to another.
    draft: { ...draft, personId: null, personVersion: null, secondReason: '', similarSeen: false },
    facts: factsOf(record),
    check: checkOf(record),
  }
}

async function listPaper(
  context: Context,
  of: { records: CaseRecord[]; place: RuralPlace; on: string; language: PaperLanguage },
) {
  const items: Record<string, string>[] = []
  for (const record of of.records)
    items.push({
      applicant_full_name: fullName(draftOf(record).person),
      documents: await papersOf(context, record, of.language),
    })
  return context.papers.fill(listForm, of.language, {
    assistant_full_name: actorOf(context).fullName,
    rural_district_name: of.language === 'ru' ? of.place.districtRu : of.place.districtKk,
    items,
    transfer_date: of.on,
  })
}

/** R42: send checked cases; they are locked from now on. Throws `rural_not_checked`, `date_too_early`. */
export async function sendCases(
  context: Context,
  input: { cases: { id: string; version: number }[]; on: string; language: PaperLanguage },
): Promise<RuralTransfer> {
  const { db, now } = context
  const place = await neededPlace(context)
  const clock = await clockOf(context)
  const on = readDay(input.on, clock.today, 'on')
  const staff = actorOf(context)
  const records: CaseRecord[] = []
  for (const { id, version } of input.cases) {
    const record = await freshCase(context, id, version, [null, 'checked'])
    const rural = { ...ruralCase(record, undefined, staff.fullName), sentOn: on }
    for (const { level, code } of r42RuralTransfer(rural, clock)) {
      if (level !== 'block') continue
      if (code === 'rural_sent_unchecked')
        throw new CodedError('rural_not_checked', { name: fullName(draftOf(record).person) })
      throw new CodedError('date_too_early', { date: rural.checkedOn }, [
        { path: 'on', code: 'date_too_early' },
      ])
    }
    records.push(record)
  }
  const year = Number(on.slice(0, 4))
  const number = await nextNumber(context, 'rural_transfer', year)
  const head: RuralHead = {
    uid: randomUUID(),
    number: transferNumber({ year, number }),
    sentOn: on,
    assistant: staff.fullName,
    district: { kk: place.districtKk, ru: place.districtRu },
    akim: place.akim,
  }
  const { text, sha256 } = writeFile('transfer', {
    centre: centreMark(await readCentre(context)),
    transfer: head,
    cases: records.map(caseOf),
  })
  const paper = await listPaper(context, { records, place, on, language: input.language })
  const [{ id }] = (await transfersTable(db).insert(
    {
      uid: head.uid,
      year,
      number,
      place: JSON.stringify(place),
      sent_on: on,
      language: input.language,
      content: text,
      sha256,
      paper: Buffer.from(paper.bytes),
      staff_id: staff.id,
      at: now.toISOString(),
    },
    ['id'],
  )) as [{ id: number }]
  for (const record of records)
    await changeCase(context, record, { transfer_id: id }, { sent: head.number, on })
  await audit(context, 'rural_transfer', id, {
    number: head.number,
    sha256,
    cases: records.map((one) => one.id),
  })
  return toTransfer(context, (await transfersTable(db).where({ id: id }).first())!)
}

const nameOfFile = (record: TransferRecord, bin: string): string =>
  ['qabyldau-rural', bin, transferNumber(record), record.uid.slice(0, 8)].filter(Boolean).join('-')

async function toTransfer(context: Context, record: TransferRecord): Promise<RuralTransfer> {
  const cases = await casesTable(context.db).orderBy(['created_at', 'id']).where({ transfer_id: record.id })
  const { bin } = await readCentre(context)
  return {
    id: record.id,
    number: transferNumber(record),
    sentOn: record.sent_on,
    at: record.at,
    by: await staffName(context.db, record.staff_id),
    cases: cases.length,
    answered: cases.filter((one) => one.answer !== null).length,
    sha256: record.sha256,
    fileName: nameOfFile(record, bin) + '.json',
    language: record.language,
  }
}

export async function listTransfers(context: Context): Promise<RuralTransfer[]> {
  const records = await transfersTable(context.db).orderBy('id', 'desc').limit(200)
  return Promise.all(records.map((record) => toTransfer(context, record)))
}

/** A transfer again, as it was sent: its file or its list. Throws `not_found`, `paper_changed`. */
export async function transferFile(context: Context, input: { id: number; as: 'file' | 'docx' | 'pdf' }) {
  const record = await transfersTable(context.db).where({ id: input.id }).first()
  if (!record) throw new CodedError('not_found')
  const name = nameOfFile(record, (await readCentre(context)).bin)
  const put = (type: string, ending: string, bytes: Uint8Array) =>
    context.files.put({ name: name + ending, type, bytes }, context.client)
  if (input.as === 'file') {
    if (sha256Of(record.content) !== record.sha256)
      throw new CodedError('paper_changed', { number: transferNumber(record) })
    return put('application/json', '.json', fileBytes('transfer', record.content))
  }
  const docx = new Uint8Array(record.paper)
  if (input.as === 'docx') return put(docxType, '.docx', docx)
  return put('application/pdf', '.pdf', await pdfOf(context, docx))
}

/** The centre's answer: each case that was sent gets its number; what says otherwise than here is left alone. */
export async function readAnswer(context: Context, token: string) {
  const file = fileOf(context, token)
  const { content } = await readFile(context, 'answer', file)
  const lines = []
  for (const { id, answer } of content.cases) {
    const record = await casesTable(context.db).where({ id }).first()
    const line = {
      id,
      personName: record ? fullName(draftOf(record).person) : '',
      applicationNumber: answer.applicationNumber,
      registeredOn: answer.registeredOn,
    }
    lines.push({ ...line, verdict: await takeAnswer(context, record, answer) })
  }
  await audit(context, 'rural_transfer', content.transfer.uid, { answer: content.transfer.number })
  context.changes.add('rural')
  return { fileName: file.name, number: content.transfer.number, lines }
}

async function takeAnswer(
  context: Context,
  record: CaseRecord | undefined,
  answer: FileContent<'answer'>['cases'][number]['answer'],
): Promise<'marked' | 'unchanged' | 'unknown' | 'contradicts'> {
  if (!record || record.transfer_id === null) return 'unknown'
  const held = answerOf(record)
  if (held && JSON.stringify(held) === JSON.stringify(answer)) return 'unchanged'
  // An undecided case becomes a decided one; anything else is another story than the one that stands here.
  const differs =
    held !== null && (held.applicationNumber !== answer.applicationNumber || held.outcome !== null)
  // R31: who was registered before keeps that day, so only the day of receipt is held against ours.
  const fault = await answerFault(context, record, { ...answer, registeredOn: null })
  if (differs || record.told !== null || fault) return 'contradicts'
  await keepAnswer(context, record, answer)
  return 'marked'
}
