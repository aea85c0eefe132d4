/** Organisations: what is taken in, how they are found, and that nobody's change is lost. */
import { describe, expect, it } from 'vitest'
import { emptyOrganisation, type OrganisationFields } from '../../shared/contract/organisations'
import { addClerk, openSetUpDesk, type TestDesk } from '../helpers/desk'

const bakery: OrganisationFields = {
  ...emptyOrganisation,
  bin: '190440000020',
  nameKk: '«Көкөзек наны» ЖШС',
  nameRu: 'ТОО «Кокозекский хлеб»',
  legalAddress: 'Көкөзек ауылы, Абай көшесі, 1-үй',
  phone: '8 701 555 01 24',
}
const save = (desk: TestDesk, fields: Partial<OrganisationFields>) =>
  desk.do('organisation.save', { id: null, version: null, fields: { ...bakery, ...fields } })

describe('organisation.save', () => {
  it('keeps a BIN as its digits and a telephone as one number', async () => {
    const desk = await openSetUpDesk()
    const made = await save(desk, { bin: ' 190440 000020 ' })
    expect(made).toMatchObject({ bin: '190440000020', phone: '+77015550124', active: true, version: 1 })
    expect(await desk.do('organisation.get', { id: made.id })).toEqual(made)
  })

  it.each([
    ['19044000002', 'bin_length'],
    ['19044000002A', 'bin_characters'],
    ['190440000021', 'bin_check_digit'],
    ['850315400124', 'bin_is_iin'],
    ['191340000020', 'bin_month'],
  ])('refuses %s as a BIN: %s', async (bin, code) => {
    const desk = await openSetUpDesk()
    const input = { id: null, version: null, fields: { ...bakery, bin } }
    expect(await desk.refuse('organisation.save', input)).toMatchObject({
      code,
      fields: [{ path: 'fields.bin', code }],
    })
    expect((await desk.do('organisation.search', {})).total).toBe(0)
  })

  it('gives one BIN to one organisation, and none to as many as have none', async () => {
    const desk = await openSetUpDesk()
    const first = await save(desk, {})
    const twin = { id: null, version: null, fields: { ...bakery, nameKk: 'Басқа', nameRu: '' } }
    expect(await desk.refuse('organisation.save', twin)).toMatchObject({
      code: 'organisation_exists',
      params: { name: bakery.nameKk },
    })
    await save(desk, { bin: '', nameKk: 'Бірінші' })
    const second = await save(desk, { bin: '', nameKk: 'Екінші' })
    const taken = { id: second.id, version: 1, fields: bakery }
    expect((await desk.refuse('organisation.save', taken)).code).toBe('organisation_exists')
    // Its own BIN is no obstacle to mending it.
    const mended = { id: first.id, version: 1, fields: { ...bakery, contact: 'Ким Ирина' } }
    expect(await desk.do('organisation.save', mended)).toMatchObject({ version: 2, contact: 'Ким Ирина' })
  })

  it('needs a name in one language, which then stands for both', async () => {
    const desk = await openSetUpDesk()
    const nameless = { id: null, version: null, fields: { ...bakery, nameKk: ' ', nameRu: '' } }
    expect((await desk.refuse('organisation.save', nameless)).code).toBe('name_empty')
    expect(await save(desk, { nameKk: '' })).toMatchObject({
      nameKk: bakery.nameRu,
      nameRu: bakery.nameRu,
    })
  })

  it('loses nobody’s change: the second of two clerks is told who was first', async () => {
    const desk = await openSetUpDesk()
    const { client } = await addClerk(desk, 'Серікова Дана')
    const made = await save(desk, {})
    const change = (note: string) => ({ id: made.id, version: 1, fields: { ...bakery, note } })
    await desk.do('organisation.save', change('екінші терезеден'), client)
    expect(await desk.refuse('organisation.save', change('кеш'))).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Серікова Дана' },
    })
    expect(await desk.do('organisation.get', { id: made.id })).toMatchObject({
      note: 'екінші терезеден',
      version: 2,
      updatedBy: 'Серікова Дана',
    })
    const unknown = { id: 999, version: 1, fields: { ...bakery, bin: '' } }
    expect((await desk.refuse('organisation.save', unknown)).code).toBe('not_found')
  })

  it('is done by who mediates and read by who reads people', async () => {
    const desk = await openSetUpDesk()
    const made = await save(desk, {})
    const { client } = await addClerk(desk, 'Оспанов Ержан', ['administrator'])
    const input = { id: made.id, version: 1, fields: bakery }
    expect((await desk.refuse('organisation.save', input, client)).code).toBe('right_missing')
    expect((await desk.do('organisation.get', { id: made.id }, client)).id).toBe(made.id)
  })
})

describe('organisation.search', () => {
  it.each([
    ['the Kazakh name', 'көкөзек'],
    ['the name typed without Kazakh letters', 'кокозек нан'],
    ['the Russian name', 'кокозекский хлеб'],
    ['capital letters and another order', 'ХЛЕБ ТОО'],
    ['the name with its quotation marks', '«Көкөзек наны»'],
    ['the beginning of the BIN', '190440'],
    ['the telephone as it is dialled', '+7 701 555 01 24'],
  ])('finds by %s', async (_by, text) => {
    const desk = await openSetUpDesk()
    const made = await save(desk, {})
    await save(desk, { bin: '050640003153', nameKk: '«Жетісу» ЖШС', nameRu: '', phone: '' })
    const found = await desk.do('organisation.search', { text })
    expect(found.organisations.map((one) => one.id)).toEqual([made.id])
    expect(found.total).toBe(1)
  })

  it('shows those that the centre works with first, and one kind alone', async () => {
    const desk = await openSetUpDesk()
    const a = await save(desk, { bin: '', nameKk: 'А', nameRu: '' })
    const b = await save(desk, { bin: '', nameKk: 'Б', nameRu: '', kinds: ['training'] })
    await desk.do('organisation.save', {
      id: a.id,
      version: 1,
      fields: { ...bakery, bin: '', nameKk: 'А', nameRu: '' },
      active: false,
    })
    const ids = async (input: object) =>
      (await desk.do('organisation.search', input)).organisations.map((one) => one.id)
    expect(await ids({})).toEqual([b.id, a.id])
    expect(await ids({ kind: 'training' })).toEqual([b.id])
    expect(await ids({ text: 'жоқ нәрсе' })).toEqual([])
  })
})
