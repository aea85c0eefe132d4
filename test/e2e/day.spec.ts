/**
 * A whole day of a centre: 40 tickets, three clerks in three browsers and two languages, a break with a draft left
 * open, a wait over its limit that everybody sees, an application to its paper, the director's signing, a slip that is
 * late, and the batch of the evening.
 */
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { closeSqlite, openSqlite } from '../../main/db/sqlite'
import { ask, publicWorks, referred } from './core'
import { expect, test, words } from './fixtures'
import { acceptIntake, act, choose, enterDemo, field, fillIntake, t, tabTo } from './hands'

const demoPassword = 'qabyldau-demo'
const tickets = 40

async function comeIn(browser: Browser, address: string, who: RegExp, language: 'kk' | 'ru'): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(address)
  await page.getByText(who).click()
  await page.getByLabel(t('setup.password'), { exact: true }).fill(demoPassword)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('search').first()).toBeVisible()
  if (language === 'ru') await page.getByText('Рус', { exact: true }).click()
  return page
}

/** Sit down at a window by F4, and call, serve and finish until nobody waits; gives the tickets served. */
async function serveAll(page: Page, language: 'kk' | 'ru'): Promise<string[]> {
  const said = (key: string) => words(language, key)
  const strip = page.locator(`section[aria-label="${said('queue.strip')}"]`)
  const finish = strip.getByRole('button', { name: said('queue.finish'), exact: true })
  const came = strip.locator('button[aria-keyshortcuts="Alt+S"]')
  const served: string[] = []
  const over = async () => {
    const { waiting, current } = await ask(page, 'queue.state', {})
    return waiting.length === 0 && !current
  }
  for (;;) {
    if (await over()) return served
    await page.keyboard.press('F4')
    // Another window may have been quicker with the last one.
    await expect.poll(async () => (await came.count()) > 0 || (await over())).toBe(true)
    if ((await came.count()) === 0) return served
    served.push((await strip.locator('.queue-number').first().innerText()).trim())
    await page.keyboard.press('Alt+S')
    await expect(finish).toBeVisible()
    await page.keyboard.press('Alt+C')
    await expect(finish).toHaveCount(0)
  }
}

test('a whole day: 40 tickets, three clerks, two languages, a break, signing, a late slip, the batch of the evening', async ({
  desk,
  browser,
}) => {
  test.skip(test.info().project.name !== 'web', 'three browsers at one desk are of the web shell')
  test.setTimeout(300_000)
  const { page: first } = desk
  await enterDemo(first, /Тілеуова/)
  // The administrator lets nobody wait longer than a minute, so that a short day sees a long wait.
  const settings = await ask(first, 'queue.settings', {})
  await ask(first, 'queue.saveSettings', {
    settings: { ...settings, limits: settings.limits.map((limit) => ({ ...limit, waiting: 1 })) },
  })
  const there = (await ask(first, 'queue.state', {})).waiting.length
  const groups = settings.groups.map(({ id }) => id)
  for (let n = there; n < tickets; n++)
    await ask(first, 'queue.issue', { groupId: groups[n % groups.length]! })

  const clerks = [
    { page: await comeIn(browser, desk.address, /Әбенова/, 'kk'), language: 'kk' as const },
    { page: await comeIn(browser, desk.address, /Оспанов/, 'ru'), language: 'ru' as const },
    { page: await comeIn(browser, desk.address, /Жақсыбеков/, 'kk'), language: 'kk' as const },
  ]
  const [{ page: counter }, { page: russian }, { page: director }] = [clerks[0]!, clerks[1]!, clerks[2]!]

  await test.step('nobody waits over the limit unseen: the frame of every page says it', async () => {
    for (const { page, language } of clerks)
      await expect(page.locator('.queue-brief')).toContainText(words(language, 'queue.stands_over'), {
        timeout: 90_000,
      })
  })

  await test.step('a break: what was typed is there after it, in the other language too', async () => {
    await russian.keyboard.press('F2')
    await expect(field(russian, 'find')).toBeFocused()
    await russian.keyboard.insertText('Тестова Айгүл')
    await russian.keyboard.press('Insert')
    await expect(field(russian, 'person.lastName')).toHaveValue('Тестова')
    await tabTo(russian, field(russian, 'person.address'))
    await russian.keyboard.insertText('Көкөзек ауылы')
    await russian.keyboard.press('Control+L')
    await russian.getByLabel(words('ru', 'setup.password'), { exact: true }).fill(demoPassword)
    await russian.keyboard.press('Enter')
    await expect(field(russian, 'person.lastName')).toHaveValue('Тестова')
    await russian.getByText('Қаз', { exact: true }).click()
    await expect(russian.getByRole('link', { name: t('common.rail_today') })).toBeVisible()
    await expect(field(russian, 'person.lastName')).toHaveValue('Тестова')
    await russian.getByText('Рус', { exact: true }).click()
  })

  await test.step('one comes in and is accepted', async () => {
    // Nobody whom the invented centre knows.
    await fillIntake(counter, {
      iin: '880517400108',
      birthDate: '17.05.1988',
      lastName: 'Төлегенова',
      firstName: 'Меруерт',
      middleName: 'Қайратқызы',
    })
    await acceptIntake(counter)
  })

  const works = await publicWorks(counter, 2)
  const late = await referred(
    counter,
    { iin: '700110400407', lastName: 'Мысалова', firstName: 'Айгүл', birthDate: '1970-01-10' },
    1,
    works,
  )
  await referred(
    counter,
    { iin: '700211400406', lastName: 'Мысалова', firstName: 'Бақыт', birthDate: '1970-02-11' },
    2,
    works,
  )

  await test.step('R134: the director looks at each referral and signs both by one key', async () => {
    await director.keyboard.press('Control+d')
    await expect(director.getByRole('button', { name: t('director.to_sign_open') })).toBeVisible()
    await director.keyboard.press('F8')
    const rows = director.getByRole('grid').getByRole('row')
    await expect(rows).toHaveCount(3)
    for (const n of [1, 2]) {
      await expect(rows.nth(n)).toBeFocused()
      await director.keyboard.press('Enter')
      await expect(rows.nth(n)).toContainText(t('director.sign_seen'))
      await director.keyboard.press('ArrowDown')
    }
    await director.keyboard.press('F8')
    await expect(rows).toHaveCount(0)
    await director.keyboard.press('Escape')
    await expect(director.getByText(t('director.to_sign_none'))).toBeVisible()
  })

  await test.step('R138: a slip that is late stands on the list with whom to ask, and is closed by its number', async () => {
    const signed = await ask(counter, 'referral.get', { id: late.id })
    await ask(counter, 'referral.handOver', {
      referrals: [{ id: signed.id, version: signed.version }],
      identitySeen: true,
    })
    const db = openSqlite(path.join(desk.dataFolder, 'register.sqlite'))
    await db('referrals').where({ id: late.id }).update({ issued_on: '2026-06-01' })
    await closeSqlite(db)
    await counter.evaluate(() => (location.hash = '#/papers/slips'))
    await counter.reload()
    await expect(counter.getByRole('row', { name: /Мысалова Айгүл/ })).toContainText(
      /Бекова Сәуле Нұрланқызы/,
    )
    const number = counter.getByLabel(t('referral.find'), { exact: true })
    await number.fill(late.number)
    await number.press('Enter')
    await choose(counter, field(counter, 'outcome'), t('referral.outcome_not_come'))
    await act(counter)
    await expect(number).toBeVisible()
    const { counts } = await ask(counter, 'referral.list', {})
    expect(counts).toMatchObject({ overdue: 0, closed: 1 })
  })

  await test.step('every ticket is called by exactly one clerk', async () => {
    for (const [n, { page, language }] of clerks.entries()) {
      await ask(page, 'queue.chooseWindow', { window: String(n + 1), groups })
      await page.keyboard.press('Alt+2')
      await expect(page.locator(`section[aria-label="${words(language, 'queue.strip')}"]`)).toBeVisible()
    }
    const served = (await Promise.all(clerks.map(({ page, language }) => serveAll(page, language)))).flat()
    expect(new Set(served).size).toBe(served.length)
    expect(served).toHaveLength(tickets)
    const { from, to } = { from: await today(counter), to: await today(counter) }
    const { total } = await ask(counter, 'queue.statistics', { from, to })
    expect(total).toMatchObject({ served: tickets, noShow: 0, left: 0 })
    expect(total.waitingOver).toBeGreaterThan(0)
  })

  await test.step('the draft of the break is still there, and the day leaves as a batch', async () => {
    const drafts = await ask(russian, 'draft.list', {})
    expect(JSON.stringify(drafts)).toContain('Тестова')
    await counter.evaluate(() => (location.hash = '#/exchange'))
    await act(counter)
    await expect
      .poll(async () => (await ask(counter, 'exchange.state', {})).batches.length)
      .toBeGreaterThan(0)
    await tabTo(counter, counter.getByRole('link', { name: t('common.rail_today') }))
  })
  for (const { page } of clerks) await page.context().close()
})

const today = async (page: Page): Promise<string> => (await ask(page, 'app.status', {})).today
