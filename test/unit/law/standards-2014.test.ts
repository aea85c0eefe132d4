/** The thirty standards of 2014: complete by count, letter for letter in samples. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { catalogue, lawIn } from '../../../shared/law/catalogue'
import type { LawText } from '../../../shared/law/schema'
import { fixture } from '../rules/csv'

const standards = catalogue.filter((one) => one.edition === '217')
const standard = (n: number) => lawIn(`STD-${String(n).padStart(2, '0')}`, '217')
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)

/** Words that only the paper of a form carries: no screen shows them. */
const onForms = /^annexes\.\d+\.(declarations|attachments|entries|headings)\./u

/** Every text in a definition with its path, `documents.0.items.2.title`. */
function textsIn(value: unknown, path = ''): [string, LawText][] {
  if (typeof value !== 'object' || value === null) return []
  const keys = Object.keys(value)
  if (keys.length > 0 && keys.every((key) => ['kk', 'ru', 'en', 'official'].includes(key)))
    return [[path, value as LawText]]
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, path === '' ? key : `${path}.${key}`))
}

describe('the thirty standards of 2014', () => {
  it('are thirty, numbered, historic, with names in three languages', () => {
    expect(standards.map((one) => one.number)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1))
    for (const { state, official, nameOfficial, forms } of standards) {
      expect([state, official, nameOfficial, forms]).toEqual(['historic', ['kk'], ['kk'], null])
    }
  })

  it.each(fixture('law-2014-counts.csv'))('standard $number is complete', (row) => {
    const one = standard(Number(row['number']))
    const items = (one.documents ?? []).flatMap((list) => list.items)
    const counted = {
      number: one.number!,
      places: one.places.length,
      terms: one.terms.length,
      waiting: one.waiting.length,
      serving: one.serving.length,
      hours: one.workingHours.length,
      lists: one.documents!.length,
      documents: items.length,
      required: items.filter((item) => item.need === 'required').length,
      if_available: items.filter((item) => item.need === 'if_available').length,
      alternatives: sum(items.map((item) => item.alternatives?.length ?? 0)),
      confirmations: one.confirmations.length,
      grounds: one.refusalGrounds.length,
      complaint_limits: one.complaint.limits.length,
      annexes: one.annexes.length,
      tear_off: one.annexes.filter((annex) => annex.tearOff).length,
      declarations: sum(one.annexes.map((annex) => annex.declarations?.length ?? 0)),
      related: one.related.length,
    }
    expect(counted).toEqual(
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)])),
    )
  })

  it.each(standards)('standard $number says everything in Kazakh and in Russian', (one) => {
    const shown = textsIn(one).filter(([path]) => !onForms.test(path))
    expect(shown.length).toBeGreaterThan(30)
    expect(shown.filter(([, text]) => !text.kk || !text.ru).map(([path]) => path)).toEqual([])
    // Each in its own language: Kazakh in Russian only where the act is cited, English in neither.
    const strange = shown.flatMap(([path, { kk = '', ru = '' }]) => [
      ...(/[әғқңөұүһі]/iu.test(ru.replace(/«[^»]*»/gu, '')) ? [`${path}.ru`] : []),
      ...(/[a-z]{3,}/u.test((kk + ru).replace(/[a-z]+(\.[a-z]+)+/gu, '')) ? [path] : []),
    ])
    expect(strange).toEqual([])
  })

  it('only Kazakh words pass for those of the act', () => {
    const others = standards.flatMap((one) =>
      textsIn(one)
        .filter(([, text]) => (text.official ?? one.official).some((language) => language !== 'kk'))
        .map(([path]) => `${one.code} ${path}`),
    )
    expect(others).toEqual([])
  })

  it.each(fixture('law-2014-papers.csv'))('standard $number names its papers letter for letter', (row) => {
    const words = standard(Number(row['number'])).documents!.flatMap((list) =>
      list.items.flatMap((item) => [item.title.kk, ...(item.alternatives ?? []).map((one) => one.kk)]),
    )
    expect(createHash('sha256').update(words.join('\n')).digest('hex')).toBe(row['sha256'])
  })

  it('add up: 30 standards, 295 papers, 47 annexes, grounds in five of them', () => {
    const rows = fixture('law-2014-counts.csv')
    const total = (key: string) => sum(rows.map((row) => Number(row[key])))
    expect([rows.length, total('documents'), total('annexes')]).toEqual([30, 295, 47])
    expect(rows.filter((row) => row['grounds'] !== '0').map((row) => row['number'])).toEqual([
      '7',
      '17',
      '18',
      '22',
      '23',
    ])
  })

  it('standard 12: the identity document alone, no form, a record in the system', () => {
    const one = standard(12)
    expect(one.name.kk).toBe('Жұмыссыз азаматтарды тіркеу және есепке қою')
    expect(one.documents![0]!.items.map((item) => item.title.kk)).toEqual([
      'көрсетілетін қызметті алушының жеке басын куәландыратын құжат (Қазақстан Республикасы азаматының жеке куәлігі немесе паспорты, шетелдіктің Қазақстан Республикасында тұруға ықтиярхаты, азаматтығы жоқ адамның куәлігі), сондай-ақ оралмандар үшін – оралман куәлігі (сәйкестендіру үшін)',
    ])
    expect(one.confirmations.map((each) => [each.place, each.kind])).toEqual([
      ['provider', 'system_record'],
      ['psc', 'receipt'],
      ['egov', 'portal_status'],
    ])
    expect(one.intakeRefusal).toMatchObject({ by: ['psc'], form: null })
  })

  it('standard 14: minutes by place, the whole clause on terms kept', () => {
    const one = standard(14)
    expect(one.terms.map((term) => [term.amount, term.unit, term.places])).toEqual([
      [10, 'min', ['provider']],
      [15, 'min', ['psc', 'egov']],
    ])
    expect(one.waiting.map((limit) => [limit.place, limit.minutes, limit.rule])).toEqual([
      ['provider', 10, 'per_recipient'],
      ['psc', 15, 'per_recipient'],
      ['egov', 15, 'per_recipient'],
    ])
    expect(one.termText!.kk).toMatch(
      /^4\. Мемлекеттік қызметті көрсету мерзімі: 1\) көрсетілетін қызметті алушы құжаттардың топтамасын көрсетілетін қызметті берушіге тапсырған сәттен бастап – 10 минут ішінде; ХҚО-да және порталда – 15 минут;/u,
    )
  })

  it('standard 18: refusal grounds word for word, with their place', () => {
    const [, second] = standard(18).refusalGrounds
    expect(second!.title.kk).toBe(
      'уәкілетті органдар ұсынған жұмысқа, оның ішінде әлеуметтік жұмыс орнына немесе қоғамдық жұмысқа орналастырудан, кәсіби даярлаудан, қайта даярлаудан, біліктілігін арттырудан дәлелсіз себептермен бас тартқан, осындай жұмыстарға қатысуды және оқуды өз бетінше тоқтатқан жұмыссыздарға',
    )
    expect(second!.source!.ru).toBe('пункт 10, подпункт 2)')
  })

  it('standard 25: five referrals and free guidance', () => {
    expect(standard(25).resultKinds.map((kind) => kind.title.kk)).toEqual([
      'жұмысқа орналасуға жолдама',
      'қоғамдық жұмыстарға жолдама',
      'адамдарға кәсіби даярлауға, қайта даярлауға және біліктілігін арттыруға жолдама',
      'әлеуметтік жұмыс орындарына жұмысқа орналасуға жолдама',
      'жастар практикасына жолдама',
      'адамдарға кәсіби бағдарлануға тегін қызметтер көрсету',
    ])
  })

  it('standard 29: terms by case are the sums of their steps', () => {
    const one = standard(29)
    expect(one.terms.map((term) => [term.case, term.amount])).toEqual([
      ['employer_issue', 41],
      ['employer_reissue', 31],
      ['employer_extend', 8],
      ['foreign_worker_issue_or_extend', 31],
      ['foreign_worker_reissue', 3],
    ])
    for (const { case: own, total, steps } of one.steps) {
      expect(sum(steps.map((step) => step.amount ?? 0))).toBe(total)
      expect(one.terms.find((term) => term.case === own)!.amount).toBe(total)
    }
    expect(one.laterDocuments).toHaveLength(1)
    expect(one.exemptions).toHaveLength(1)
  })

  it('odd terms: the same day, by schedule without a number, a month, a range of minutes', () => {
    expect(standard(9).terms[0]).toMatchObject({ amount: 0, limit: 'same_day' })
    expect(standard(13).terms.find((term) => term.case === 'payment')).toMatchObject({
      amount: null,
      limit: 'by_schedule',
    })
    expect(standard(5).terms.find((term) => term.case === 'extension')).toMatchObject({
      amount: 1,
      unit: 'month',
    })
    expect(standard(9).waiting.find((limit) => limit.place === 'visit')).toMatchObject({
      from: 60,
      minutes: 240,
    })
  })

  it('what the act does not say is null, not guessed', () => {
    expect(standard(11).annexes[0]).toMatchObject({ damaged: true })
    expect(standard(30).confirmations[0]).toMatchObject({ kind: 'not_stated', text: null })
    expect(standard(9).representative.allowed).toBeNull()
    for (const one of standards)
      if (one.refusalGrounds.length === 0) expect(one.gaps.length).toBeGreaterThan(2)
  })

  it('standard 7 keeps the list of categories of its annex 2', () => {
    const annex = standard(7).annexes[1]!
    expect(annex.entries).toHaveLength(33)
    expect(annex.headings!.map((heading) => heading.n)).toEqual(['4', '5'])
  })
})
