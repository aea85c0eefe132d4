/** What the command line stands on, so that the tests can stand in for a terminal. */
import type { ErrorValue } from '../../shared/errors'

export interface Io {
  out(text: string): void
  err(text: string): void
  /** Somebody watches stderr: progress may be shown there. */
  watched?: boolean
  environment: Record<string, string | undefined>
  /** All of standard input. */
  stdin(): Promise<string>
  /** Ask for a password without showing it; undefined where there is no terminal. */
  password(question: string): Promise<string | undefined>
}

/** The core, or this command, says no: exit code 1. */
export class Refused extends Error {
  /** `told`: the answer on stdout says it already, for machines. */
  constructor(
    readonly value: ErrorValue,
    readonly told = false,
  ) {
    super(value.code)
  }
}

/** The command line was not understood: exit code 2. The text is a sentence in the user's language. */
export class Usage extends Error {}

export const terminal: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  watched: process.stderr.isTTY,
  environment: process.env,
  async stdin() {
    const chunks: Buffer[] = []
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk)
    return Buffer.concat(chunks).toString('utf8')
  },
  password(question) {
    const { stdin } = process
    if (!stdin.isTTY) return Promise.resolve(undefined)
    process.stderr.write(question)
    stdin.setRawMode(true)
    stdin.setEncoding('utf8')
    return new Promise((resolve) => {
      let typed = ''
      const end = (answer: string | undefined) => {
        stdin.off('data', hear)
        stdin.setRawMode(false)
        stdin.pause()
        process.stderr.write('\n')
        resolve(answer)
      }
      const hear = (text: string) => {
        for (const letter of text) {
          if (letter === '\r' || letter === '\n') return end(typed)
          // Ctrl+C and Ctrl+D: nothing was asked.
          if (letter === '\x03' || letter === '\x04') return end(undefined)
          if (letter === '\x7f' || letter === '\b') typed = [...typed].slice(0, -1).join('')
          else typed += letter
        }
      }
      stdin.on('data', hear)
      stdin.resume()
    })
  },
}
