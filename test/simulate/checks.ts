/** The rules that may never be broken, read from the register itself after each day. */
import { count, type World } from './life'
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
  /** R84, R97: three refusals of suitable work since the registration always raise the ground. */
  refusals: async (world) => {
    const three = await rows(
      world,
      `SELECT r.person_id, COUNT(*) AS n FROM registrations r
       JOIN offers o ON o.person_id = r.person_id AND o.standing = 'unemployed' AND o.answer = 'refuse'
         AND o.answered_on >= r.since AND o.withdrawn_on IS NULL
         AND json_extract(o.suitable, '$.training') = 1 AND json_extract(o.suitable, '$.experience') = 1
         AND json_extract(o.suitable, '$.health') = 1 AND json_extract(o.suitable, '$.hours') = 1
         AND json_extract(o.suitable, '$.transport') = 1
       WHERE r.kind = 'unemployed' AND r.until IS NULL GROUP BY r.person_id HAVING n >= 3`,
    )
    const silent: string[] = []
    for (const row of three) {
      const personId = Number(row['person_id'])
      const page = await world.centre.must(world.centre.director, 'deregistration.get', { personId })
      const known = page.grounds.some((one) => one.ground === '51-2') || page.cases[0]?.state === 'sent'
      if (!known) silent.push(`R84 three refusals raise nothing: person ${personId}`)
      else count(world, 'days with three refusals raised')
    }
    return silent
  },
  /** R113: a silent employer counts as refused from the next working day; nobody waits for an answer after that. */
  employers: async (world) => {
    const asked = await rows(
      world,
      `SELECT id, candidate_told_on AS told FROM offers
       WHERE candidate_told_on IS NOT NULL AND employer_answer IS NULL AND withdrawn_on IS NULL`,
    )
    const past = asked.filter(
      (row) => workingDaysAfter(workingDaysAfter(String(row['told']), 5), 1) <= world.today,
    )
    if (past.length === 0) return []
    const filter = { state: 'employer' as const, limit: 500 }
    const { offers } = await world.centre.must(world.centre.director, 'offer.list', filter)
    const open = new Set(offers.map((one) => one.id))
    return past
      .filter((row) => open.has(Number(row['id'])))
      .map((row) => `R113 still waits for a silent employer: offer ${row['id']}`)
  },
  /** Whatever is past its day and not done stands on the list as overdue. */
  list: async (world) => {
    const { today, centre } = world
    const { items } = await centre.must(centre.director, 'work.list', { limit: 100_000 })
    const overdue = items.filter((one) => one.due !== null && one.due < today)
    const wrong = overdue.filter((one) => one.workingDaysLeft === null || one.workingDaysLeft >= 0)
    const named = new Set(overdue.map((one) => one.person?.id))
    const late = [
      ...(await rows(
        world,
        `SELECT d.person_id, d.code AS what FROM deadlines d JOIN applications a ON a.id = d.application_id
         WHERE d.met_on IS NULL AND d.ended_on IS NULL AND d.due < ? AND d.code IN ('js_decision', 'un_ssif_info', 'un_plan')`,
        [today],
      )),
      ...(
        await rows(
          world,
          `SELECT o.person_id, 'answer' AS what, o.received_on, o.standing FROM offers o
           JOIN vacancies v ON v.id = o.vacancy_id
           WHERE o.answer IS NULL AND o.received_on IS NOT NULL AND o.withdrawn_on IS NULL AND v.closed_on IS NULL`,
        )
      ).filter(
        (row) =>
          workingDaysAfter(String(row['received_on']), row['standing'] === 'job_seeker' ? 1 : 3) < today,
      ),
    ]
    const ids = items.map((one) => one.id)
    return [
      ...(new Set(ids).size === ids.length ? [] : ['two duties of one name on the list']),
      ...wrong.map((one) => `overdue, but not counted so: ${one.id}`),
      ...late
        .filter((row) => !named.has(Number(row['person_id'])))
        .map((row) => `late and not on the list: ${JSON.stringify(row)}`),
    ]
  },
  /** What the register holds of places is never less than nothing, and a vacancy without one is closed. */
  places: async (world) =>
    named(
      'R114 vacancy without a place is open',
      await rows(
        world,
        'SELECT id, places_left, closed_on FROM vacancies WHERE places_left < 0 OR (places_left = 0 AND closed_on IS NULL)',
      ),
    ),
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
