/** Referrals on their way: issued on the case, printed as one queue, signed, handed over, their notices back by code. */
import path from 'node:path'
import { closeSqlite, openSqlite } from '../../main/db/sqlite'
import { checkDigit } from '../../shared/rules/iin'
import { encodePaperCode } from '../../shared/rules/paper-code'
import { applied, ask, issued, publicWorks, type Somebody } from './core'
import { expect, test } from './fixtures'
import { act, choose, enterDemo, field, t, tabTo, typeInto } from './hands'

const surnames = ['Мысалова', 'Үлгіғазина', 'Тестбаева', 'Сынақова', 'Үлгібекова', 'Мысалбаева']
const names = ['Айгүл', 'Бақыт', 'Әлия', 'Гүлнар', 'Дана']
/** Thirty people, no two of whom bear the same name. */
const people: Somebody[] = surnames.flatMap((lastName, i) =>
  names.map((firstName, j) => {
    const day = `${70 + i}0${1 + j}${10 + i + j}`
    // Not every serial number has a check digit.
    const base = ['4', '5', '6']
      .map((n) => `${day}400${n}0`.slice(0, 11))
      .find((one) => checkDigit(one) !== null)!
    const birthDate = `19${70 + i}-0${1 + j}-${10 + i + j}`
    return { iin: base + String(checkDigit(base)), lastName, firstName, birthDate }
  }),
)
/** Notices that come back; the others are waited for too long. */
const returned = 25

test('thirty referrals are printed as one queue, signed, handed over; 25 notices are scanned, five are overdue', async ({
  desk,
}) => {
  // Thirty people with sixty papers: more than `test.slow` gives on a busy PC.
  test.setTimeout(600_000)
  const { page } = desk
  // R134: the director signs; the rest of the road is any specialist's too.
  await enterDemo(page, /Жақсыбеков/)
  const works = await publicWorks(page, people.length)
  const { today } = works
  const applications: { id: number; version: number }[] = []
  for (const [index, who] of people.entries()) applications.push(await applied(page, who, index + 1))
  const [first, ...others] = applications as [(typeof applications)[number], ...typeof applications]

  await test.step('R134: the decision asks for the facts of the referral, says what is missing, and issues it', async () => {
    await page.evaluate((id) => (location.hash = '#/applications/' + id), first.id)
    await choose(page, field(page, 'decide.outcome'), t('counter.decide_other_granted'))
    await expect(page.getByRole('button', { name: t('referral.missing_startOn') })).toBeVisible()
    await page.keyboard.press('F8')
    await page.getByText('Көгалдандырушы', { exact: true }).click()
    await typeInto(page, field(page, 'referral.startOn'), today.split('-').reverse().join('.'))
    await typeInto(page, field(page, 'referral.months'), '3')
    await expect(field(page, 'referral.profession')).toHaveValue('Көгалдандырушы')
    await act(page)
    await expect(page.frameLocator('iframe').first().getByText('«Көкөзек наны» ЖШС').first()).toBeVisible()
    await expect(page.getByText(t('referral.sign_first')).first()).toBeVisible()
  })
  for (const application of others) await issued(page, application, works)

  await test.step('R135: thirty are printed as one queue, signed and handed over', async () => {
    await page.evaluate(() => (location.hash = '#/papers/signing'))
    await expect(page.getByRole('row', { name: /Мысалова Айгүл/ })).toBeVisible()
    await page.keyboard.press('Control+A')
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(people.length)
    await page.keyboard.press('F9')
    await page.getByRole('button', { name: t('desk.printing_yes') }).click()
    await expect(page.getByRole('rowgroup').getByText(t('referral.stage_to_sign'))).toBeVisible()
    await expect(page.getByRole('rowgroup').getByText(t('referral.stage_to_print'))).toHaveCount(0, {
      timeout: 60_000,
    })
    await expect(page.getByRole('dialog')).toHaveCount(0)
    // A print dialog leaves the focus in its frame for a moment, where no key of the page is heard.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TR')
    await act(page)
    await expect(page.getByRole('rowgroup').getByText(t('referral.stage_to_hand_over'))).toBeVisible()
    await page.keyboard.press('Control+A')
    await act(page)
    const dialog = page.getByRole('dialog')
    await tabTo(page, dialog.getByRole('checkbox'))
    await page.keyboard.press('Space')
    await page.keyboard.press('F8')
    await expect(page.getByText(t('referral.signing_none'))).toBeVisible()
  })

  const db = openSqlite(path.join(desk.dataFolder, 'register.sqlite'))
  const papers = (await db('documents as d')
    .join('referrals as r', 'r.document_id', 'd.id')
    .orderBy('r.id')
    .select('d.uid', 'd.content_sha256')) as { uid: string; content_sha256: string }[]
  // The last five went out months ago: their day is over.
  await db('referrals').where('id', '>', returned).update({ issued_on: '2026-06-01' })
  await closeSqlite(db)
  const day = today.split('-').reverse().join('.')
  /** A scanner types the digits of the code like a keyboard and ends with Enter. */
  const scan = async ({ uid, content_sha256: hash }: (typeof papers)[number]) => {
    await expect(page.getByLabel(t('referral.find'), { exact: true })).toBeFocused()
    await page.keyboard.type(encodePaperCode(uid, hash))
    await page.keyboard.press('Enter')
  }

  const { blanks, endsOn, profession } = await ask(page, 'referral.get', { id: 3 })
  const same: Record<string, string> = {
    hired_to_date: endsOn!.split('-').reverse().join('.'),
    hired_months: '3',
    job_position_name: profession,
  }
  /** Line by line from top to bottom, as the paper has them; the focus is in the first one. */
  const writeSlip = async () => {
    await expect(field(page, 'written.' + blanks[0]!.id)).toBeFocused()
    for (const { id, kind } of blanks) {
      await page.keyboard.insertText(same[id] ?? (kind === 'date' ? day : '44'))
      await page.keyboard.press('Tab')
    }
  }

  await test.step('R141: a notice is opened by the code of its paper and compared line by line', async () => {
    await page.evaluate(() => (location.hash = '#/papers/slips'))
    await scan(papers[0]!)
    await writeSlip()
    await expect(page.getByRole('button', { name: t('referral.keep_in_question') })).toBeVisible()
    await tabTo(page, page.getByRole('checkbox', { name: t('referral.copy_attached') }))
    await page.keyboard.press('Space')
    await expect(page.getByRole('button', { name: t('referral.close_came') })).toBeVisible()
    await act(page)
    await expect(page.getByLabel(t('referral.find'), { exact: true })).toBeVisible()
  })

  await test.step('R141: one who did not come closes the referral by its number', async () => {
    const number = page.getByLabel(t('referral.find'), { exact: true })
    await number.fill('2')
    await number.press('Enter')
    await choose(page, field(page, 'outcome'), t('referral.outcome_not_come'))
    await expect(page.getByRole('button', { name: t('referral.close_not_come') })).toBeVisible()
    await act(page)
    await expect(page.getByLabel(t('referral.find'), { exact: true })).toBeVisible()
  })

  await test.step('R141: 23 more are scanned one after another and typed line by line with Tab', async () => {
    for (const paper of papers.slice(2, returned)) {
      await scan(paper)
      await writeSlip()
      await tabTo(page, page.getByRole('checkbox', { name: t('referral.copy_attached') }))
      await page.keyboard.press('Space')
      await expect(page.getByRole('button', { name: t('referral.close_came') })).toBeVisible()
      await act(page)
    }
    await expect(page.getByLabel(t('referral.find'), { exact: true })).toBeFocused()
  })

  await test.step('R138: the other five are on the list of overdue ones, with whom to ask', async () => {
    await page.reload()
    const overdue = page.getByRole('row', { name: /-0000(?:26|27|28|29|30)/ })
    await expect(overdue).toHaveCount(people.length - returned)
    await expect(page.getByText(/Бекова Сәуле Нұрланқызы/)).toHaveCount(people.length - returned)
    await page.getByRole('button', { name: new RegExp('^' + t('referral.list_closed')) }).click()
    await expect(page.getByRole('row', { name: /-0000(?:[01]\d|2[0-5])/ })).toHaveCount(returned)
    expect((await ask(page, 'referral.list', {})).counts).toMatchObject({
      closed: 25,
      overdue: 5,
      in_question: 0,
    })
  })

  await test.step('who takes part today, and the places that are left', async () => {
    await page.evaluate(() => (location.hash = '#/jobs/measures'))
    await expect(page.getByRole('row', { name: /Мысалова Айгүл/ })).toBeVisible()
    await page.evaluate(() => (location.hash = '#/jobs/places'))
    await expect(page.getByRole('row', { name: /Көгалдандырушы/ })).toBeVisible()
  })
})
