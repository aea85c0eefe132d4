/** Invented people by the thousand, their names as unevenly spread as in a real register. The same seed, the same people. */
import type { Knex } from 'knex'
import { sortKey } from '../../main/core/persons/search'
import { emptyPersonFields } from '../../shared/model'
import { foldName } from '../../shared/rules/names'

/** Pseudo-random numbers from 0 to 1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const list = (text: string) => text.trim().split(/\s+/)
const heads = list(`Нұр Бай Ай Ер Абди Құ Сұлтан Жан Қай Тол Мұр Дәу Есен Бек Ақ Сейіт Өте Үсен Ораз Мәл
  Ғаб Сар Тас Дос Құл Бол Мырза Али Хан Шах Жақ Тем Байт Кәрі Әбу Әміре Қасым Төле Омар Сағ`)
const tails = list(`лан болат бек жан ғали тай мұрат хан дәулет мырза ғазы сейіт асыл керей қожа дос төре
  ділда жол берген бай кен мат құл ат ыл ияр ас`)
const women = list(`Айгүл Гүлнар Әсел Жанар Сәуле Әлия Динара Гүлім Мәдина Жұлдыз Ақмарал Ботагөз Үміт Күлән
  Рәбиға Шынар Меруерт Назгүл Салтанат Жазира Ұлжан Қарлығаш Еңлік Перизат Индира Алтынай Толқын Арайлым`)
const russianMen = list(
  `Сергей Александр Андрей Алексей Дмитрий Фёдор Пётр Николай Юрий Виктор Артём Семён Илья`,
)
const russianWomen = list(
  `Елена Наталья Ольга Татьяна Ирина Светлана Алёна Любовь Юлия Ксения Мария Дарья Анна`,
)
const russianStems =
  list(`Иван Петр Семён Кузнец Фёдор Волк Соколов Королёв Ковал Ткач Попов Морозов Зайц Киселёв
  Щерба Журавлёв Ершов Тихон Чернышов Бондар Юдин Гурьян Рябов`)
const syllables = list(`ба де қо лы ма нұ рі сә та ше жі ғы зе кө ұр әл ең үй ор ис ка бу ра ти но гу`)
const patronyms: Readonly<Record<string, [string, string]>> = { й: ['евич', 'евна'], other: ['ович', 'овна'] }

export interface Invented {
  last: string
  first: string
  middle: string
}

/** Small numbers more often than large ones: of a thousand names the most common is that of one in a hundred. */
const skewed = (dice: () => number, length: number) => Math.floor(length * dice() ** 1.5)

/** A maker of people. */
export function inventor(seed: number): () => Invented {
  const dice = random(seed)
  const pick = <T>(all: readonly T[]): T => all[skewed(dice, all.length)]!
  const men = heads.flatMap((head) => tails.map((tail) => head + tail))
  // What is common is not what stands first in the list.
  for (let at = men.length - 1; at > 0; at--) {
    const other = Math.floor(dice() * (at + 1))
    ;[men[at], men[other]] = [men[other]!, men[at]!]
  }
  const rare = () => {
    let name = ''
    for (let left = 3 + Math.floor(dice() * 2); left > 0; left--)
      name += syllables[Math.floor(dice() * syllables.length)]
    return name.charAt(0).toUpperCase() + name.slice(1)
  }
  return () => {
    const woman = dice() < 0.5
    if (dice() < 0.22) {
      const stem = pick(russianStems)
      const father = pick(russianMen)
      const [sons, daughters] = patronyms[father.endsWith('й') ? 'й' : 'other']!
      return {
        last: (dice() < 0.15 ? rare() : stem) + (woman ? 'ова' : 'ов'),
        first: pick(woman ? russianWomen : russianMen),
        middle: dice() < 0.05 ? '' : father.replace(/[йья]$/u, '') + (woman ? daughters : sons),
      }
    }
    const family = dice() < 0.2 ? rare() : pick(men)
    const father = pick(men)
    const way = dice()
    return {
      last: family + (way < 0.4 ? (woman ? 'ова' : 'ов') : way < 0.6 ? (woman ? 'ева' : 'ев') : ''),
      first: woman ? (dice() < 0.3 ? rare() : pick(women)) : pick(men),
      middle:
        dice() < 0.1 ? '' : father + (dice() < 0.6 ? (woman ? 'қызы' : 'ұлы') : woman ? 'овна' : 'ович'),
    }
  }
}

const number = (value: number, length: number) => String(value).padStart(length, '0')

/** Rows of people, as the register keeps them; the index of names is not touched. */
export async function insertPeople(db: Knex, people: Iterable<Invented>, firstSerial = 1): Promise<number> {
  let serial = firstSerial
  let rows: object[] = []
  const write = async () => {
    if (rows.length > 0) await db('persons').insert(rows)
    rows = []
  }
  for (const { last, first, middle } of people) {
    const name = [last, first, middle].filter(Boolean).join(' ')
    const born = 1955 + (serial % 52)
    const [month, day] = [1 + (serial % 12), 1 + (serial % 28)]
    rows.push({
      uid: `00000000-0000-4000-8000-${number(serial, 12)}`,
      version: 1,
      // Its check digit says nothing here; a serial of ten thousand a day.
      iin: `${number(born % 100, 2)}${number(month, 2)}${number(day, 2)}${number(serial % 1_000_000, 6)}`,
      iin_override_reason: '',
      last_name: last,
      first_name: first,
      middle_name: middle,
      full_name_ru_gen: '',
      birth_date: `${born}-${number(month, 2)}-${number(day, 2)}`,
      sex: null,
      category: 'citizen',
      address_kind: 'residence',
      address: '',
      phone: '',
      mobile: `+7701${number(serial % 10_000_000, 7)}`,
      email: '',
      identity_document: JSON.stringify(emptyPersonFields.identityDocument),
      labour_activity: '',
      education: '',
      mismatch_reason: '',
      folded: foldName(name),
      sort_key: sortKey(name),
      created_at: '2026-01-05T04:00:00.000Z',
      updated_at: '2026-01-05T04:00:00.000Z',
      updated_by: null,
    })
    serial++
    if (rows.length === 400) await write()
  }
  await write()
  return serial
}
