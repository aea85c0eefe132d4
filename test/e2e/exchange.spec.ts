/** The day leaves and the answer comes back: keys, a refused record that leaves again, by keyboard and files. */
import { spawnSync } from 'node:child_process'
import { createPrivateKey, sign } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { act, enterDemo, t, tabTo } from './hands'

const region = mkdtempSync(path.join(tmpdir(), 'qabyldau-region-'))
test.afterAll(() => rmSync(region, { recursive: true, force: true }))

/** Press the button with the keyboard and give the file that it asks for. */
async function give(page: Page, name: string, file: string): Promise<void> {
  const button = page.getByRole('button', { name })
  await tabTo(page, button)
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(file)
}

/** Save the file that a button offers. */
async function save(page: Page, name: string): Promise<string> {
  await tabTo(page, page.getByRole('button', { name }))
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const file = await download
  const to = path.join(region, file.suggestedFilename())
  await file.saveAs(to)
  return to
}

const newestAnswer = () =>
  path.join(
    region,
    readdirSync(region)
      .filter((name) => name.endsWith('.ack.json'))
      .sort()
      .at(-1)!,
  )

const cli = path.resolve(import.meta.dirname, '../../dist/main/cli.js')

/** The other side: takes what lies in the folder of the region and answers it. */
function receive(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'receive', region, '--json', ...options],
    {
      encoding: 'utf8',
    },
  )
  expect([status, stderr]).toEqual([0, ''])
  return (JSON.parse(stdout) as { received: { as: string; accepted: number; refused: number }[] }).received
}

/** The receiver thinks again: of what it accepted it refuses one record, in a newer answer that it signs. */
function refuse(record: { kind: string; key: string; version: number }): void {
  const before = newestAnswer()
  const ack = JSON.parse(readFileSync(before, 'utf8').split('\n')[0]!) as Record<string, unknown>
  const field = {
    field: 'education',
    code: 'needed',
    text: { kk: 'білімі жоқ', ru: 'нет образования', en: 'none' },
  }
  const head = JSON.stringify({
    ...ack,
    id: 'the-second-answer',
    serial: (ack['serial'] as number) + 1,
    accepted: (ack['accepted'] as number) - 1,
    refused: [{ ...record, reasons: [field] }],
  })
  const secrets = JSON.parse(readFileSync(path.join(region, 'receiver', 'secrets.json'), 'utf8')) as {
    privateKey: string
  }
  const key = JSON.parse(readFileSync(path.join(region, 'receiver', 'receiver.key.json'), 'utf8')) as {
    fingerprint: string
  }
  const signature = sign(null, Buffer.from(head), createPrivateKey(secrets.privateKey)).toString('base64')
  const foot = JSON.stringify({ algorithm: 'Ed25519', key: key.fingerprint, signature })
  writeFileSync(before.replace('.0001.', '.0002.'), `${head}\n${foot}\n`)
}

test('R165 R166: keys, the batch, its answer, and a refused record that leaves again', async ({ desk }) => {
  const { page } = desk
  await enterDemo(page, /Тілеуова/)
  await page.evaluate(() => (location.hash = '#/exchange'))
  await expect(page.getByRole('heading', { name: t('exchange.keys_title') })).toBeVisible()

  const key = await save(page, t('exchange.save_key'))
  receive('--trust', key)
  rmSync(key)
  await give(page, t('exchange.receiver_pick'), path.join(region, 'receiver', 'receiver.key.json'))
  await expect(page.getByText(t('exchange.receiver_encrypts'))).toBeVisible()

  await act(page)
  await expect(page.getByText(t('exchange.batch_none')).first()).toBeVisible()
  expect(await save(page, t('exchange.download_encrypted'))).toMatch(/\.zip\.age$/u)
  expect(receive()).toMatchObject([{ as: 'taken', sequence: 1, refused: 0 }])
  await give(page, t('exchange.answer_pick'), newestAnswer())
  await expect(page.getByText(/^№ 1 пакет: \d+ қабылданды, 0 қайтарылды$/u)).toBeVisible()
  // The same file again changes nothing and says so.
  await give(page, t('exchange.answer_pick'), newestAnswer())
  await expect(page.getByText(/қабылданған\. Ештеңе өзгермеді/u)).toBeVisible()

  const person = await page.evaluate(async () => {
    const response = await fetch('/api/exchange.records', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'persons' }),
    })
    const { value } = (await response.json()) as {
      value: { rows: { kind: string; key: string; version: number }[] }
    }
    const { kind, key: uid, version } = value.rows[0]!
    return { kind, key: uid, version }
  })
  refuse(person)
  await give(page, t('exchange.answer_pick'), newestAnswer())
  await expect(page.getByText(/^№ 1 пакет: \d+ қабылданды, 1 қайтарылды$/u)).toBeVisible()
  await expect(page.getByRole('heading', { name: t('exchange.records_title') })).toBeVisible()
  await expect(page.getByText('білімі жоқ')).toBeVisible()

  // On purpose, with a reason; this time the region takes it.
  await tabTo(page, page.getByRole('button', { name: t('exchange.send_again'), exact: true }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('exchange.send_again_why')).fill('Алушы сұрады')
  await page.keyboard.press('F8')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: t('exchange.records_title') })).toBeHidden()
  await act(page)
  await expect(page.getByRole('heading', { name: /№ 2 пакет/u })).toBeVisible()
  await save(page, t('exchange.download_encrypted'))
  expect(receive()).toMatchObject([{ as: 'taken', sequence: 2, accepted: 1, refused: 0 }])
  await give(page, t('exchange.answer_pick'), newestAnswer())
  await expect(page.getByText(/^№ 2 пакет: 1 қабылданды, 0 қайтарылды$/u)).toBeVisible()
})
