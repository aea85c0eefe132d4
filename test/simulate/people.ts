/** Invented people with valid numbers, and what is true of them whether the centre knows it or not. */
import { checkDigit } from '../../shared/rules/iin'
import { addDays } from '../../shared/rules/dates'
import type { Chance } from './random'

const familyNames = [
  'Ахметов',
  'Серікбаев',
  'Қалиев',
  'Оспанов',
  'Жүнісов',
  'Петров',
  'Ким',
  'Әбдіров',
  'Нұрланов',
  'Шмидт',
]
const names = {
  male: ['Асан', 'Дәулет', 'Ерлан', 'Санжар', 'Виктор', 'Нұрлан', 'Бауыржан', 'Олжас'],
  female: ['Айгерім', 'Гүлнұр', 'Әсел', 'Мадина', 'Ольга', 'Динара', 'Сәуле', 'Ұлжан'],
}

/** Bars of para 41 that AIS finds in the information systems, by the id of the ground. */
export type Bar = 'employed' | 'sentenced'

export interface Invented {
  iin: string
  sex: 'male' | 'female'
  birthDate: string
  lastName: string
  firstName: string
  language: 'kk' | 'ru'
  profession: string
  bar: Bar | null
  /** Data that the check of documents finds inaccurate. */
  inaccurate: boolean
  /** Probabilities of a temperament. */
  agrees: number
  answers: number
  comes: number
  reports: number
}

export const professions = ['сатушы', 'аспаз', 'жүргізуші', 'есепші', 'дәнекерлеуші', 'тігінші'] as const

/** A valid number for a birth date and sex; a serial whose check digit does not exist is passed over. */
export function iinOf(birthDate: string, sex: 'male' | 'female', serial: number): string {
  const [year, month, day] = birthDate.split('-') as [string, string, string]
  const century = (Number(year) < 2000 ? 3 : 5) + (sex === 'female' ? 1 : 0)
  for (let n = serial; ; n++) {
    const digits = year.slice(2) + month + day + century + String(n % 10_000).padStart(4, '0')
    const check = checkDigit(digits)
    if (check !== null) return digits + check
  }
}

/** A person who comes on `day`; ages 16 to 72, a few of them past the retirement age. */
export function invent(random: Chance, day: string, serial: number): Invented {
  const sex = random.is(0.5) ? 'male' : 'female'
  const age = random.is(0.04) ? random.between(64, 72) : random.between(17, 58)
  const birthDate = addDays(day, -Math.round(age * 365.25) - random.between(3, 300))
  return {
    iin: iinOf(birthDate, sex, serial),
    sex,
    birthDate,
    lastName: random.pick(familyNames) + (sex === 'female' ? 'а' : ''),
    firstName: random.pick(names[sex]),
    language: random.is(0.6) ? 'kk' : 'ru',
    profession: random.pick(professions),
    bar: random.is(0.04) ? 'employed' : random.is(0.01) ? 'sentenced' : null,
    inaccurate: random.is(0.05),
    agrees: random.next() * 0.5,
    answers: 0.6 + random.next() * 0.4,
    comes: 0.6 + random.next() * 0.4,
    reports: random.next(),
  }
}
