/**
 * How well a person and a vacancy fit (R103, Order No 214 para 70): each criterion is judged from the words of the
 * register, with its reason. It orders a list for the clerk, who decides; what the register does not say is `null`
 * and is asked.
 */
import { matchCriteria, r103MatchUnrecorded, type Match, type MatchCriterion } from './engine/mediation'
import { foldName } from './names'

export const workHours = ['full', 'part', 'shift', 'flexible', 'rotation', 'remote'] as const
export type WorkHours = (typeof workHours)[number]

/** The criteria of para 70, and the distance, which belongs to suitable work (para 2). */
export const fitCriteria = [...matchCriteria, 'distance'] as const
export type FitCriterion = (typeof fitCriteria)[number]

export interface WantedWork {
  profession: string
  qualification: string
  /** Months; null: none asked for. */
  experienceMonths: number | null
  /** Tenge in a month. */
  payFrom: number | null
  payTo: number | null
  hours: WorkHours | null
  requirements: string
  address: string
}

/** What the register knows of a person's work. */
export interface Worker {
  labourActivity: string
  education: string
  /** Goal and wishes of the individual plan; empty without one. */
  plan: string
  address: string
}

export interface FitPointValue {
  criterion: FitCriterion
  met: boolean | null
  /** Its sentence is `jobs.fit_<reason>`. */
  reason: string
  params: Record<string, string | number>
}

export interface FitValue {
  /** 0 to 100. */
  score: number
  points: FitPointValue[]
  /** R103: not recorded yet. */
  toAsk: MatchCriterion[]
}

/** How much each criterion counts. A help, not law: para 70 puts none before another. */
const weights: Readonly<Record<FitCriterion, number>> = {
  profession: 40,
  training: 15,
  experience: 15,
  pay: 10,
  hours: 5,
  other: 5,
  distance: 10,
}

/* ---------- words ---------- */

const folded = (words: string) => words.split(' ').map(foldName)

/** Words that say nothing about a profession on their own. */
const empty = new Set(
  folded(
    'жұмыс жұмысы маман маманы қызметкер қызметкері аға кіші бас меңгеру бойынша және немесе үшін ' +
      'работа работник специалист старший младший главный по и или на для с в',
  ),
)

const words = (text: string): string[] =>
  // Folding drops hyphens and dots, which part words here: `пекарь-кондитер`, `с.Көкөзек`.
  foldName(text.replace(/[-.]/gu, ' '))
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word.length > 2)

/** What stays of a word when its endings are taken away: long words lose two letters, shorter ones one. */
const stem = (word: string): string =>
  word.length >= 8 ? word.slice(0, -2) : word.length >= 6 ? word.slice(0, -1) : word

const says = (text: readonly string[], word: string): boolean => {
  const wanted = stem(word)
  return text.some((one) => one.startsWith(wanted))
}

interface Found {
  /** The words found, as they were asked for. */
  found: string[]
  missing: string[]
}

/** Which words of the best variant (parted by slash or semicolon) the text holds. */
function findWords(asked: string, text: readonly string[]): Found {
  let best: Found = { found: [], missing: [] }
  for (const variant of asked.split(/[/;]/u)) {
    const shown = variant.split(/[^\p{L}\d]+/u).filter((word) => words(word).length > 0)
    const telling = shown.filter((word) => !empty.has(foldName(word)))
    const wanted = telling.length > 0 ? telling : shown
    const found = wanted.filter((word) => words(word).every((part) => says(text, part)))
    const missing = wanted.filter((word) => !found.includes(word))
    const share = (one: Found) => one.found.length / Math.max(1, one.found.length + one.missing.length)
    const here = { found, missing }
    if (share(here) > share(best) || best.found.length + best.missing.length === 0) best = here
  }
  return best
}

/* ---------- what texts say ---------- */

const experienceUnits: readonly (readonly [RegExp, number])[] = [
  [/(\d+(?:[.,]\d+)?)\s*(?:жыл|жил|лет|год)/gu, 12],
  [/(\d+)\s*(?:ай|аи|мес)/gu, 1],
]

/**
 * Months of work that a text tells of: `5 жыл 6 ай`, `3 года`, or spans of years `2015-2020`; null when it tells
 * of none.
 *
 * @param thisYear ends a span that is still open
 */
export function experienceOf(text: string, thisYear: number): number | null {
  let months = 0
  const low = text.toLowerCase()
  for (const [pattern, factor] of experienceUnits)
    for (const [, amount] of low.matchAll(pattern)) {
      const n = Number(amount!.replace(',', '.'))
      // `2019 жыл`, `2019 год` is a date and no length.
      if (n < 70) months += n * factor
    }
  if (months > 0) return Math.round(months)
  const year = '((?:19|20)\\d{2})'
  const spans = new RegExp(`${year}\\s*[-–—]\\s*(?:${year}|(?=\\s|$|қазір|наст|н\\.))`, 'gu')
  for (const [, from, to] of low.matchAll(spans))
    months += Math.max(0, Number(to ?? thisYear) - Number(from)) * 12
  return months > 0 ? months : null
}

/** The pay that a text names in tenge: the first amount before the word or the sign; null when there is none. */
export function payOf(text: string): number | null {
  const [, amount, thousand] = /(\d[\d\s\u00a0]*)\s*(мың|тыс\.?)?\s*(?:теңге|тенге|тг|₸)/iu.exec(text) ?? []
  if (!amount) return null
  const value = Number(amount.replace(/\D/gu, '')) * (thousand ? 1000 : 1)
  return value > 0 ? value : null
}

const hoursSaid: readonly (readonly [WorkHours, RegExp])[] = [
  ['part', /толық емес|неполн|жарты күн|полставк/iu],
  ['shift', /ауысым|сменн|посменн/iu],
  ['flexible', /икемді|гибк/iu],
  ['rotation', /вахта/iu],
  ['remote', /қашықтан|дистанцион|удал[её]нн/iu],
  ['full', /толық (?:жұмыс )?күн|полн(?:ый|ая|ого|ую) (?:рабоч|день|занят|ставк)/iu],
]

/** The working hours that a text names; null when it names none. */
export const hoursOf = (text: string): WorkHours | null =>
  hoursSaid.find(([, pattern]) => pattern.test(text))?.[0] ?? null

const levels: readonly (readonly [number, RegExp])[] = [
  [3, /жоғары|высш|университет|институт|бакалавр|магистр/iu],
  [2, /арнаулы|арнайы|колледж|средн\S* специальн|средне-специальн|техникум|училищ|кәсіптік|профессиональн/iu],
  [1, /орта|средн|мектеп|школ|сынып|класс/iu],
]

/** Level of education that a text names: 3 higher, 2 vocational, 1 school; null when it names none. */
export const trainingLevelOf = (text: string): number | null =>
  levels.find(([, pattern]) => pattern.test(text))?.[0] ?? null

const inStreets = /көше|даңғыл|шағын ?аудан|мкр|микрорайон|ул\.|улиц|просп|пр-т|үй|дом|пәтер|кв\.|^\s*д\./iu
const wholeRegion = /облыс|обл\.|область|области|республик|қазақстан|казахстан/iu
const district = /аудан|район|р-н/iu
const kindOfPlace = new Set(
  folded(
    'ауыл ауылы ауылдық округ округі округа сельский село сельского аул қала қаласы город кент кенті посёлок ауданы аудан район района',
  ),
)

/** Settlements and districts of an address, folded; streets and the region say nothing about the way to work. */
function placesOf(address: string): { settlements: string[]; districts: string[] } {
  const settlements: string[] = []
  const districts: string[] = []
  for (const part of address.split(/[,;]/u)) {
    if (wholeRegion.test(part) || inStreets.test(part)) continue
    const named = words(part).filter((word) => !kindOfPlace.has(word) && !/\d/u.test(word))
    if (district.test(part)) districts.push(...named)
    else settlements.push(...named)
  }
  return { settlements, districts }
}

/* ---------- the criteria ---------- */

type Judged = Omit<FitPointValue, 'criterion'> & { share?: number }
const judged = (
  met: boolean | null,
  reason: string,
  params: Record<string, string | number> = {},
  share?: number,
): Judged => ({ met, reason, params, ...(share === undefined ? {} : { share }) })

function profession(work: WantedWork, texts: readonly string[]): Judged {
  if (texts.length === 0) return judged(null, 'profession_unknown')
  const { found, missing } = findWords(work.profession, texts)
  const params = { words: found.join(', '), missing: missing.join(', ') }
  if (found.length === 0) return judged(false, 'profession_other', params)
  if (missing.length === 0) return judged(true, 'profession_same', params)
  return judged(true, 'profession_near', params, found.length / (found.length + missing.length))
}

function training({ qualification }: WantedWork, education: string): Judged {
  if (qualification.trim() === '') return judged(true, 'training_not_asked')
  if (education.trim() === '') return judged(null, 'training_unknown')
  const asked = trainingLevelOf(qualification)
  const has = trainingLevelOf(education)
  if (asked !== null && has !== null)
    return judged(has >= asked, has >= asked ? 'training_level' : 'training_below')
  const { found, missing } = findWords(qualification, words(education))
  const params = { words: found.join(', '), missing: missing.join(', ') }
  return found.length > 0 ? judged(true, 'training_words', params) : judged(null, 'training_unclear', params)
}

function experience({ experienceMonths: asked }: WantedWork, text: string, thisYear: number): Judged {
  if (asked === null) return judged(true, 'experience_not_asked')
  const has = experienceOf(text, thisYear)
  if (has === null) return judged(null, 'experience_unknown', { asked })
  return judged(has >= asked, has >= asked ? 'experience_enough' : 'experience_short', { asked, has })
}

function pay({ payFrom, payTo }: WantedWork, text: string): Judged {
  const offered = payTo ?? payFrom
  if (offered === null) return judged(null, 'pay_not_named')
  const wish = payOf(text)
  if (wish === null) return judged(null, 'pay_no_wish', { offered })
  return judged(offered >= wish, offered >= wish ? 'pay_enough' : 'pay_below', { offered, wish })
}

function hours(work: WantedWork, text: string): Judged {
  if (work.hours === null) return judged(true, 'hours_not_asked')
  const wish = hoursOf(text)
  if (wish === null) return judged(null, 'hours_no_wish')
  return judged(wish === work.hours, wish === work.hours ? 'hours_same' : 'hours_other')
}

function other({ requirements }: WantedWork, texts: readonly string[]): Judged {
  if (requirements.trim() === '') return judged(true, 'other_none')
  const { found } = findWords(requirements, texts)
  return found.length > 0
    ? judged(true, 'other_words', { words: found.join(', ') })
    : judged(null, 'other_look')
}

function distance(work: WantedWork, person: Worker): Judged {
  const a = placesOf(work.address)
  const b = placesOf(person.address)
  const shared = (one: string[], two: string[]) => one.some((word) => says(two, word))
  if (a.settlements.length > 0 && b.settlements.length > 0 && shared(a.settlements, b.settlements))
    return judged(true, 'distance_same')
  if (shared(a.districts, b.districts)) return judged(true, 'distance_district', {}, 0.5)
  const known = (one: typeof a) => one.settlements.length + one.districts.length > 0
  return known(a) && known(b) ? judged(false, 'distance_other') : judged(null, 'distance_unknown')
}

/** What it earns when the criterion is asked for and met; a criterion that nobody asks for separates nobody. */
const separates = (reason: string) => !/_(?:not_asked|none)$/u.test(reason)

/**
 * R103: every criterion with its reason, and a score over those that the vacancy asks for.
 *
 * @param today ends a span of work that is still open
 */
export function fitOf(work: WantedWork, person: Worker, today: string): FitValue {
  const text = [person.labourActivity, person.education, person.plan].join(' \n ')
  const texts = words(text)
  const wishes = [person.plan, person.labourActivity].join(' \n ')
  const all: Record<FitCriterion, Judged> = {
    profession: profession(work, texts),
    training: training(work, person.education),
    experience: experience(work, person.labourActivity, Number(today.slice(0, 4))),
    pay: pay(work, wishes),
    hours: hours(work, wishes),
    other: other(work, texts),
    distance: distance(work, person),
  }
  let got = 0
  let most = 0
  for (const criterion of fitCriteria) {
    const { met, reason, share } = all[criterion]
    if (!separates(reason)) continue
    most += weights[criterion]
    if (met) got += weights[criterion] * (share ?? 1)
  }
  const match = Object.fromEntries(matchCriteria.map((one) => [one, all[one].met])) as Match
  return {
    score: most === 0 ? 0 : Math.round((100 * got) / most),
    points: fitCriteria.map((criterion) => {
      const { met, reason, params } = all[criterion]
      return { criterion, met, reason, params }
    }),
    toAsk: r103MatchUnrecorded(match).map((finding) => finding.inputs['criterion'] as MatchCriterion),
  }
}
