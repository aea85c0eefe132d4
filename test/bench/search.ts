/** Finding people in a large register: the index made, a person saved, and what a clerk types. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { searchPeople } from '../../main/core/persons/search'
import type { Register } from '../../main/core/context'
import { LawShelf } from '../../main/core/law/load'
import { openPlace } from '../../main/db/dialect'
import { migrate } from '../../main/db/migrate'
import { migrations } from '../../main/db/migrations'
import type { Knex } from '../../main/db/open'
import type { Place } from '../../main/db/place'
import { indexPerson } from '../../main/db/search'
import { closeDatabase } from '../../main/db/open'
import { insertPeople, inventor, random, type Invented } from '../helpers/invented-people'

const rounds = 60

export interface Searching {
  people: number
  insertSeconds: number
  /** The migration that makes the index. */
  indexSeconds: number
  /** Highest memory of the process while it ran. */
  indexMb: number
  fileMb: number | null
  saveMs: { p50: number; p95: number }
  /** One person by the primary key: the least that any answer costs. */
  floorMs: number
  all: { p50: number; p95: number }
  /** The same without the others on this PC: milliseconds of CPU. */
  allCpu: { p50: number; p95: number }
  kinds: { name: string; p50: number; p95: number; cpu: { p50: number; p95: number }; found: number }[]
}

const at = (sorted: number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!
const spread = (times: number[]) => {
  const sorted = [...times].sort((a, b) => a - b)
  return { p50: at(sorted, 0.5), p95: at(sorted, 0.95) }
}

const russian = (text: string) =>
  text.replace(/[әғқңөұүһі]/giu, (letter) => {
    const small = 'агкноуухи'.charAt('әғқңөұүһі'.indexOf(letter.toLowerCase()))
    return letter === letter.toLowerCase() ? small : small.toUpperCase()
  })
const slip = (text: string, dice: () => number) => {
  const where = 1 + Math.floor(dice() * (text.length - 2))
  const kind = Math.floor(dice() * 3)
  if (kind === 0) return text.slice(0, where) + text.slice(where + 1)
  if (kind === 1) return text.slice(0, where) + text.charAt(where) + text.slice(where)
  return text.slice(0, where) + text.charAt(where + 1) + text.charAt(where) + text.slice(where + 2)
}
const keys = (text: string) => {
  const from = 'йцукенгшщзхъфывапролджэячсмитьбюәіңғүұқөһ'
  const to = "qwertyuiop[]asdfghjkl;'zxcvbnm,.2345890-="
  return Array.from(text.toLowerCase(), (letter) => to[from.indexOf(letter)] ?? letter).join('')
}

type Kind = [name: string, typed: (one: Invented, dice: () => number, serial: number) => string]
const kinds: readonly Kind[] = [
  ['IIN, its first six digits', (_, __, serial) => `${String(55 + (serial % 45)).padStart(2, '0')}0101`],
  ['telephone', (_, __, serial) => `8 701 ${String(serial).padStart(7, '0')}`],
  ['full name', ({ last, first, middle }) => `${last} ${first} ${middle}`],
  ['surname and first name', ({ last, first }) => `${last} ${first}`],
  ['first name and surname, Russian letters', ({ last, first }) => russian(`${first} ${last}`)],
  ['one letter', ({ last }) => last.slice(0, 1)],
  ['two letters', ({ last }) => last.slice(0, 2)],
  ['three letters', ({ last }) => last.slice(0, 3)],
  ['five letters', ({ first }) => first.slice(0, 5)],
  ['common first name', ({ first }) => first],
  ['surname and the first letter', ({ last, first }) => `${last} ${first.slice(0, 1)}`],
  ['two letters and two letters', ({ last, first }) => `${last.slice(0, 2)} ${first.slice(0, 2)}`],
  ['a slip in the surname', ({ last, first }, dice) => `${slip(last, dice)} ${first}`],
  ['a slip in both', ({ last, first }, dice) => `${slip(last, dice)} ${slip(first, dice)}`],
  ['Latin layout', ({ last, first }) => keys(`${last} ${first}`)],
  ['nobody', ({ last }) => `${last}щщ Ъхыщ`],
]

const timed = async <T>(work: () => Promise<T>) => {
  const before = process.cpuUsage()
  const start = performance.now()
  const found = await work()
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  return [ms, found, (user + system) / 1000] as const
}

/** What a clerk types, kind by kind, about people who are in the register. */
export async function measureKinds(
  db: Knex,
  folder: string,
  people: number,
  some: readonly Invented[],
): Promise<Pick<Searching, 'floorMs' | 'all' | 'allCpu' | 'kinds'>> {
  const register = { db, law: await new LawShelf(folder).current(db) } as unknown as Register
  const dice = random(11)
  const one = () => some[Math.floor(dice() * some.length)]!
  // Somebody searched before.
  for (const [, typed] of kinds) await searchPeople(register, typed(one(), dice, 1), 10, 0)
  const floor: number[] = []
  for (let round = 0; round < rounds * 2; round++)
    floor.push(
      (
        await timed(() =>
          db('persons')
            .where({ id: 1 + Math.floor(dice() * people) })
            .first(),
        )
      )[0],
    )
  const all: number[] = []
  const allCpu: number[] = []
  const rows = []
  for (const [name, typed] of kinds) {
    const times: number[] = []
    const cpu: number[] = []
    let found = 0
    for (let round = 0; round < rounds; round++) {
      const text = typed(one(), dice, 1 + Math.floor(dice() * people))
      const [ms, answer, used] = await timed(() => searchPeople(register, text, 10, 0))
      times.push(ms)
      cpu.push(used)
      if ((answer as { records: unknown[] }).records.length > 0) found++
    }
    all.push(...times)
    allCpu.push(...cpu)
    rows.push({ name, ...spread(times), cpu: spread(cpu), found })
  }
  return { floorMs: spread(floor).p50, all: spread(all), allCpu: spread(allCpu), kinds: rows }
}

export async function measureSearch(people: number, url?: string): Promise<Searching> {
  const folder = mkdtempSync(join(tmpdir(), 'qabyldau-bench-'))
  const place: Place = url
    ? { kind: 'postgres', url, shown: '' }
    : { kind: 'sqlite', file: join(folder, 'register.sqlite') }
  const db = openPlace(place)
  try {
    const before = migrations.findIndex((step) => step.name === '0021_search')
    const run = (steps: typeof migrations) =>
      migrate(db, { appVersion: 'bench', backUp: () => Promise.resolve(), steps })
    await run(migrations.slice(0, before))
    const make = inventor(7)
    const some: Invented[] = []
    const begun = performance.now()
    for (let made = 0; made < people;) {
      const batch = Array.from({ length: Math.min(20_000, people - made) }, make)
      some.push(batch[0]!, batch[1]!, batch[2]!)
      await db.transaction((trx) => insertPeople(trx, batch, made + 1))
      made += batch.length
    }
    const inserted = performance.now()
    let indexMb = 0
    const watch = setInterval(() => (indexMb = Math.max(indexMb, process.memoryUsage.rss() / 2 ** 20)), 50)
    await run(migrations)
    clearInterval(watch)
    const indexed = performance.now()

    const { floorMs, all, allCpu, kinds: rows } = await measureKinds(db, folder, people, some)
    const saves: number[] = []
    for (let round = 0; round < rounds; round++) {
      const fresh = make()
      await db.transaction(async (trx) => {
        const serial = people + round + 1
        await insertPeople(trx, [fresh], serial)
        const { id } = (await trx('persons').max({ id: 'id' }).first()) as { id: number }
        saves.push((await timed(() => indexPerson(trx, id)))[0])
      })
    }
    return {
      people,
      insertSeconds: (inserted - begun) / 1000,
      indexSeconds: (indexed - inserted) / 1000,
      indexMb: Math.round(indexMb),
      fileMb: place.kind === 'sqlite' ? Math.round(statSync(place.file).size / 2 ** 20) : null,
      saveMs: spread(saves),
      floorMs,
      all,
      allCpu,
      kinds: rows,
    }
  } finally {
    await closeDatabase(db)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
