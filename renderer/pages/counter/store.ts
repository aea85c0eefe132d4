/**
 * The intake on this desk. It lives outside the page, so that looking something up elsewhere loses nothing, and
 * keeps itself on disk: after 400 ms of rest, when the window is left or closed, and again after a failure.
 */
import { useSyncExternalStore } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { ErrorValue } from '../../../shared/errors'
import {
  emptyIntakeDraft,
  emptyPersonFields,
  type IntakeDraft,
  type Person,
  type PersonFields,
} from '../../../shared/model'
import { call, isSignInNeeded, isUnreachable } from '../../api/client'

export type Accepted = OutputOf<'intake.accept'>
type Draft = OutputOf<'draft.list'>[number]
/** What is answered about one service. */
type Answers = Pick<
  IntakeDraft,
  'checklist' | 'conditions' | 'consents' | 'place' | 'caseId' | 'measure' | 'recipient' | 'term'
>

/** Who keeps what is typed: the drafts of the counter, or the cases of an assistant in a village. */
export type Keeper = 'counter' | 'village'

export interface Intake {
  keeper: Keeper
  phase: 'find' | 'fill' | 'accepted'
  id: string
  data: IntakeDraft
  /** The person as the register knows them; null for a new one. */
  person: Person | null
  /** Whether the person's data is open for mending. */
  mending: boolean
  save: 'clean' | 'waiting' | 'saving' | 'saved' | 'failed'
  savedAt: string | null
  saveError: ErrorValue | null
  /** Another desk saved the same draft. */
  conflict: { by: string; at: string } | null
  accepted: Accepted | null
  /** Answers about services that were chosen for a moment, by code. */
  setAside: Readonly<Record<string, Answers>>
}

const pause = 400
const retryAfter = 3000

const blank = (): Intake => ({
  keeper: 'counter',
  phase: 'find',
  id: crypto.randomUUID(),
  data: emptyIntakeDraft,
  person: null,
  mending: false,
  save: 'clean',
  savedAt: null,
  saveError: null,
  conflict: null,
  accepted: null,
  setAside: {},
})

let owner: number | null = null
let now = blank()
let revision = 0
let dirty = false
let busy: Promise<void> | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function set(next: Partial<Intake>): void {
  now = { ...now, ...next }
  for (const listener of listeners) listener()
}

function rest(): void {
  clearTimeout(timer)
  timer = undefined
}

function schedule(after: number): void {
  rest()
  timer = setTimeout(() => void flush(), after)
}

const keep = (id: string, data: IntakeDraft, options?: { keepalive: boolean }) =>
  call(now.keeper === 'village' ? 'rural.save' : 'draft.save', { id, revision, data }, options)

/** Save what is not on disk yet. `leaving`: the page may not live to hear the answer. */
export async function flush(leaving = false): Promise<void> {
  rest()
  if (leaving && dirty && now.phase === 'fill' && !now.conflict) {
    revision += 1
    void keep(now.id, now.data, { keepalive: true })
    return
  }
  if (busy) await busy
  if (!dirty || now.phase !== 'fill' || now.conflict) return
  busy = save().finally(() => {
    busy = null
  })
  await busy
}

async function save(): Promise<void> {
  const { id, data } = now
  dirty = false
  // Every try has its own revision: an answer that was lost must not look like somebody else's work.
  revision += 1
  set({ save: 'saving' })
  const result = await keep(id, data)
  if (now.id !== id) return
  if (result.ok) {
    set({ save: dirty ? 'waiting' : 'saved', savedAt: result.value.savedAt, saveError: null })
    if (dirty) schedule(pause)
    return
  }
  dirty = true
  const { error } = result
  if (error.code === 'version_conflict') {
    set({
      save: 'failed',
      conflict: { by: String(error.params?.['by'] ?? ''), at: String(error.params?.['at'] ?? '') },
    })
    return
  }
  set({ save: 'failed', saveError: error })
  if (
    isUnreachable(error) ||
    isSignInNeeded(error) ||
    error.code === 'database_busy' ||
    error.code === 'database_unreachable' ||
    error.code === 'disk_full'
  )
    schedule(retryAfter)
}

/** Change the draft. */
export function change(patch: Partial<IntakeDraft>): void {
  dirty = true
  set({ data: { ...now.data, ...patch }, save: now.save === 'saving' ? 'saving' : 'waiting' })
  if (!now.conflict) schedule(pause)
}

export function changePerson(patch: Partial<PersonFields>): void {
  change({ person: { ...now.data.person, ...patch } })
}

/** Choose another service. Answers about one are no answers about another; they wait in case it comes back. */
export function chooseService(serviceCode: string): void {
  const { data, setAside } = now
  if (serviceCode === data.serviceCode) return
  const { checklist, conditions, consents, place, caseId, measure, recipient, term } = data
  const before = setAside[serviceCode]
  const identity = checklist['identity_document']
  set({
    setAside: {
      ...setAside,
      [data.serviceCode]: { checklist, conditions, consents, place, caseId, measure, recipient, term },
    },
  })
  change({
    serviceCode,
    conditions: {},
    consents: {},
    place: '',
    caseId: '',
    measure: '',
    recipient: '',
    term: '',
    ...before,
    // Whoever stands here is the same for every service.
    checklist: { ...before?.checklist, ...(identity && { identity_document: identity }) },
  })
}

/** The service of whoever is found next; nobody is there yet whose answers could be lost. */
export function awaitService(serviceCode: string): void {
  set({ data: { ...now.data, serviceCode } })
}

/** An old paper case instead of somebody's application of today, or back. */
export function setArchive(on: boolean): void {
  change({ archive: on ? { acceptanceDate: '', paperNumber: '', papers: false } : null })
}

/** Only what a clerk types about a person, of everything the register knows. */
function fieldsOf(person: Person): PersonFields {
  return Object.fromEntries(
    Object.keys(emptyPersonFields).map((key) => [key, person[key as keyof PersonFields]]),
  ) as PersonFields
}

function identityAnswer(person: PersonFields) {
  const { number, expiresOn } = person.identityDocument
  return { identity_document: { shown: null, number, expiresOn } }
}

/** Begin with a known person. */
export function startKnown(
  person: Person,
  language: IntakeDraft['language'],
  serviceCode: string,
  keeper: Keeper = 'counter',
): void {
  revision = 0
  const fields = fieldsOf(person)
  const start = blank()
  // Nothing is typed yet: somebody who is only looked at leaves no draft behind.
  set({
    ...start,
    keeper,
    phase: 'fill',
    person,
    data: {
      ...start.data,
      personId: person.id,
      personVersion: person.version,
      person: fields,
      language,
      serviceCode,
      checklist: identityAnswer(fields),
    },
  })
}

/** Begin with somebody who is not in the register. */
export function startNew(
  fields: Partial<PersonFields>,
  language: IntakeDraft['language'],
  serviceCode: string,
  keeper: Keeper = 'counter',
): void {
  revision = 0
  const start = blank()
  set({
    ...start,
    keeper,
    phase: 'fill',
    mending: true,
    data: { ...start.data, person: { ...emptyPersonFields, ...fields }, language, serviceCode },
  })
  // A name or number typed into the search is typed work already: it is kept like any other.
  if (Object.values(fields).some((value) => value !== '')) change({})
}

/** The one being typed turned out to be known: keep the answers, take the person. */
export function becomeKnown(person: Person): void {
  const fields = fieldsOf(person)
  set({ person, mending: false })
  change({
    personId: person.id,
    personVersion: person.version,
    person: fields,
    similarSeen: false,
    checklist: { ...identityAnswer(fields), ...now.data.checklist },
  })
}

/** Another desk changed the person meanwhile: take the new data, keep the answers. */
export function refreshPerson(person: Person): void {
  set({ person })
  change({ personVersion: person.version, person: fieldsOf(person) })
}

/** Take up a draft that was begun before. */
export async function resume(
  draft: Pick<Draft, 'id' | 'revision' | 'savedAt' | 'data'>,
  keeper: Keeper = 'counter',
): Promise<void> {
  await flush()
  let person: Person | null = null
  if (draft.data.personId !== null) {
    const found = await call('person.get', { id: draft.data.personId })
    if (found.ok) person = found.value.person
  }
  revision = draft.revision
  dirty = false
  rest()
  set({
    ...blank(),
    keeper,
    phase: 'fill',
    id: draft.id,
    data: draft.data,
    person,
    mending: draft.data.personId === null,
    save: 'saved',
    savedAt: draft.savedAt,
  })
}

/** Back to "who came?". What was typed stays on disk as a draft. */
export async function leave(): Promise<void> {
  if (now.phase === 'fill') await flush()
  rest()
  dirty = false
  revision = 0
  set(blank())
}

/** The draft has done its work: it is not saved again. */
export function finish(accepted: Accepted): void {
  rest()
  dirty = false
  set({ phase: 'accepted', accepted, conflict: null, saveError: null })
}

/** Put this draft aside for good, e.g. after a consultation. */
export async function drop(): Promise<void> {
  rest()
  dirty = false
  if (busy) await busy
  await call('draft.discard', { id: now.id })
  revision = 0
  set(blank())
}

async function keptDraft(id: string) {
  const list = await call('draft.list', {})
  return list.ok ? list.value.find((draft) => draft.id === id) : undefined
}

async function keptCase(id: string) {
  const found = await call('rural.get', { id })
  return found.ok ? { ...found.value, data: found.value.draft } : undefined
}

/** After a conflict: overwrite with what stands here, or take what the other desk saved. */
export async function settle(which: 'mine' | 'theirs'): Promise<void> {
  const { keeper, id } = now
  const other = keeper === 'village' ? await keptCase(id) : await keptDraft(id)
  if (!other) {
    set({ conflict: null })
    return flush()
  }
  if (which === 'theirs') {
    dirty = false
    return resume(other, keeper)
  }
  revision = other.revision
  dirty = true
  set({ conflict: null })
  await flush()
}

export function setMending(mending: boolean): void {
  set({ mending })
}

/** What is on the desk at this moment, without waiting for a render. */
export const currentIntake = (): Intake => now

/** The intake of whoever works here; somebody else begins anew. */
export function claim(staffId: number): void {
  if (owner === staffId) return
  if (owner !== null) {
    rest()
    dirty = false
    revision = 0
    now = blank()
  }
  owner = staffId
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useIntake(): Intake {
  return useSyncExternalStore(subscribe, currentIntake)
}

window.addEventListener('pagehide', () => void flush(true))
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void flush(true)
})
