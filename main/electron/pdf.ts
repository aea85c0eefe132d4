/** Papers to PDF by Electron's own Chromium. */
import { CodedError } from '../../shared/errors'
import { inTurn, withPaper } from './paper-window'

/**
 * A printer of papers. `shelve` puts a file on the shelf of the core for the desk's own window and returns its
 * token. Prints one paper at a time; throws `pdf_unavailable`.
 */
export function createPdfPrinter(shelve: (docx: Uint8Array) => string) {
  const turn = inTurn()
  return {
    print: (docx: Uint8Array): Promise<Uint8Array> =>
      turn(async () => {
        try {
          return await withPaper(
            shelve(docx),
            async (page) =>
              new Uint8Array(await page.printToPDF({ preferCSSPageSize: true, printBackground: true })),
          )
        } catch (error) {
          throw new CodedError('pdf_unavailable', undefined, undefined, { cause: error })
        }
      }),
  }
}
