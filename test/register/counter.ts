/** Several counters in one process of their own, as `counters.test.ts` starts them; each registers a few people. */
import { openApp, type Client } from '../../main/core/app'
import type { IntakeDraft } from '../../shared/model'

export interface CounterOrder {
  folder: string
  templatesFolder: string
  paperWorker: string
  now: string
  password: string
  /** For each counter its clerk, and the people in order. */
  counters: { staffId: number; drafts: { id: string; draft: IntakeDraft }[] }[]
}

export interface CounterReport {
  numbers: string[]
  /** Times that somebody else held the register for too long and the clerk pressed again. */
  busy: number
}

const order = JSON.parse(process.argv[2]!) as CounterOrder
const report: CounterReport = { numbers: [], busy: 0 }

await Promise.all(
  order.counters.map(async ({ staffId, drafts }, counter) => {
    const app = await openApp({
      dataFolder: order.folder,
      templatesFolder: order.templatesFolder,
      paperWorker: order.paperWorker,
      appVersion: '0.0.0-test',
      now: () => new Date(order.now),
      log: (level, event, detail) => {
        if (level === 'error') process.stderr.write(`${event} ${JSON.stringify(detail)}\n`)
      },
    })
    const client: Client = { id: `counter ${counter} of ${process.pid}`, kind: 'window' }
    /** A clerk whom the desk tells that another counter is writing presses again; nothing else is forgiven. */
    const insist = async (name: string, input: unknown) => {
      for (let round = 0; ; round++) {
        const answer = await app.call(name, input, client)
        if (answer.ok) return answer.value
        if (answer.error.code !== 'database_busy' || round === 20)
          throw new Error(JSON.stringify(answer.error))
        report.busy++
      }
    }
    try {
      await insist('session.signIn', { staffId, password: order.password })
      for (const { id, draft } of drafts) {
        const made = (await insist('intake.accept', { draftId: id, draft })) as {
          application: { number: string }
        }
        report.numbers.push(made.application.number)
      }
    } finally {
      await app.close()
    }
  }),
)
process.stdout.write(JSON.stringify(report))
