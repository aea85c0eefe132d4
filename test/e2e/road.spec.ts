/** The main job in a real browser, by keyboard alone: a person comes in and leaves with paper in hand. */
import path from 'node:path'
import { closeSqlite, openSqlite } from '../../main/db/sqlite'
import { encodePaperCode } from '../../shared/rules/paper-code'
import { expect, test } from './fixtures'
import {
  acceptIntake,
  act,
  printPaper,
  choose,
  field,
  fillIntake,
  firstRun,
  signIn,
  t,
  tabTo,
  typeInto,
} from './hands'

test.use({ holds: 'nothing' })

test('first run, intake, decision, handing over and the batch, without a mouse', async ({ desk }) => {
  test.slow()
  const { page } = desk
  await test.step('first run and sign-in', async () => {
    await firstRun(page)
    await signIn(page)
  })

  await test.step('R17: the counter says why it is not ready, leads there, and accepts when it is', async () => {
    await fillIntake(page)
    const accept = page.getByRole('button', { name: t('counter.accept') })
    await expect(accept).toHaveAttribute('aria-disabled', 'true')
    await page.keyboard.press('F8')
    await expect(field(page, 'consents.personal_data').getByRole('checkbox')).toBeFocused()
    await acceptIntake(page)
    await expect(page.getByText('Т-2026-00001').first()).toBeVisible()
  })

  await test.step('R18: the paper is in the preview and prints', async () => {
    const paper = page.frameLocator('iframe').first()
    await expect(paper.getByText('Сейтжанова Айгерім Болатқызы').first()).toBeVisible()
    await expect(paper.getByText('850315400124')).toBeVisible()
    await printPaper(page)
    for (const mark of ['receipt_given', 'documents_returned', 'information_given']) {
      await tabTo(page, page.getByRole('checkbox', { name: t('counter.mark_' + mark) }))
      await page.keyboard.press('Space')
    }
  })

  await test.step('R19 R27: check and decide', async () => {
    await tabTo(page, page.getByRole('button', { name: t('counter.then_check') }))
    await page.keyboard.press('Enter')
    await choose(page, field(page, 'check.result'), t('counter.check_confirmed'))
    await act(page)
    await choose(page, field(page, 'decide.outcome'), t('counter.decide_granted'))
    await act(page)
    await expect(
      page.frameLocator('iframe').first().getByText('Жұмыс іздеуші ретінде тіркелгені туралы хабарлама'),
    ).toBeVisible()
    await printPaper(page)
  })

  await test.step('R28 R29: hand over against the document, tell the person', async () => {
    await typeInto(page, field(page, 'hand.number'), '031456789')
    await tabTo(page, page.getByRole('checkbox', { name: t('counter.hand_over_signed') }))
    await page.keyboard.press('Space')
    await act(page)
    await choose(page, field(page, 'inform.channel'), t('counter.channel_sms'))
    await act(page)
    await expect(page.getByText(t('counter.all_done'))).toBeVisible()
  })

  await test.step('R33 only finding work is left of the day, and the day leaves as a batch', async () => {
    await page.keyboard.press('Alt+6')
    await expect(page.getByRole('heading', { name: t('desk.exchange_title'), level: 1 })).toBeVisible()
    await act(page)
    await expect(page.getByText('qabyldau-230440000010-000001.zip')).toBeVisible()
    await page.keyboard.press('Alt+1')
    await expect(page.getByRole('heading', { name: t('desk.today_title'), level: 1 })).toBeVisible()
    await expect(page.getByText(t('desk.todo_match'))).toHaveCount(1)
    await expect(page.getByText(t('desk.todo_hand_over'))).toHaveCount(0)
  })

  await test.step('a scanner reads the code of a paper into the search: its case opens', async () => {
    const db = openSqlite(path.join(desk.dataFolder, 'register.sqlite'))
    const paper = (await db('documents').orderBy('id').first('uid', 'content_sha256')) as {
      uid: string
      content_sha256: string
    }
    await closeSqlite(db)
    await page.keyboard.press('Control+K')
    await page.keyboard.insertText(encodePaperCode(paper.uid, paper.content_sha256))
    await page.keyboard.press('Enter')
    await expect(page.getByText(t('desk.paper_verify_unchanged'))).toBeVisible()
    await expect(page).toHaveURL(/#\/applications\/1$/)
  })
})
