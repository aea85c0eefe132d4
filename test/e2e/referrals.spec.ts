/** Referrals on their way: issued on the case, printed as one queue, signed, handed over, their notices back by code. */
import path from 'node:path'
import type { Page } from '@playwright/test'
import { closeSqlite, openSqlite } from '../../main/db/sqlite'
import type { InputOf, OperationName, OutputOf } from '../../shared/contract'
import { emptyOrganisation } from '../../shared/contract/organisations'
import { emptyIntakeDraft, emptyPersonFields } from '../../shared/model'
import { encodePaperCode } from '../../shared/rules/paper-code'
import { expect, test } from './fixtures'
import { act, choose, enterDemo, field, t, tabTo, typeInto } from './hands'

/** Ask the desk as its own window does; fails when it refuses. */
async function ask<N extends OperationName>(page: Page, name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const result = await page.evaluate(
    async ([operation, given]) => {
      const { qabyldau } = window as { qabyldau?: { call(name: string, input: unknown): Promise<unknown> } }
      if (qabyldau) return qabyldau.call(operation as string, given)
      const answer = await fetch('/api/' + (operation as string), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(given),
      })
      return (await answer.json()) as unknown
    },
    [name, input] as [string, unknown],
  )
  const { ok, value, error } = result as { ok: boolean; value: OutputOf<N>; error: unknown }
  if (!ok) throw new Error(`${name}: ${JSON.stringify(error)}`)
  return value
}

const people = [
  ['910203400129', 'Мысалова', 'Айгүл', '1991-02-03', 'female'],
  ['920304300133', 'Үлгіғазин', 'Бекзат', '1992-03-04', 'male'],
  ['930405400140', 'Тестбаева', 'Әлия', '1993-04-05', 'female'],
] as const

/** A person at the counter for public works, checked. */
async function applied(
  page: Page,
  [iin, lastName, firstName, birthDate, sex]: (typeof people)[number],
  n: number,
) {
  const paper = { shown: 'paper' as const, number: '031456789', expiresOn: '2034-09-12' }
  const { application } = await ask(page, 'intake.accept', {
    draftId: `00000000-0000-4000-9000-00000000000${n}`,
    draft: {
      ...emptyIntakeDraft,
      serviceCode: 'S-REF',
      measure: 'public_works',
      recipient: 'unemployed',
      similarSeen: true,
      secondReason: 'x',
      person: {
        ...emptyPersonFields,
        iin,
        lastName,
        firstName,
        birthDate,
        sex,
        address: 'Көкөзек ауылы, Абай көшесі, 14-үй',
        mobile: '+77015550124',
      },
      checklist: { identity_document: paper, labour_book: { ...paper, shown: 'none', expiresOn: null } },
      consents: { personal_data: true, protected_secret: true },
    },
  })
  const { id, version } = application
  return ask(page, 'application.check', { id, version, result: 'confirmed', note: '' })
}

test('referrals are printed as one queue, signed, handed over; their notices come back by code, one is overdue', async ({
  desk,
}) => {
  test.slow()
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  const employer = await ask(page, 'organisation.save', {
    id: null,
    version: null,
    fields: {
      ...emptyOrganisation,
      nameKk: '«Көкөзек наны» ЖШС',
      nameRu: 'ТОО «Кокозекский хлеб»',
      legalAddress: 'Көкөзек ауылы, Диірмен көшесі, 7-үй',
      phone: '+77015550011',
      contact: 'Бекова Сәуле Нұрланқызы',
    },
  })
  const today = (await ask(page, 'app.status', {})).today
  const place = await ask(page, 'referral.savePlace', {
    id: null,
    version: null,
    fields: {
      organisationId: employer.id,
      measure: 'public_works',
      title: 'Көгалдандырушы',
      startsOn: today,
      endsOn: String(Number(today.slice(0, 4)) + 2) + '-12-31',
      places: 2,
      note: '',
      active: true,
    },
  })
  const [first, ...others] = [
    await applied(page, people[0], 1),
    await applied(page, people[1], 2),
    await applied(page, people[2], 3),
  ]

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
  for (const { id, version } of others) {
    const { fields } = await ask(page, 'referral.prepare', { applicationId: id })
    await ask(page, 'referral.issue', {
      applicationId: id,
      version,
      fields: { ...fields, organisationId: employer.id, placeId: place.id, startOn: today, months: 3 },
    })
  }

  await test.step('R135: three are printed as one queue, signed and handed over', async () => {
    await page.evaluate(() => (location.hash = '#/papers/signing'))
    await expect(page.getByRole('row', { name: /Мысалова/ })).toBeVisible()
    await page.keyboard.press('Control+A')
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(3)
    await page.keyboard.press('F9')
    await page.getByRole('button', { name: t('desk.printing_yes') }).click()
    await expect(page.getByRole('rowgroup').getByText(t('referral.stage_to_sign'))).toBeVisible()
    await expect(page.getByRole('rowgroup').getByText(t('referral.stage_to_print'))).toHaveCount(0)
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
  // The third went out two weeks ago; its day is over.
  await db('referrals').where({ id: 3 }).update({ issued_on: '2026-06-01' })
  await closeSqlite(db)

  await test.step('R141: a notice is opened by the code of its paper and compared line by line', async () => {
    await page.evaluate(() => (location.hash = '#/papers/slips'))
    const code = page.getByLabel(t('referral.find'), { exact: true })
    await code.fill(encodePaperCode(papers[0]!.uid, papers[0]!.content_sha256))
    await code.press('Enter')
    const write = (id: string, text: string) => typeInto(page, field(page, 'written.' + id), text)
    const day = today.split('-').reverse().join('.')
    for (const id of ['labour_contract_date', 'hire_order_date', 'hired_from_date', 'notice_date'])
      await write(id, day)
    for (const id of ['labour_contract_number', 'hire_order_number', 'employer_representative_full_name'])
      await write(id, '44')
    const { endsOn } = await ask(page, 'referral.get', { id: 1 })
    await write('hired_to_date', endsOn!.split('-').reverse().join('.'))
    await write('hired_months', '3')
    await write('job_position_name', 'Көгалдандырушы')
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

  await test.step('R138: the third is on the list of overdue ones, with whom to ask', async () => {
    await page.reload()
    await expect(page.getByRole('row', { name: /Тестбаева Әлия/ })).toBeVisible()
    await expect(page.getByText(/Бекова Сәуле Нұрланқызы/)).toBeVisible()
    await page.getByRole('button', { name: new RegExp('^' + t('referral.list_closed')) }).click()
    await expect(page.getByRole('row', { name: /Мысалова/ })).toBeVisible()
    await expect(page.getByRole('row', { name: /Үлгіғазин/ })).toBeVisible()
  })

  await test.step('who takes part today, and the places that are left', async () => {
    await page.evaluate(() => (location.hash = '#/jobs/measures'))
    await expect(page.getByRole('row', { name: /Мысалова/ })).toBeVisible()
    await page.evaluate(() => (location.hash = '#/jobs/places'))
    await expect(page.getByRole('row', { name: /Көгалдандырушы/ })).toBeVisible()
  })
})
