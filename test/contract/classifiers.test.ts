/** Classifiers of places, occupations and activities: taken over from files, found while typing, kept as codes. */
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { emptyOrganisation } from '../../shared/contract/organisations'
import { lookInto, openSetUpDesk, putFile, readyDraft, type TestDesk } from '../helpers/desk'

type Kind = 'kato' | 'nkz' | 'oked'

const sheet = async (rows: (string | number | null)[][]): Promise<Uint8Array> =>
  new Uint8Array(
    await writeExcelFile(
      rows.map((row) => row.map((value) => (value === null ? null : { value }))),
    ).toBuffer(),
  )

const put = (desk: TestDesk, bytes: Uint8Array | string, name = 'kato.xlsx') => putFile(desk, name, bytes)
const read = (desk: TestDesk, kind: Kind, token: string) => desk.do('classifier.read', { kind, token })
const take = (desk: TestDesk, kind: Kind, token: string, more: object = {}) =>
  desk.do('classifier.import', { kind, token, edition: '', validFrom: '', ...more })
const found = async (desk: TestDesk, kind: Kind, text: string) =>
  (await desk.do('classifier.suggest', { kind, text })).map((one) => `${one.code} ${one.text.ru}`)

const head = ['te', 'ab', 'cd', 'ef', 'hij', 'k', 'name_kaz', 'name_rus', 'nn']
/** A row of the bureau's file; a spreadsheet keeps the parts as numbers. */
const row = (te: string, kaz: string, rus: string) => [
  Number(te),
  ...[te.slice(0, 2), te.slice(2, 4), te.slice(4, 6), te.slice(6)].map(Number),
  0,
  kaz,
  rus,
  1,
]
const places = [
  row('330000000', 'Жетісу облысы', 'область Жетісу'),
  row('333600000', 'Көкөзек ауданы', 'Кокозекский район'),
  row('333620000', 'Көкөзек а.о.', 'Кокозекский с.о.'),
  row('333620100', 'Көкөзек а.', 'с.Кокозек'),
  row('333620200', 'Жаңаталап а.', 'с.Жанаталап'),
]
const takePlaces = async (desk: TestDesk, rows = places) =>
  take(desk, 'kato', put(desk, await sheet([['Классификатор'], head, ...rows])))

describe('a file of places', () => {
  it('is shown first, written when confirmed, and changes nothing the second time', async () => {
    const desk = await openSetUpDesk()
    const bytes = await sheet([['Классификатор'], [null], head, ...places])
    const token = put(desk, bytes)
    expect(await read(desk, 'kato', token)).toMatchObject({
      fileName: 'kato.xlsx',
      rows: 5,
      added: 5,
      changed: 0,
      ended: 0,
      faulty: 0,
      before: null,
      lines: [
        { line: 4, code: '330000000', nameKk: 'Жетісу облысы', nameRu: 'область Жетісу', change: 'added' },
        {},
        {},
        {},
        {},
      ],
    })
    expect((await desk.do('classifier.list', {})).map(({ entries }) => entries)).toEqual([0, 0, 0])
    expect(await take(desk, 'kato', token, { edition: ' НК РК 11-2021 ', validFrom: '010126' })).toEqual({
      added: 5,
      changed: 0,
      ended: 0,
    })
    expect((await desk.do('classifier.list', {}))[0]).toMatchObject({
      kind: 'kato',
      entries: 5,
      ended: 0,
      last: { fileName: 'kato.xlsx', edition: 'НК РК 11-2021', validFrom: '2026-01-01' },
    })
    const audits = () =>
      lookInto(desk, (db) => db('audit').where({ operation: 'classifier.import' }).pluck('entity_id'))
    expect(await audits()).toEqual(['kato'])
    expect(await read(desk, 'kato', token)).toMatchObject({ added: 0, changed: 0, before: { applied: 5 } })
    expect(await take(desk, 'kato', token)).toEqual({ added: 0, changed: 0, ended: 0 })
    expect(await audits()).toEqual(['kato'])
  })

  it('ends what is gone and keeps what was before; another region is not touched', async () => {
    const desk = await openSetUpDesk()
    await takePlaces(desk, [...places, row('751110000', 'Алмалы ауданы', 'Алмалинский район')])
    const next = put(
      desk,
      await sheet([head, ...places.slice(0, 3), row('333620100', 'Көкөзек а.', 'село Кокозек')]),
    )
    expect(await read(desk, 'kato', next)).toMatchObject({ added: 0, changed: 1, ended: 1 })
    await take(desk, 'kato', next)
    expect(await found(desk, 'kato', 'жанаталап')).toEqual([])
    expect(await found(desk, 'kato', 'алмалы')).toEqual(['751110000 город Алматы, Алмалинский район'])
    const rows = await lookInto(desk, (db) =>
      db('classifier_entries').where({ code: '333620100' }).orderBy('id').select('name_ru', 'ended_on'),
    )
    expect(rows).toEqual([
      { name_ru: 'с.Кокозек', ended_on: '2026-11-20' },
      { name_ru: 'село Кокозек', ended_on: null },
    ])
  })

  it('reads one column of codes or four, XLSX or CSV, with headings in either language', async () => {
    const parts = [
      ['ab', 'cd', 'ef', 'hij', 'Атауы', 'Наименование'],
      [33, 36, 20, 100, 'Көкөзек а.', 'с.Кокозек'],
    ]
    const desk = await openSetUpDesk()
    const files = [
      await sheet(parts),
      await sheet([
        ['КАТО коды', 'Қазақша атауы', 'Орысша атауы'],
        ['333620100', 'Көкөзек а.', 'с.Кокозек'],
      ]),
      await sheet([
        ['Код', 'Наименование на казахском языке', 'Наименование на русском языке'],
        [333620100, 'Көкөзек а.', 'с.Кокозек'],
      ]),
      '\ufeffКод КАТО;Наименование на русском;Наименование на казахском\r\n333620100;с.Кокозек;Көкөзек а.\r\n',
      'code,name_kk,name_ru\n333620100,"Көкөзек а.","с.Кокозек"\n',
    ]
    for (const file of files)
      expect((await read(desk, 'kato', put(desk, file))).lines).toEqual([
        expect.objectContaining({ code: '333620100', nameKk: 'Көкөзек а.', nameRu: 'с.Кокозек' }),
      ])
  })

  it('names every fault by its line, and takes the other lines', async () => {
    const desk = await openSetUpDesk()
    const token = put(
      desk,
      await sheet([
        head,
        ...places,
        [12, null, null, null, null, null, 'Қысқа', 'Короткий'],
        row('333620300', '', ''),
        [null, null, null, null, null, null, 'Кодсыз', 'Без кода'],
        [null, null, null, null, null, null, null, null],
        row('333620100', 'Басқа а.', 'с.Другое'),
      ]),
    )
    const seen = await read(desk, 'kato', token)
    expect(seen).toMatchObject({ rows: 5, faulty: 4 })
    expect(seen.faults).toEqual([
      { line: 7, reason: 'code_wrong', what: '12' },
      { line: 8, reason: 'name_missing', what: '333620300' },
      { line: 9, reason: 'code_missing', what: 'Кодсыз' },
      { line: 11, reason: 'contradicts_line', what: '5' },
    ])
    expect(await take(desk, 'kato', token)).toMatchObject({ added: 5 })
    // What a faulty line names is not taken for gone.
    const again = put(desk, await sheet([head, ...places.slice(0, 4), row('333620200', '', '')]))
    expect(await read(desk, 'kato', again)).toMatchObject({ ended: 0, faulty: 1 })
  })

  it('refuses what is no table, and what would grow too large', async () => {
    const desk = await openSetUpDesk()
    const code = async (bytes: Uint8Array | string) =>
      (await desk.refuse('classifier.read', { kind: 'kato', token: put(desk, bytes) })).code
    expect(await code('a;b\r\n1;2\r\n')).toBe('classifier_columns')
    expect(await code('')).toBe('classifier_columns')
    expect(await code(await sheet([['x'], ['y']]))).toBe('classifier_columns')
    expect(await code(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toBe('classifier_file_unreadable')
    expect(await code((await sheet([head, ...places])).slice(0, 900))).toBe('classifier_file_unreadable')
    expect(await code(zipSync({ 'a.txt': strToU8('a') }))).toBe('classifier_file_unreadable')
    // It claims to unpack to a gigabyte.
    const bomb = Buffer.from(zipSync({ 'xl/a.xml': strToU8('a') }))
    bomb.writeUInt32LE(2 ** 30, bomb.indexOf('PK\u0001\u0002') + 24)
    expect(await code(bomb)).toBe('file_too_large')
    expect(await code(new Uint8Array(17 * 1024 * 1024))).toBe('file_too_large')
    const input = { kind: 'kato', token: put(desk, await sheet([head, ...places])), edition: '' } as const
    expect((await desk.refuse('classifier.import', { ...input, validFrom: '31.02.2026' })).code).toBe(
      'date_invalid',
    )
    expect((await desk.do('classifier.list', {}))[0]!.entries).toBe(0)
  })

  it('of the whole country is taken over in seconds, and found at once', async () => {
    const desk = await openSetUpDesk()
    const rows = Array.from({ length: 17_000 }, (_, at) => {
      const code = `${11 + (at % 5) * 4}${String(10 + (at % 80))}${String(10 + (Math.floor(at / 80) % 80))}${String(100 + (at % 900))}`
      return [code, `Ауыл ${at}`, `Село ${at}`].join(';')
    })
    const token = put(desk, ['Код;Атауы;Наименование', ...new Set(rows)].join('\r\n'), 'kato.csv')
    const start = Date.now()
    const { added } = await take(desk, 'kato', token)
    // Seconds, not minutes, on the slowest machine that runs this.
    expect(Date.now() - start).toBeLessThan(30_000)
    expect(added).toBeGreaterThan(10_000)
    expect(await found(desk, 'kato', 'село 16999')).toHaveLength(1)
  }, 60_000)
})

describe('what is offered while typing', () => {
  it('offers the regions without any file', async () => {
    const desk = await openSetUpDesk()
    expect(await found(desk, 'kato', 'жетису')).toEqual(['330000000 область Жетісу'])
    expect(await found(desk, 'kato', 'улытау обл')).toEqual(['620000000 область Ұлытау'])
    expect(await found(desk, 'nkz', 'наубайшы')).toEqual([])
  })

  it('folds the spelling, takes words in any order, and tells where a place lies', async () => {
    const desk = await openSetUpDesk()
    await takePlaces(desk)
    const village = '333620100 область Жетісу, Кокозекский район, Кокозекский с.о., с.Кокозек'
    expect(await found(desk, 'kato', 'кокозек')).toEqual([
      '333600000 область Жетісу, Кокозекский район',
      '333620000 область Жетісу, Кокозекский район, Кокозекский с.о.',
      village,
    ])
    for (const typed of ['Көкөзек ауылы'.slice(0, 9), 'с кокозек', 'кокозек жетису с', '3336201'])
      expect(await found(desk, 'kato', typed), typed).toContain(village)
    // Only the region was typed: not everything that lies in it.
    expect(await found(desk, 'kato', 'жетісу')).toEqual(['330000000 область Жетісу'])
    expect(await found(desk, 'kato', '%')).toEqual([])
  })

  it('knows occupations with their groups and activities with their sections', async () => {
    const desk = await openSetUpDesk()
    const nkz = [
      ['Код', 'Атауы', 'Наименование'],
      [7, 'Жұмысшылар', 'Рабочие'],
      [75, 'Тамақ', 'Пищевая'],
      [7512, 'Наубайшылар', 'Пекари'],
      ['7512-1', 'Наубайшы', 'Пекарь'],
      ['Х', 'Басқа', 'Другие'],
    ]
    await take(desk, 'nkz', put(desk, await sheet(nkz), 'nkz.xlsx'))
    expect(await found(desk, 'nkz', 'пекар')).toEqual(['7512-1 Пекарь', '7512 Пекари'])
    const oked = [
      ['Секция', 'Раздел', 'Класс', 'Наименование'],
      ['С', null, null, 'Обрабатывающая промышленность'],
      [null, '10', null, 'Производство продуктов питания'],
      [null, null, '10.71', 'Производство хлеба'],
    ]
    await take(desk, 'oked', put(desk, await sheet(oked), 'oked.xlsx'))
    expect(await found(desk, 'oked', 'хлеба')).toEqual(['1071 Производство хлеба'])
    const parents = await lookInto(desk, (db) =>
      db('classifier_entries')
        .whereIn('code', ['7512-1', '7512', '10', '1071'])
        .orderBy('code')
        .pluck('parent'),
    )
    expect(parents).toEqual(['C', '10', '75', '7512'])
  })

  it('puts a file of the other language beside the names that are there', async () => {
    const desk = await openSetUpDesk()
    await take(desk, 'nkz', put(desk, 'Код;Наименование\r\n7512-1;Пекарь\r\n', 'ru.csv'))
    await take(desk, 'nkz', put(desk, 'Код;Атауы\r\n7512-1;Наубайшы\r\n', 'kk.csv'))
    expect(await desk.do('classifier.suggest', { kind: 'nkz', text: 'пекарь' })).toEqual([
      { code: '7512-1', text: { kk: 'Наубайшы', ru: 'Пекарь', en: 'Наубайшы' } },
    ])
  })
})

describe('a code beside its text', () => {
  it('is kept while the text holds the name, and dropped with it', async () => {
    const desk = await openSetUpDesk()
    await takePlaces(desk)
    const fields = {
      ...readyDraft().person,
      address: 'Жетісу облысы, Көкөзек а., Абай көшесі, 14',
      addressCode: '333620100',
    }
    const made = await desk.do('person.save', { id: null, version: null, fields })
    expect(made).toMatchObject({ addressCode: '333620100', address: fields.address })
    const again = await desk.do('person.save', { id: made.id, version: made.version, fields })
    expect(again.version).toBe(made.version)
    // The place has another name now: the address stays what it says.
    await takePlaces(desk, [...places.slice(0, 3), row('333620100', 'Жаңа а.', 'с.Жана'), places[4]!])
    const moved = { ...fields, mobile: '+77015550999' }
    const kept = await desk.do('person.save', { id: made.id, version: made.version, fields: moved })
    expect(kept.addressCode).toBe('333620100')
    const elsewhere = { ...moved, address: 'Астана қаласы, Тәуелсіздік, 1' }
    expect(
      await desk.do('person.save', { id: made.id, version: kept.version, fields: elsewhere }),
    ).toMatchObject({ address: elsewhere.address, addressCode: '' })
  })

  it('stands beside activity and profession; an invented one does not', async () => {
    const desk = await openSetUpDesk()
    await take(desk, 'oked', put(desk, 'Код;Атауы\r\n10711;Нан өндіру\r\n', 'oked.csv'))
    await take(desk, 'nkz', put(desk, 'Код;Атауы\r\n7512-1;Наубайшы\r\n', 'nkz.csv'))
    const organisation = {
      ...emptyOrganisation,
      nameKk: '«Нан» ЖШС',
      activity: 'Нан өндіру',
      activityCode: '10711',
    }
    const employer = await desk.do('organisation.save', { id: null, version: null, fields: organisation })
    expect(employer).toMatchObject({ activity: 'Нан өндіру', activityCode: '10711' })
    const vacancy = (profession: string, professionCode: string) =>
      desk.do('vacancy.save', {
        id: null,
        version: null,
        post: null,
        fields: {
          organisationId: employer.id,
          profession,
          professionCode,
          qualification: '',
          experienceMonths: null,
          payFrom: null,
          payTo: null,
          hours: null,
          requirements: '',
          address: '',
          places: 1,
          placesLeft: 1,
          appearedOn: '',
          registeredOn: '',
          portalNumber: '',
        },
      })
    expect((await vacancy('Наубайшы / пекарь', '7512-1')).professionCode).toBe('7512-1')
    expect((await vacancy('Наубайшы', '9999-9')).professionCode).toBe('')
  })
})
