/** What the tests ask of the core past the screens: what stood in the register before the clerk comes. */
import type { Page } from '@playwright/test'
import type { InputOf, OperationName, OutputOf } from '../../shared/contract'
import { emptyOrganisation } from '../../shared/contract/organisations'
import { emptyIntakeDraft, emptyPersonFields } from '../../shared/model'

/** Ask the desk as its own window does; fails when it refuses. */
export async function ask<N extends OperationName>(
  page: Page,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
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

/** An employer with places for public works, the first day of which is today. */
export async function publicWorks(page: Page, places: number) {
  const { id: employerId } = await ask(page, 'organisation.save', {
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
  const { today } = await ask(page, 'app.status', {})
  const { id: placeId } = await ask(page, 'referral.savePlace', {
    id: null,
    version: null,
    fields: {
      organisationId: employerId,
      measure: 'public_works',
      title: 'Көгалдандырушы',
      startsOn: today,
      endsOn: String(Number(today.slice(0, 4)) + 2) + '-12-31',
      places,
      note: '',
      active: true,
    },
  })
  return { today, employerId, placeId }
}

export interface Somebody {
  iin: string
  lastName: string
  firstName: string
  birthDate: string
}

/** A person at the counter for public works, checked. */
export async function applied(page: Page, who: Somebody, n: number) {
  const paper = { shown: 'paper' as const, number: '031456789', expiresOn: '2034-09-12' }
  const { application } = await ask(page, 'intake.accept', {
    draftId: `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`,
    draft: {
      ...emptyIntakeDraft,
      serviceCode: 'S-REF',
      measure: 'public_works',
      recipient: 'unemployed',
      similarSeen: true,
      secondReason: 'x',
      person: {
        ...emptyPersonFields,
        ...who,
        sex: 'female',
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

type Works = Awaited<ReturnType<typeof publicWorks>>

/** The referral of an application that was checked. */
export async function issued(page: Page, { id, version }: { id: number; version: number }, works: Works) {
  const { today, employerId, placeId } = works
  const { fields } = await ask(page, 'referral.prepare', { applicationId: id })
  return ask(page, 'referral.issue', {
    applicationId: id,
    version,
    fields: { ...fields, organisationId: employerId, placeId, startOn: today, months: 3 },
  })
}

/** A person with a referral to public works on paper. */
export async function referred(page: Page, who: Somebody, n: number, works: Works) {
  const { document, referral } = await issued(page, await applied(page, who, n), works)
  await ask(page, 'document.printed', { id: document!.id, copies: 1 })
  return referral
}
