/** The rules that may never be broken, read from the register itself after each day. */
import type { World } from './life'
import { workingDaysAfter } from './days'

interface Row {
  [column: string]: string | number | null
}

/** One rule: the rows that break it, and how to name one. */
type Rule = (world: World) => Promise<string[]>

const rows = async ({ centre }: World, sql: string, values: (string | number)[] = []): Promise<Row[]> =>
  (await centre.register.raw(sql, values)) as Row[]

const named = (what: string, found: Row[]): string[] => found.map((row) => `${what} ${JSON.stringify(row)}`)

const rules: Record<string, Rule> = {
  /** Numbers are given once and leave no gap. */
  numbers: async (world) => [
    ...named(
      'number twice',
      await rows(world, 'SELECT number, COUNT(*) AS n FROM applications GROUP BY number HAVING n > 1'),
    ),
    ...named(
      'gap in the numbers',
      await rows(
        world,
        `SELECT service_code, year, COUNT(*) AS n, MAX(CAST(substr(number, -5) AS integer)) AS last
         FROM applications WHERE state <> 'intake_refused' AND paper_number IS NULL
         GROUP BY service_code, year HAVING n <> last`,
      ),
    ),
  ],
  /** R178: one result for one application. */
  decisions: async (world) =>
    named(
      'R178 two decisions',
      await rows(
        world,
        'SELECT application_id, COUNT(*) AS n FROM decisions GROUP BY application_id HAVING n > 1',
      ),
    ),
  /** A person is a job seeker or unemployed, never both, and of each kind once. */
  registrations: async (world) =>
    named(
      'two open registrations',
      await rows(
        world,
        'SELECT person_id, COUNT(*) AS n FROM registrations WHERE until IS NULL GROUP BY person_id HAVING n > 1',
      ),
    ),
  /** R58 to R64: nobody is unemployed whom AIS refused. */
  bars: async (world) => {
    const unemployed = new Set(
      (
        await rows(world, "SELECT person_id FROM registrations WHERE kind = 'unemployed' AND until IS NULL")
      ).map((row) => row['person_id']),
    )
    return world.lives
      .filter((life) => (life.bar !== null || life.barred) && unemployed.has(life.personId))
      .map((life) => `R58 unemployed with a bar: person ${life.personId}`)
  },
  /** R74: a plan that is not there in two working days stands as an open deadline past its day. */
  plans: async (world) => {
    const late = await rows(
      world,
      `SELECT r.person_id, r.since,
         (SELECT COUNT(*) FROM deadlines d WHERE d.code = 'un_plan' AND d.person_id = r.person_id
            AND d.start = r.since AND d.met_on IS NULL AND d.due < ?) AS listed
       FROM registrations r
       WHERE r.kind = 'unemployed' AND r.until IS NULL
         AND NOT EXISTS (SELECT 1 FROM plans p WHERE p.registration_id = r.id AND p.state = 'signed')`,
      [world.today],
    )
    return named(
      'R74 late plan that is not on the list',
      late.filter((row) => workingDaysAfter(String(row['since']), 2) < world.today && row['listed'] !== 1),
    )
  },
  /** Only one version of a record waits to be sent, and no batch lacks the one before it. */
  outbox: async (world) => [
    ...named(
      'two versions wait',
      await rows(
        world,
        "SELECT kind, key, COUNT(*) AS n FROM outbox WHERE state = 'waiting' GROUP BY kind, key HAVING n > 1",
      ),
    ),
    ...named(
      'batch without its predecessor',
      await rows(
        world,
        `SELECT b.sequence FROM batches b LEFT JOIN batches a ON a.sequence = b.sequence - 1
         WHERE b.sequence > 1 AND (a.sha256 IS NULL OR a.sha256 <> b.previous)`,
      ),
    ),
  ],
}

/** Every rule, once. */
export async function check(world: World): Promise<{ checks: number; broken: string[] }> {
  const broken: string[] = []
  for (const rule of Object.values(rules)) broken.push(...(await rule(world)))
  return { checks: Object.keys(rules).length, broken }
}
