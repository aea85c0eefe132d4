import { describe, expect, it } from 'vitest'
import { screenLanguages, translate } from '../../../shared/locale'
import {
  experienceOf,
  fitOf,
  hoursOf,
  payOf,
  trainingLevelOf,
  type FitCriterion,
  type WantedWork,
  type Worker,
} from '../../../shared/rules/matching'

const work: WantedWork = {
  profession: 'Наубайшы / пекарь',
  qualification: '',
  experienceMonths: null,
  payFrom: null,
  payTo: null,
  hours: null,
  requirements: '',
  address: 'Жетісу облысы, Көксу ауданы, Көкөзек ауылы, Абай көшесі, 1-үй',
}
const person: Worker = {
  labourActivity: 'Наубайшы болып 5 жыл жұмыс істеді',
  education: 'Колледж, технолог',
  plan: '',
  address: 'Жетісу облысы, Көксу ауданы, Көкөзек ауылы, Сәтбаев көшесі, 3-үй',
}
const point = (criterion: FitCriterion, wanted: Partial<WantedWork>, who: Partial<Worker> = {}) => {
  const fit = fitOf({ ...work, ...wanted }, { ...person, ...who }, '2026-11-20')
  return fit.points.find((one) => one.criterion === criterion)
}

describe('what texts say', () => {
  it.each([
    ['5 жыл', 60],
    ['2 жыл 6 ай', 30],
    ['3 года 2 месяца', 38],
    ['стаж 10 лет', 120],
    ['1,5 года', 18],
    ['2015-2020, дүкен', 60],
    ['2024 – қазір', 24],
    ['2019 жылы мектеп бітірді', null],
    ['жұмыс істемеген', null],
    ['', null],
  ])('experience in «%s» is %s months', (text, months) => expect(experienceOf(text, 2026)).toBe(months))

  it.each([
    ['кемінде 200 000 теңге', 200_000],
    ['от 150 тыс. тенге', 150_000],
    ['180 мың тг', 180_000],
    ['5 жыл', null],
  ])('pay in «%s» is %s', (text, pay) => expect(payOf(text)).toBe(pay))

  it.each([
    ['толық емес жұмыс күні', 'part'],
    ['неполный рабочий день', 'part'],
    ['полный рабочий день', 'full'],
    ['посменная работа', 'shift'],
    ['удалённо', 'remote'],
    ['кез келген', null],
  ])('hours in «%s» are %s', (text, hours) => expect(hoursOf(text)).toBe(hours))

  it.each([
    ['Жоғары, экономист', 3],
    ['орта арнаулы', 2],
    ['среднее специальное', 2],
    ['орта мектеп', 1],
    ['технолог', null],
  ])('training in «%s» is level %s', (text, level) => expect(trainingLevelOf(text)).toBe(level))
})

describe('R103: the criteria of para 70', () => {
  it('R103: the profession is found in any form and in either language of the vacancy', () => {
    expect(point('profession', {})).toMatchObject({ met: true, reason: 'profession_same' })
    expect(point('profession', {}, { labourActivity: 'работала пекарем' })).toMatchObject({ met: true })
    expect(point('profession', { profession: 'Жүргізуші' })).toMatchObject({
      met: false,
      reason: 'profession_other',
    })
    expect(
      point('profession', { profession: 'Пекарь-кондитер' }, { labourActivity: 'пекарь' }),
    ).toMatchObject({ met: true, params: { words: 'Пекарь', missing: 'кондитер' } })
    expect(point('profession', {}, { labourActivity: '', education: '' })?.met).toBeNull()
  })

  it('R103: half of a profession counts for half, and says which words are missing', () => {
    const near = { profession: 'тракторист экскаваторшы' }
    const who = { labourActivity: 'Тракторист' }
    expect(point('profession', near, who)).toMatchObject({
      met: true,
      reason: 'profession_near',
      params: { words: 'тракторист', missing: 'экскаваторшы' },
    })
    const score = (labourActivity: string) =>
      fitOf({ ...work, ...near }, { ...person, labourActivity }, '2026-11-20').score
    expect(score('Тракторист, экскаваторшы')).toBeGreaterThan(score('Тракторист'))
    expect(score('Тракторист')).toBeGreaterThan(score('Аспаз'))
  })

  it('R103: training, experience, pay and hours are met, short or not known', () => {
    expect(point('training', { qualification: 'орта арнаулы' })?.met).toBe(true)
    expect(point('training', { qualification: 'жоғары' })).toMatchObject({
      met: false,
      reason: 'training_below',
    })
    expect(point('experience', { experienceMonths: 60 })?.met).toBe(true)
    expect(point('experience', { experienceMonths: 61 })?.met).toBe(false)
    expect(point('experience', { experienceMonths: 12 }, { labourActivity: 'Наубайшы' })?.met).toBeNull()
    const wish = { plan: 'Мақсаты: наубайшы, 180 000 теңгеден, ауысыммен' }
    expect(point('pay', { payFrom: 150_000, payTo: 180_000 }, wish)?.met).toBe(true)
    expect(point('pay', { payFrom: 150_000 }, wish)).toMatchObject({ met: false, reason: 'pay_below' })
    expect(point('pay', { payFrom: 150_000 })?.met).toBeNull()
    expect(point('hours', { hours: 'shift' }, wish)?.met).toBe(true)
    expect(point('hours', { hours: 'full' }, wish)?.met).toBe(false)
  })

  it('R103: the same settlement is near, another one is not, and a street or region alone says nothing', () => {
    expect(point('distance', {})?.reason).toBe('distance_same')
    expect(point('distance', { address: 'Көксу ауданы, Мұқыры ауылы' })?.reason).toBe('distance_district')
    expect(
      point('distance', { address: 'Жетісу облысы, Алакөл ауданы, Үшарал қаласы, Сәтбаев көшесі' }),
    ).toMatchObject({ met: false, reason: 'distance_other' })
    expect(point('distance', { address: 'Жетісу облысы' })?.met).toBeNull()
    expect(point('distance', { address: 'Коксуский район, с.Көкөзек' })?.reason).toBe('distance_same')
  })

  it('R103: what nobody asks for separates nobody, and the whole fit is a hundred', () => {
    expect(fitOf({ ...work, hours: null }, person, '2026-11-20').toAsk).toEqual(['pay'])
    const wish = { plan: '180 000 теңге, ауысыммен' }
    const all = { payFrom: 200_000, hours: 'shift' as const }
    expect(fitOf({ ...work, ...all }, { ...person, ...wish }, '2026-11-20')).toMatchObject({
      score: 100,
      toAsk: [],
    })
    const nobody: Worker = { labourActivity: '', education: '', plan: '', address: '' }
    expect(fitOf(work, nobody, '2026-11-20').score).toBe(0)
  })

  it('R103: each reason has its sentence in every language', () => {
    const whos = [person, { ...person, labourActivity: '', education: '', address: '' }]
    const works = [
      work,
      { ...work, qualification: 'жоғары', experienceMonths: 99, payFrom: 1, requirements: 'x' },
    ]
    for (const one of works)
      for (const who of whos)
        for (const { reason, criterion } of fitOf(one, who, '2026-11-20').points)
          for (const language of screenLanguages)
            for (const key of ['jobs.fit_' + reason, 'jobs.criterion_' + criterion])
              expect(translate(language, key)).not.toBe(key)
  })
})
