/** The journals of a period as files: what is in them is read back from the file itself. */
import { randomUUID } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openRegister } from '../../main/db/open'
import type { InputOf } from '../../shared/contract'
import { translate } from '../../shared/locale'
import { accept, addClerk, decide, openSetUpDesk, readyDraft, type TestDesk } from '../helpers/desk'
import { textOf } from '../helpers/docx'

type Asked = InputOf<'journal.file'>

async function fileOf(desk: TestDesk, asked: Asked) {
  const { token, name } = await desk.do('journal.file', asked)
  return { name, bytes: desk.app.files.get(token, desk.client)!.bytes }
}

/** Lines and cells of a CSV, read by its rules. */
function csvCells(bytes: Uint8Array): string[][] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  expect(text[0]).toBe('\ufeff')
  expect(text.endsWith('\r\n')).toBe(true)
  const lines: string[][] = [[]]
  for (const [, quoted, plain, end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^;"\r\n]*))(;|\r\n)/g)) {
    lines.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!)
    if (end !== ';') lines.push([])
  }
  return lines.slice(0, -1)
}

interface Sheet {
  /** Cells by address; days as `Date`. */
  cells: Map<string, string | number | Date>
  xml: string
}

/** Cells of the one sheet of an XLSX, as a spreadsheet understands them. */
function sheetOf(bytes: Uint8Array): Sheet {
  const files = unzipSync(bytes)
  const part = (name: string) => strFromU8(files[name]!)
  const decode = (text: string) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const texts = [...part('xl/sharedStrings.xml').matchAll(/<si>.*?<t[^>]*>([^]*?)<\/t>/g)].map((m) =>
    decode(m[1]!),
  )
  const styles = part('xl/styles.xml')
  const dateFormat = /numFmtId="(\d+)" formatCode="dd\.mm\.yyyy"/.exec(styles)?.[1]
  const formats = [...styles.split('<cellXfs')[1]!.matchAll(/<xf ([^>]*)>/g)].map(
    (xf) => /numFmtId="(\d+)"/.exec(xf[1]!)?.[1] ?? '0',
  )
  const xml = part('xl/worksheets/sheet1.xml')
  const cells = new Map<string, string | number | Date>()
  for (const [, attributes, value] of xml.matchAll(/<c ([^>]*)><v>([^<]*)<\/v><\/c>/g)) {
    const address = /r="(\w+)"/.exec(attributes!)![1]!
    const style = Number(/ s="(\d+)"/.exec(attributes!)?.[1] ?? 0)
    if (attributes!.includes('t="s"')) cells.set(address, texts[Number(value)]!)
    else if (formats[style] === dateFormat)
      cells.set(address, new Date((Number(value) - 25_569) * 86_400_000))
    else cells.set(address, Number(value))
  }
  return { cells, xml }
}

const second = readyDraft({
  person: { iin: '900101450018', lastName: 'Ким', birthDate: '1990-01-01', sex: 'female' },
})

/** Put many more applications and papers into the register, as copies of the one that is there. */
async function multiply(desk: TestDesk, copies: number): Promise<void> {
  const db = await openRegister(desk.folder, '0.0.0-test', desk.clock.now)
  await db.transaction(async (trx) => {
    for (const table of ['applications', 'documents']) {
      const { id, ...first } = (await trx(table).orderBy('id').first()) as Record<string, unknown>
      const rows = Array.from({ length: copies }, (_, n) => ({
        ...first,
        uid: randomUUID(),
        ...(table === 'applications' ? { number: `Т-2026-${n + 2}`, draft_id: randomUUID() } : {}),
      }))
      expect(id).toBe(1)
      await trx.batchInsert(table, rows, 30)
    }
  })
  await db.destroy()
}

describe('journal of applications', () => {
  it('as CSV holds the period in the order of acceptance, days as they are written here', async () => {
    const desk = await openSetUpDesk()
    await decide(desk)
    desk.clock.set('2026-11-23T05:00:00.000Z')
    const { me } = await desk.do('session.current', {})
    await desk.do('session.signIn', { staffId: me!.id, password: 'Тілеуова-2026' })
    await accept(desk, second)
    const all = csvCells((await fileOf(desk, { kind: 'applications', as: 'csv', language: 'ru' })).bytes)
    expect(all[0]).toEqual([
      '№',
      'Номер',
      'Принято',
      'Фамилия, имя, отчество заявителя',
      'ИИН',
      'Услуга',
      'Язык',
      'Состояние',
      'Дата решения',
      'Принял',
    ])
    expect(all).toHaveLength(3)
    expect(all[1]!.slice(0, 5)).toEqual([
      '1',
      'Т-2026-00001',
      '20.11.2026',
      'Сейтжанова Айгерім Болатқызы',
      '···· 0124',
    ])
    expect(all[1]!.slice(7)).toEqual(['удовлетворено', '20.11.2026', 'Әбенова Гүлнұр Серікқызы'])
    expect(all[2]!.slice(2, 4)).toEqual(['23.11.2026', 'Ким Айгерім Болатқызы'])
    expect(all[2]![8]).toBe('')
    const later = await fileOf(desk, {
      kind: 'applications',
      from: '2026-11-21',
      to: '2026-11-23',
      as: 'csv',
    })
    expect(later.name).toBe('qabyldau-applications-2026-11-21-2026-11-23.csv')
    expect(csvCells(later.bytes).map((line) => line[2])).toEqual(['Қабылданды', '23.11.2026'])
    const open = await fileOf(desk, { kind: 'applications', state: 'open', as: 'csv' })
    expect(csvCells(open.bytes)).toHaveLength(2)
  })

  it('as XLSX has true dates and numbers, a heading that stays, and texts that are no formulas', async () => {
    const desk = await openSetUpDesk()
    await decide(desk)
    const { bytes } = await fileOf(desk, { kind: 'applications', as: 'xlsx' })
    const { cells, xml } = sheetOf(bytes)
    expect(cells.get('A1')).toBe('№')
    expect(cells.get('A2')).toBe(1)
    expect(cells.get('B2')).toBe('Т-2026-00001')
    expect(cells.get('C2')).toEqual(new Date('2026-11-20T00:00:00Z'))
    expect(cells.get('I2')).toEqual(new Date('2026-11-20T00:00:00Z'))
    expect(cells.get('J2')).toBe('Әбенова Гүлнұр Серікқызы')
    expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
    expect(xml).toMatch(/<col [^>]*min="4"[^>]*width="38"/)
    expect(xml).not.toContain('<f>')
  })

  it('as DOCX says whose journal it is, of which period, and who printed it', async () => {
    const desk = await openSetUpDesk()
    await decide(desk)
    const { bytes } = await fileOf(desk, { kind: 'applications', from: '2026-11-01', as: 'docx' })
    expect(textOf(bytes)).toBe(
      'Көкөзек ауданының мансап орталығы Өтініштер журналы Кезең: 01.11.2026 – 20.11.2026. Жазбалар саны: 1. ' +
        '№ Нөмірі Қабылданды Өтініш берушінің тегі, аты, әкесінің аты ЖСН Қызмет Тілі Күйі Шешім күні Қабылдаған ' +
        `1 Т-2026-00001 20.11.2026 Сейтжанова Айгерім Болатқызы ···· 0124 ${
          (await desk.do('application.list', {})).applications[0]!.serviceName.kk
        } қазақша қанағаттандырылды 20.11.2026 Әбенова Гүлнұр Серікқызы ` +
        'Басып шығарылған күні: 20.11.2026. маман Әбенова Гүлнұр Серікқызы лауазымы, тегі, аты, әкесінің аты (бар болса) қолы',
    )
  })

  it('without an entry is a journal without rows', async () => {
    const desk = await openSetUpDesk()
    const asked = { kind: 'applications', from: '2026-01-01', to: '2026-01-31' } as const
    expect(textOf((await fileOf(desk, { ...asked, as: 'docx' })).bytes)).toContain('Жазбалар саны: 0.')
    expect(csvCells((await fileOf(desk, { ...asked, as: 'csv' })).bytes)).toHaveLength(1)
    expect(sheetOf((await fileOf(desk, { ...asked, as: 'xlsx' })).bytes).cells.has('A2')).toBe(false)
  })
})

describe('journal of papers', () => {
  it('holds each paper by its local day of issue, with copies, print and handing over', async () => {
    const desk = await openSetUpDesk()
    // Half past midnight on 21.11.2026 in Almaty is still the 20th in UTC.
    desk.clock.set('2026-11-20T19:30:00.000Z')
    const { me } = await desk.do('session.current', {})
    await desk.do('session.signIn', { staffId: me!.id, password: 'Тілеуова-2026' })
    const { application, document } = await decide(desk)
    await desk.do('document.printed', { id: document.id, copies: 1 })
    await desk.do('application.handOver', {
      id: application.id,
      version: application.version,
      identityDocument: 'identity_card',
      digital: false,
      number: '031456789',
      signed: true,
    })
    const asked = { kind: 'documents', from: '2026-11-21', to: '2026-11-21', language: 'ru' } as const
    const rows = csvCells((await fileOf(desk, { ...asked, as: 'csv' })).bytes)
    const papers = (await desk.do('document.list', {})).documents.reverse()
    expect(rows.slice(1).map((row) => row[2])).toEqual(papers.map((paper) => paper.title.ru))
    expect(rows.at(-1)!.slice(3)).toEqual([
      'Т-2026-00001',
      'Сейтжанова Айгерім Болатқызы',
      'казахский',
      String(papers.at(-1)!.copies),
      'вручено',
      '21.11.2026',
      '21.11.2026',
      'Әбенова Гүлнұр Серікқызы',
    ])
    expect(rows[1]!.slice(7, 10)).toEqual(['не напечатан', '', ''])
    await desk.do('document.cancel', { id: papers[0]!.id, reason: 'Жаңылыс' })
    const after = csvCells((await fileOf(desk, { ...asked, as: 'csv' })).bytes)
    expect(after.map((row) => row[7])).toEqual(['Состояние', 'аннулирован', 'вручено'])
    const before = { ...asked, from: '2026-11-20', to: '2026-11-20', as: 'csv' } as const
    expect(csvCells((await fileOf(desk, before)).bytes)).toHaveLength(1)
    const docx = textOf((await fileOf(desk, { ...asked, as: 'docx' })).bytes)
    expect(docx).toContain('Журнал составленных документов Период: 21.11.2026 – 21.11.2026.')
    expect(sheetOf((await fileOf(desk, { ...asked, as: 'xlsx' })).bytes).cells.get('B2')).toEqual(
      new Date('2026-11-21T00:00:00Z'),
    )
  })
})

describe('a journal', () => {
  it('keeps formulas, telephones, separators, names of the program and control characters as text', async () => {
    const desk = await openSetUpDesk()
    await accept(desk)
    const db = await openRegister(desk.folder, '0.0.0-test', desk.clock.now)
    const texts = [
      ['=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")', '=HYPERLINK("http://x")'],
      ['@SUM(A1)', "'@SUM(A1)", '@SUM(A1)'],
      ['-2+3', "'-2+3", '-2+3'],
      ['+7 701 555 01 24', '+7 701 555 01 24', '+7 701 555 01 24'],
      ['a;"b"\nc', 'a;"b"\nc', 'a;"b"\nc'],
      ['constructor', 'constructor', 'constructor '],
      ['A\u202eB\u0001', 'AB', 'AB'],
    ]
    for (const [number, inCsv, inSheet] of texts) {
      await db('applications').update({ number })
      const csv = csvCells((await fileOf(desk, { kind: 'applications', as: 'csv' })).bytes)
      expect(csv).toHaveLength(2)
      expect(csv[1]![1]).toBe(inCsv)
      const { cells, xml } = sheetOf((await fileOf(desk, { kind: 'applications', as: 'xlsx' })).bytes)
      expect(cells.get('B2')).toBe(inSheet)
      expect(xml).not.toContain('<f>')
    }
    await db.destroy()
  })

  it('of two thousand entries is a paper, one more is refused with the number, and sheet and CSV take all', async () => {
    const desk = await openSetUpDesk()
    await accept(desk)
    await multiply(desk, 1999)
    for (const kind of ['applications', 'documents'] as const) {
      const docx = await fileOf(desk, { kind, as: 'docx', language: 'ru' })
      expect(textOf(docx.bytes)).toContain('Количество записей: 2000.')
    }
    await accept(desk, second)
    const error = await desk.refuse('journal.file', { kind: 'applications', as: 'docx' })
    expect(error).toEqual({ code: 'journal_too_long', params: { rows: 2001, most: 2000 } })
    expect(translate('ru', 'error.' + error.code, error.params)).toMatch(/2\s001 запись.*2\s000/)
    const rows = csvCells((await fileOf(desk, { kind: 'applications', as: 'csv' })).bytes)
    expect(rows.slice(1).map((row) => Number(row[0]))).toEqual(Array.from({ length: 2001 }, (_, n) => n + 1))
    expect(new Set(rows.map((row) => row[1])).size).toBe(2002)
    const { cells } = sheetOf((await fileOf(desk, { kind: 'applications', as: 'xlsx' })).bytes)
    expect(cells.get('A2002')).toBe(2001)
  }, 60_000)

  it('that was taken is in the audit trail with its period and format, one that was refused is not', async () => {
    const desk = await openSetUpDesk()
    await accept(desk)
    const asked = { kind: 'applications', from: '2026-01-01', to: '2026-12-31', state: 'all' } as const
    const { name } = await fileOf(desk, { ...asked, as: 'xlsx', language: 'ru' })
    await desk.refuse('journal.file', { kind: 'documents', to: '2026-02-30', as: 'csv' })
    const { entries, whole } = await desk.do('audit.list', {})
    expect(whole).toBe(true)
    const kept = entries.filter(({ operation }) => operation === 'journal.file')
    expect(kept).toMatchObject([{ entity: 'journal', entityId: name }])
    expect(kept[0]!.by).not.toBe('')
    expect(name).toBe('qabyldau-applications-2026-01-01-2026-12-31.xlsx')
    const db = await openRegister(desk.folder, '0.0.0-test', desk.clock.now)
    const row = (await db('audit').where({ operation: 'journal.file' }).first('detail')) as { detail: string }
    expect(JSON.parse(row.detail)).toEqual({ ...asked, as: 'xlsx', language: 'ru', entries: 1 })
    await db.destroy()
  })

  it('of a day that does not exist is refused, and whoever may not read people gets none', async () => {
    const desk = await openSetUpDesk()
    expect(
      await desk.refuse('journal.file', { kind: 'documents', to: '2026-02-30', as: 'csv' }),
    ).toMatchObject({ code: 'date_invalid', fields: [{ path: 'to' }] })
    const { client } = await addClerk(desk, 'Оспанов Дәурен Асқарұлы')
    const { token } = await desk.do('journal.file', { kind: 'documents', as: 'csv' })
    expect(desk.app.files.get(token, client)).toBeUndefined()
  })
})
