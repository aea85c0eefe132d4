/** R98-R117: vacancies, candidates, offers, interviews. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, buildCalendar, shippedCalendars } from '../../shared/rules'
import { r97RefusalCount } from '../../shared/rules/engine/deregistration'
import { allowed, explain, rules, type Finding } from '../../shared/rules/engine/finding'
import {
  matchCriteria,
  r107OfferAnswer,
  postsNotCovered,
  r98VacancyReported,
  r99NotCovered,
  r100VacancyOrigin,
  r101CandidatesDue,
  r102InPool,
  r103MatchUnrecorded,
  r104OfferDue,
  r105TellingMissing,
  r106ThroughAssistant,
  r109ResumeDue,
  r110InterviewMissing,
  r111InterviewVisit,
  r112EmployerAnswerDue,
  r113CandidateResult,
  r114VacancyToClose,
  type EmployerAnswer,
  type InterviewRecord,
  type Match,
  type Offer,
  type Telling,
} from '../../shared/rules/engine/mediation'
import { codesIn, expectExplained } from './explained'

const calendar = buildCalendar(shippedCalendars, 5)
const on = (today: string) => ({ today, calendar })
const fields = (findings: readonly Finding[]) => findings.map((finding) => finding.field)

const offer: Offer = {
  to: 'unemployed',
  offeredOn: '2026-03-19',
  receivedOn: '2026-03-20',
  answer: null,
  answeredOn: null,
  suitable: { training: true, experience: true, health: true, hours: true, transport: true },
}
const telling: Telling = { on: '2026-03-19', time: '10:30', channel: 'mobile', assistant: '' }
const interview: InterviewRecord = {
  employerToldOn: '2026-03-19',
  on: '2026-03-27',
  time: '11:00',
  place: 'Көкөзек, Абай көшесі, 1',
  candidateToldOn: '2026-03-20',
  rural: false,
  assistant: '',
}
const matched = Object.fromEntries(matchCriteria.map((name) => [name, true])) as Match
const unmatched = Object.fromEntries(matchCriteria.map((name) => [name, null])) as Match

describe('vacancies', () => {
  it('R98 five working days from the appearance, across the New Year; unknown appearance, no term', () => {
    // 1, 2 and 7 January are holidays: 31 December, 5, 6, 8 and 9 January count.
    const told = (receivedOn: string | null, today: string) =>
      r98VacancyReported({ appearedOn: '2025-12-30', receivedOn }, on(today))!
    expect(told(null, '2026-01-09').inputs).toMatchObject({ due: '2026-01-09', state: 'open' })
    expect(told('2026-01-12', '2026-01-12')).toMatchObject({ level: 'warn', inputs: { state: 'late' } })
    expect(r98VacancyReported({ appearedOn: null, receivedOn: '2026-01-12' }, on('2026-01-12'))).toBeNull()
  })

  it('R99 the posts of para 66 are not registered', () => {
    expect(r99NotCovered(null)).toBeNull()
    for (const post of postsNotCovered) expect(allowed([r99NotCovered(post)!])).toBe(false)
    expect(explain(r99NotCovered('judge')!, 'kk').sentence).toContain('судья')
  })

  it('R100 a vacancy without its number on the portal was typed here', () => {
    expect(r100VacancyOrigin({ portalNumber: '123456' })).toBeNull()
    expect(r100VacancyOrigin({ portalNumber: ' ' })!.level).toBe('warn')
  })

  it('R101 candidates are selected on the next working day', () => {
    const due = (registeredOn: string, calendarOf = calendar) =>
      r101CandidatesDue({ registeredOn, selectedOn: null }, { today: registeredOn, calendar: calendarOf })
        .inputs.due
    expect(due('2026-03-20')).toBe('2026-03-26')
    // From 2026 the 30th of August is no holiday; in 2025 it fell on a Saturday and Monday was off.
    expect(due('2025-08-29')).toBe('2025-09-02')
    expect(due('2026-08-28')).toBe('2026-08-31')
  })

  it('R102 candidates are the registered and the self-registered; vacancies are sought for others too', () => {
    const other = { standing: 'other', selfRegistered: false } as const
    expect(r102InPool(other, 'for_vacancy')!.code).toBe('candidate_not_in_pool')
    expect(r102InPool(other, 'for_person')).toBeNull()
    expect(r102InPool({ ...other, selfRegistered: true }, 'for_vacancy')).toBeNull()
    for (const standing of ['job_seeker', 'unemployed'] as const)
      expect(r102InPool({ standing, selfRegistered: false }, 'for_vacancy')).toBeNull()
  })

  it('R103 every criterion of the match is recorded, also a negative one', () => {
    expect(r103MatchUnrecorded(matched)).toEqual([])
    expect(r103MatchUnrecorded({ ...matched, pay: false })).toEqual([])
    expect(fields(r103MatchUnrecorded({ ...matched, pay: null }))).toEqual(['match.pay'])
    expect(r103MatchUnrecorded(unmatched)).toHaveLength(6)
  })
})

describe('offers', () => {
  it('R104 three working days from the appearance of the vacancy', () => {
    const told = (offeredOn: string | null, today: string) =>
      r104OfferDue({ appearedOn: '2026-05-06', offeredOn }, on(today)).inputs
    // 7 May is a holiday, 11 May the moved 9 May: 8, 12 and 13 May count.
    expect(told(null, '2026-05-13')).toMatchObject({ due: '2026-05-13', state: 'open' })
    expect(told(null, '2026-05-14').state).toBe('overdue')
    expect(told('2026-05-13', '2026-06-01').state).toBe('done')
  })

  it('R105 channel, day and time are recorded', () => {
    expect(r105TellingMissing(telling)).toEqual([])
    expect(fields(r105TellingMissing({ ...telling, channel: null, on: null, time: null }))).toEqual([
      'channel',
      'on',
      'time',
    ])
  })

  it('R106 in a village only the assistant will do', () => {
    expect(r106ThroughAssistant(telling, false)).toEqual([])
    expect(fields(r106ThroughAssistant(telling, true))).toEqual(['assistant'])
    expect(fields(r106ThroughAssistant({ ...telling, channel: 'assistant' }, true))).toEqual(['assistant'])
    expect(
      r106ThroughAssistant({ ...telling, channel: 'assistant', assistant: 'Серікбай Нұрлан' }, true),
    ).toEqual([])
  })

  it('R107 R108 one working day for a job seeker, three for the unemployed and others, from the receipt', () => {
    const due = (to: Offer['to']) => {
      const [answer] = r107OfferAnswer({ ...offer, to }, on('2026-03-20'))
      return [answer!.rule, answer!.inputs.start, answer!.inputs.due]
    }
    expect(due('job_seeker')).toEqual(['R107', '2026-03-20', '2026-03-26'])
    expect(due('unemployed')).toEqual(['R108', '2026-03-20', '2026-03-30'])
    expect(due('other')).toEqual(['R108', '2026-03-20', '2026-03-30'])
  })

  it('R107 without the day of receipt nothing is counted; the day of the answer is asked for', () => {
    const findings = r107OfferAnswer({ ...offer, receivedOn: null }, on('2026-12-01'))
    expect(findings.map(({ level, field }) => `${level} ${field}`)).toEqual(['record receivedOn'])
    expect(fields(r107OfferAnswer({ ...offer, answer: 'agree' }, on('2026-03-20')))).toContain('answeredOn')
  })

  it('R107 the refusal of a job seeker leads to registration as unemployed (R57), of others it does not', () => {
    const refused = (to: Offer['to']) =>
      r107OfferAnswer({ ...offer, to, answer: 'refuse', answeredOn: '2026-03-26' }, on('2026-03-26')).map(
        (finding) => finding.code,
      )
    expect(refused('job_seeker')).toEqual(['offer_answer', 'offer_refused_by_job_seeker'])
    expect(refused('unemployed')).toEqual(['offer_answer'])
  })
})

describe('candidates', () => {
  it('R109 the resume goes out the working day after the consent, and not without it', () => {
    const candidate = { consentedOn: '2026-03-20', conditionsFit: true, sentOn: null }
    expect(r109ResumeDue(candidate, on('2026-03-26'))!.inputs).toMatchObject({
      due: '2026-03-26',
      state: 'open',
    })
    expect(r109ResumeDue({ ...candidate, consentedOn: null }, on('2026-03-26'))).toBeNull()
    expect(r109ResumeDue({ ...candidate, conditionsFit: false }, on('2026-03-26'))).toBeNull()
    for (const wrong of [{ consentedOn: null }, { conditionsFit: false }])
      expect(r109ResumeDue({ ...candidate, ...wrong, sentOn: '2026-03-20' }, on('2026-03-26'))).toMatchObject(
        { level: 'block', code: 'resume_without_consent' },
      )
  })

  it('R110 an interview has its day, time and place, and both sides know; in a village the assistant', () => {
    expect(r110InterviewMissing(interview)).toEqual([])
    expect(fields(r110InterviewMissing({ ...interview, place: ' ', time: null }))).toEqual(['time', 'place'])
    expect(fields(r110InterviewMissing({ ...interview, rural: true }))).toEqual(['assistant'])
    expect(
      fields(r110InterviewMissing({ ...interview, employerToldOn: null, candidateToldOn: null })),
    ).toEqual(['employerToldOn', 'candidateToldOn'])
  })

  it('R111 three working days to go to the employer, for the unemployed only', () => {
    const visit = (standing: Offer['to'], today: string) =>
      r111InterviewVisit({ standing, toldOn: '2026-12-14', cameOn: null }, on(today))
    // 16 December is a holiday: 15, 17 and 18 December count.
    expect(visit('unemployed', '2026-12-18')!.inputs).toMatchObject({ due: '2026-12-18', state: 'open' })
    expect(visit('unemployed', '2026-12-19')!.inputs.state).toBe('overdue')
    expect(visit('job_seeker', '2026-12-19')).toBeNull()
  })

  const directedOn = '2026-03-19'
  const result = (answer: EmployerAnswer | null, today: string, lateAccepted = false) =>
    r113CandidateResult({ directedOn, answer, lateAccepted }, on(today))

  it('R112 the employer answers in five working days from the direction', () => {
    // 20, 26, 27, 30 and 31 March count.
    expect(r112EmployerAnswerDue({ directedOn, answer: null }, on('2026-03-31')).inputs).toMatchObject({
      due: '2026-03-31',
      state: 'open',
    })
    expect(
      r112EmployerAnswerDue({ directedOn, answer: { answer: 'refused', on: '2026-04-01' } }, on('2026-04-02'))
        .inputs.state,
    ).toBe('late')
  })

  it('R113 silence is a refusal by the employer from the next working day', () => {
    expect(result(null, '2026-03-31')).toMatchObject({ result: 'pending', since: null })
    expect(result(null, '2026-04-01')).toMatchObject({ result: 'refused_by_employer', since: '2026-04-01' })
    const friday = { directedOn: '2026-04-03', answer: null }
    // Due on Friday 10 April: nothing happens before Monday.
    expect(r113CandidateResult(friday, on('2026-04-12')).result).toBe('pending')
    expect(r113CandidateResult(friday, on('2026-04-13'))).toMatchObject({ since: '2026-04-13' })
  })

  it('R113 an answer in time holds; hiring told late is left to a person', () => {
    expect(result({ answer: 'hired', on: '2026-03-31' }, '2026-05-01')).toMatchObject({
      result: 'hired',
      since: '2026-03-31',
    })
    expect(result({ answer: 'refused', on: '2026-03-27' }, '2026-03-27').since).toBe('2026-03-27')
    const late: EmployerAnswer = { answer: 'hired', on: '2026-04-02' }
    const unsettled = result(late, '2026-04-02')
    expect(unsettled.result).toBe('refused_by_employer')
    expect(unsettled.findings.map((finding) => finding.code)).toContain('employer_hired_late')
    expect(result(late, '2026-04-02', true)).toMatchObject({ result: 'hired', since: '2026-04-02' })
    expect(result({ answer: 'refused', on: '2026-04-02' }, '2026-04-02', true).since).toBe('2026-04-01')
  })

  it('R113 for any direction: pending until the term is over, refused on a working day after it', () => {
    const anyDay = fc.integer({ min: 0, max: 1200 }).map((days) => addDays('2024-01-01', days))
    fc.assert(
      fc.property(anyDay, fc.nat(30), (day, later) => {
        const today = addDays(day, later)
        const one = r113CandidateResult({ directedOn: day, answer: null }, on(today))
        const { due } = one.findings[0]!.deadline!
        expect(one.result === 'pending').toBe(today < calendar.nextWorkingDay(due))
        if (one.since !== null) {
          expect(one.since > due && calendar.isWorkingDay(one.since)).toBe(true)
          expect(calendar.workingDaysBetween(day, one.since)).toBe(6)
        }
      }),
    )
  })

  it('R113 R97 R117 neither the employer’s refusal nor a refused interview is a refusal of the offer', () => {
    const agreed: Offer = { ...offer, answer: 'agree', answeredOn: '2026-03-20' }
    expect(result(null, '2026-04-30').result).toBe('refused_by_employer')
    expect(r97RefusalCount([agreed, agreed, agreed], '2026-03-01')).toBe(0)
  })

  it('R114 R117 hiring, also marked in the cabinet, closes the vacancy here', () => {
    const hired = result({ answer: 'hired', on: '2026-03-31' }, '2026-04-01')
    expect(r114VacancyToClose({ closedOn: null }, hired)).toMatchObject({ inputs: { since: '2026-03-31' } })
    expect(r114VacancyToClose({ closedOn: '2026-04-01' }, hired)).toBeNull()
    expect(r114VacancyToClose({ closedOn: null }, result(null, '2026-04-30'))).toBeNull()
  })
})

it('R115 the self-service zone can be shown: resume, vacancies, personnel, advice', () => {
  const { about } = rules.get('R115')!
  for (const word of ['түйіндеме', 'бос жұмыс орындарын', 'персонал', 'кеңес'])
    expect(about.kk).toContain(word)
  for (const word of ['резюме', 'ваканси', 'персонала', 'консультации']) expect(about.ru).toContain(word)
})

it('every finding of mediation explains itself in all languages', () => {
  const days: [string | null, string][] = [
    [null, '2026-03-20'],
    [null, '2026-05-20'],
    ['2026-03-20', '2026-03-20'],
    ['2026-05-19', '2026-05-20'],
  ]
  const start = '2026-03-19'
  const findings = [
    ...days.flatMap(([done, today]) => [
      r98VacancyReported({ appearedOn: start, receivedOn: done }, on(today))!,
      r101CandidatesDue({ registeredOn: start, selectedOn: done }, on(today)),
      r104OfferDue({ appearedOn: start, offeredOn: done }, on(today)),
      ...r107OfferAnswer({ ...offer, answer: done === null ? null : 'agree', answeredOn: done }, on(today)),
      r109ResumeDue({ consentedOn: start, conditionsFit: true, sentOn: done }, on(today))!,
      r111InterviewVisit({ standing: 'unemployed', toldOn: start, cameOn: done }, on(today))!,
      ...r113CandidateResult(
        { directedOn: start, answer: done === null ? null : { answer: 'hired', on: done } },
        on(today),
      ).findings,
    ]),
    ...postsNotCovered.map((post) => r99NotCovered(post)!),
    r100VacancyOrigin({ portalNumber: '' })!,
    r102InPool({ standing: 'other', selfRegistered: false }, 'for_vacancy')!,
    ...r103MatchUnrecorded(unmatched),
    ...r105TellingMissing({ ...telling, channel: null, on: null, time: null }),
    ...r106ThroughAssistant(telling, true),
    ...r107OfferAnswer(
      { ...offer, to: 'job_seeker', offeredOn: null, receivedOn: null, answer: 'refuse' },
      on(start),
    ),
    r109ResumeDue({ consentedOn: null, conditionsFit: true, sentOn: start }, on(start))!,
    ...r110InterviewMissing({
      employerToldOn: null,
      on: null,
      time: null,
      place: '',
      candidateToldOn: null,
      rural: true,
      assistant: '',
    }),
    r114VacancyToClose({ closedOn: null }, { result: 'hired', since: start })!,
  ]
  expectExplained(findings)
  const said = new Set(findings.map((finding) => finding.code))
  expect(codesIn('mediation.ts').filter((code) => !said.has(code))).toEqual([])
})
