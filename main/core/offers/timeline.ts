import { inEveryLanguage } from '../../../shared/locale'
import type { IconTone, LocalText } from '../../../shared/model'
import { shownDay } from '../../../shared/rules/dates'
import type { EventSource } from '../persons/events'
import type { StepKind } from './queries'
import { vacancyTitle } from './work'

interface Row {
  kind: StepKind
  day: string | null
  detail: string
  at: string
  by: string
  profession: string
  organisation_kk: string
  organisation_ru: string
}

type Detail = Record<string, string | boolean | null>

/** What a step says beside its day: how the person answered, what the employer told, why it was taken back. */
const choiceOf = (kind: StepKind, detail: Detail): string =>
  String(
    (kind === 'answered' && detail['answer']) || (kind === 'employer' && detail['employer_answer']) || '',
  )

const noteOf = (detail: Detail): string =>
  String(
    detail['answer_note'] ||
      detail['employer_note'] ||
      detail['interview_refused_note'] ||
      detail['withdrawn_note'] ||
      '',
  )

const tones: Partial<Record<string, IconTone>> = {
  agree: 'done',
  hired: 'done',
  refuse: 'today',
  refused: 'today',
}

/** What happened to a person, for the time line. */
export const offerEvents: EventSource = async (db, personId) => {
  const rows = (await db('offer_steps as x')
    .join('offers as f', 'f.id', 'x.offer_id')
    .join('vacancies as v', 'v.id', 'f.vacancy_id')
    .join('organisations as o', 'o.id', 'v.organisation_id')
    .join('staff as s', 's.id', 'x.staff_id')
    .where('f.person_id', personId)
    .orderBy('x.id')
    .select(
      'x.kind',
      'x.day',
      'x.detail',
      'x.at',
      's.full_name as by',
      'v.profession',
      'o.name_kk as organisation_kk',
      'o.name_ru as organisation_ru',
    )) as Row[]
  return rows.map((row) => {
    const detail = JSON.parse(row.detail) as Detail
    const choice = choiceOf(row.kind, detail)
    const title = vacancyTitle(row)
    const note = noteOf(detail)
    const more: LocalText = {
      kk: [title.kk, note].filter(Boolean).join('. '),
      ru: [title.ru, note].filter(Boolean).join('. '),
      en: [title.en, note].filter(Boolean).join('. '),
    }
    return {
      at: row.at,
      by: row.by,
      what: inEveryLanguage(`offer.step_${row.kind}`, { day: shownDay(row.day), choice }),
      more,
      ...(tones[choice] ? { tone: tones[choice] } : {}),
    }
  })
}
