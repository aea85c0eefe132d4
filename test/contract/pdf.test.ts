import { expect, it } from 'vitest'
import { CodedError } from '../../shared/errors'
import type { DeskSettings } from '../../shared/model'
import { accept, openSetUpDesk } from '../helpers/desk'

/** A PDF that says who made it. */
const made = (by: string) => () => Promise.resolve(new TextEncoder().encode('%PDF-' + by))

async function pdfOf(desk: Awaited<ReturnType<typeof openSetUpDesk>>, id: number) {
  const { token } = await desk.do('document.file', { id, as: 'pdf' })
  return new TextDecoder().decode(desk.app.files.get(token, desk.client)!.bytes)
}

async function choose(desk: Awaited<ReturnType<typeof openSetUpDesk>>, pdf: DeskSettings['pdf']) {
  const settings = await desk.do('settings.get', {})
  await desk.do('settings.saveDesk', { desk: { ...settings.desk, pdf } })
}

it.each([
  ['libreoffice', 'LibreOffice'],
  ['word', 'Word'],
] as const)(
  '%s makes the PDF only where it was chosen, and what it refuses is told',
  async (chosen, program) => {
    let fails = false
    const refusal = new CodedError('office_failed', { program })
    const desk = await openSetUpDesk({
      ports: {
        printPdf: made('page'),
        officePdf: { [chosen]: () => (fails ? Promise.reject(refusal) : made(program)()) },
      },
    })
    const { document } = await accept(desk)
    expect(await pdfOf(desk, document.id)).toBe('%PDF-page')
    expect((await desk.do('settings.get', {})).office).toEqual([chosen])
    await choose(desk, chosen)
    expect(await pdfOf(desk, document.id)).toBe('%PDF-' + program)
    fails = true
    expect(await desk.refuse('document.file', { id: document.id, as: 'pdf' })).toEqual(refusal.value)
  },
)

it('a PC without the chosen program makes the PDF itself', async () => {
  const desk = await openSetUpDesk({
    ports: { printPdf: made('page'), officePdf: { libreoffice: made('LibreOffice') } },
  })
  const { document } = await accept(desk)
  await choose(desk, 'word')
  expect((await desk.do('settings.get', {})).office).toEqual(['libreoffice'])
  expect(await pdfOf(desk, document.id)).toBe('%PDF-page')
})
