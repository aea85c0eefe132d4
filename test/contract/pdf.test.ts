import { expect, it } from 'vitest'
import { CodedError } from '../../shared/errors'
import { accept, openSetUpDesk } from '../helpers/desk'

/** A PDF that says who made it. */
const made = (by: string) => () => Promise.resolve(new TextEncoder().encode('%PDF-' + by))

async function pdfOf(desk: Awaited<ReturnType<typeof openSetUpDesk>>, id: number) {
  const { token } = await desk.do('document.file', { id, as: 'pdf' })
  return new TextDecoder().decode(desk.app.files.get(token, desk.client)!.bytes)
}

async function choose(desk: Awaited<ReturnType<typeof openSetUpDesk>>, pdf: 'built_in' | 'libreoffice') {
  const settings = await desk.do('settings.get', {})
  await desk.do('settings.saveDesk', { desk: { ...settings.desk, pdf } })
}

it('LibreOffice makes the PDF only where it was chosen, and what it refuses is told', async () => {
  let fails = false
  const office = made('office')
  const desk = await openSetUpDesk({
    ports: {
      printPdf: made('page'),
      officePdf: () => (fails ? Promise.reject(new CodedError('office_failed')) : office()),
    },
  })
  const { document } = await accept(desk)
  expect(await pdfOf(desk, document.id)).toBe('%PDF-page')
  expect((await desk.do('settings.get', {})).office).toBe(true)
  await choose(desk, 'libreoffice')
  expect(await pdfOf(desk, document.id)).toBe('%PDF-office')
  fails = true
  expect(await desk.refuse('document.file', { id: document.id, as: 'pdf' })).toEqual({
    code: 'office_failed',
  })
})

it('a PC without the chosen LibreOffice makes the PDF itself', async () => {
  const desk = await openSetUpDesk({ ports: { printPdf: made('page') } })
  const { document } = await accept(desk)
  await choose(desk, 'libreoffice')
  expect((await desk.do('settings.get', {})).office).toBe(false)
  expect(await pdfOf(desk, document.id)).toBe('%PDF-page')
})
