/** R172: a batch of the central system is looked at, a conflict decided, taken and seen again: keyboard only. */
import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from './fixtures'
import { enterDemo, t, tabTo, typeInto } from './hands'

/** Days before now, as records write them. */
const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10)

const records = {
  vacancies: {
    ...{ key: 'vac-1', version: 1, number: 'V-1', employer_bin: null, employer_name: '«Көкөзек наны» ЖШС' },
    ...{ profession: 'Наубайшы / пекарь', qualification: '', experience_months: null, pay_from: 150_000 },
    ...{ pay_to: null, hours: 'shift', requirements: '', address: 'Көкөзек ауылы', places: 2 },
    ...{ appeared_on: day(-3), registered_on: day(-2), closed_on: null },
  },
  // Somebody of the invented centre with another telephone.
  portal_applications: {
    ...{ key: 'app-1', version: 1, channel: 'egov', number: '202', sent_at: day(-1) + 'T10:15' },
    ...{ service_code: 'S-JS', measure_code: null, recipient_code: null, language: 'kk' },
    ...{ iin: '900101300017', last_name: 'Қуанышбеков', first_name: 'Нұрдәулет', middle_name: 'Ғабитұлы' },
    ...{ birth_date: '1990-01-01', sex: 'male', address: 'Көкөзек ауылы', mobile: '+77015559999' },
    ...{ email: null, labour_activity: null, education: null, consents: { publish_resume: true } },
  },
  categories: {
    ...{ key: 'cat-1', version: 1, iin: '910203400515', category_code: '2', on: day(-2) },
    ...{ category_kk: 'орташа', category_ru: 'средняя' },
  },
}

/** A batch as `docs/central-format.md` describes it. */
function batch(): Uint8Array {
  const files = Object.entries(records).map(([kind, record]) => {
    const bytes = strToU8(JSON.stringify(record) + '\n')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { name: kind + '.ndjson', kind, bytes, sha256 }
  })
  const manifest = {
    ...{ format: 'qabyldau-central', formatVersion: 1, source: 'AIS', centre: { bin: '230440000010' } },
    ...{ sequence: 1, previous: null, createdAt: new Date().toISOString() },
    files: files.map(({ bytes, ...file }) => ({ ...file, records: 1, bytes: bytes.length })),
  }
  return zipSync({
    'manifest.json': strToU8(JSON.stringify(manifest)),
    ...Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])),
  })
}

async function pick(page: Page, bytes: Uint8Array) {
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('F4')
  await (await chooser).setFiles({ name: 'ais.zip', mimeType: 'application/zip', buffer: Buffer.from(bytes) })
}

test('a batch of AIS is looked at, a conflict decided by keys, and taken once', async ({ desk }) => {
  test.slow()
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  await page.keyboard.press('Alt+6')
  await expect(page.getByRole('heading', { name: t('central.title') })).toBeVisible()
  await expect(page.getByText(t('central.list_none'))).toBeVisible()

  const bytes = batch()
  await pick(page, bytes.slice(0, 400))
  await expect(page.getByText(t('central.refused_aside'))).toBeVisible()

  await pick(page, bytes)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(t('central.decide_help'))).toBeVisible()
  await expect(dialog.getByText(t('central.reason_person_unknown'), { exact: false })).toBeVisible()
  const conflict = dialog.getByRole('row', { name: /Қуанышбеков/ })
  await tabTo(page, conflict)
  // Ours needs a reason; the key of the main deed says so before anything is taken.
  await page.keyboard.press('2')
  await page.keyboard.press('F8')
  const reason = dialog.getByRole('textbox', { name: t('central.reason') })
  await expect(reason).toHaveAttribute('aria-invalid', 'true')
  await typeInto(page, reason, 'Нөмірі 2 ай бұрын ауысты')
  await page.keyboard.press('F8')
  await expect(dialog).toHaveCount(0)

  const line = page.getByRole('grid', { name: t('central.list') }).locator('tr[data-row]')
  await expect(line).toHaveCount(1)
  await tabTo(page, line)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('row', { name: /Наубайшы/ })).toContainText(t('central.done_new'))
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await pick(page, bytes)
  await expect(dialog.getByText(t('central.all_same'))).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await page.keyboard.press('Alt+5')
  await expect(page.getByText('Наубайшы / пекарь').first()).toBeVisible()
  await tabTo(page, page.locator('tr[data-row]').first())
  await page.keyboard.press('Enter')
  await expect(page.getByText(t('central.from_label'))).toBeVisible()
  await expect(page.getByText(/AIS.*vac-1/)).toBeVisible()
})
