/** A centre's own template that is broken stops the paper, and nothing else is lost. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { translate } from '../../shared/locale'
import { accept, draftId, openSetUpDesk, readyDraft, templatesFolder } from '../helpers/desk'

/** The shipped application form with one piece of its text replaced. */
function altered(from: string, to: string): Uint8Array {
  const files = unzipSync(readFileSync(path.join(templatesFolder, '214/214-annex1.kk.docx')))
  const text = strFromU8(files['word/document.xml']!)
  if (!text.includes(from)) throw new Error('nothing to replace')
  files['word/document.xml'] = strToU8(text.replace(from, to))
  return zipSync(files)
}

describe('a broken template of the centre', () => {
  it.each([
    ['a command that is not closed', '{{applicant_iin}}', '{{applicant_iin'],
    ['a field that does not exist', '{{applicant_iin}}', '{{applicant_number}}'],
    ['a command that would run code', '{{applicant_iin}}', '{{EXEC process.exit()}}'],
  ])(
    '%s: says which file and why, registers nothing, and goes on when it is gone',
    async (_name, from, to) => {
      const desk = await openSetUpDesk()
      const folder = path.join(desk.folder, 'templates/214')
      mkdirSync(folder, { recursive: true })
      const file = path.join(folder, '214-annex1.kk.docx')
      writeFileSync(file, altered(from, to))
      const id = draftId()
      await desk.do('draft.save', { id, revision: 1, data: readyDraft() })

      const error = await desk.refuse('intake.accept', { draftId: id, draft: readyDraft() })
      expect(error.code).toBe('template_invalid')
      for (const language of ['kk', 'ru'] as const) {
        expect(translate(language, 'error.' + error.code, error.params)).toContain('214-annex1.kk.docx')
      }
      expect((await desk.do('form.list', {})).find((form) => form.source === 'centre')?.problem).toBe(
        'template_invalid',
      )
      expect((await desk.do('application.list', {})).total).toBe(0)
      expect((await desk.do('draft.list', {}))[0]?.id).toBe(id)

      rmSync(file)
      expect((await accept(desk)).application.number).toBe('Т-2026-00001')
    },
  )

  it('is not needed for the other language', async () => {
    const desk = await openSetUpDesk()
    mkdirSync(path.join(desk.folder, 'templates/214'), { recursive: true })
    writeFileSync(path.join(desk.folder, 'templates/214/214-annex1.kk.docx'), 'no document at all')
    expect((await accept(desk, readyDraft({ language: 'ru' }))).document.language).toBe('ru')
  })
})
