/**
 * What the rules of the orders say about given facts. Every rule that is behaviour is a small pure function
 * named by its rule id; days, clock and calendar are passed in. Its answer is a finding, which can be explained.
 */
import { z } from 'zod'
import mediation from '../../law/rules-mediation.json'
import referrals from '../../law/rules-referrals.json'
import registration from '../../law/rules-registration.json'
import { translate } from '../../locale'
import { LocalText, type DeadlineWhy, type ScreenLanguage } from '../../model'

export const RuleId = z.templateLiteral(['R', z.number().int().positive()])
export type RuleId = z.infer<typeof RuleId>

const RuleText = z.strictObject({
  id: RuleId,
  /** Act and paragraph. */
  source: LocalText,
  /** What the rule asks of the desk, in one sentence. */
  about: LocalText,
})
export type RuleText = z.infer<typeof RuleText>

/** All rules by id, in the order of their numbers: where each stands in the law and what it asks. */
export const rules: ReadonlyMap<RuleId, RuleText> = new Map(
  z
    .array(RuleText)
    .parse([...registration, ...mediation, ...referrals])
    .sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))
    .map((rule) => [rule.id, rule]),
)

/** How strongly a rule binds: `block` stops, `warn` leaves it to the member of staff, the others only tell. */
export type Level = 'block' | 'warn' | 'compute' | 'record' | 'print' | 'info'

export type Fact = string | number | boolean | null

export interface Finding {
  rule: RuleId
  level: Level
  /** Its sentence is `rule.<code>` in the catalogues. */
  code: string
  /** What it was found from. Days `YYYY-MM-DD`; the sentence takes its values from here. */
  inputs: Readonly<Record<string, Fact>>
  /** Field of the record that it is about. */
  field?: string
  /** The deadline that it rests on. */
  deadline?: DeadlineWhy
}

/** A finding put together; `more` names the field or the deadline that it rests on. */
export const found = (
  rule: RuleId,
  level: Level,
  code: string,
  inputs: Readonly<Record<string, Fact>> = {},
  more: Pick<Finding, 'field' | 'deadline'> = {},
): Finding => ({ rule, level, code, inputs, ...more })

/** Whether nothing among the findings stops. */
export const allowed = (findings: readonly Finding[]): boolean =>
  findings.every((finding) => finding.level !== 'block')

export interface Explanation {
  rule: RuleId
  /** What was found. */
  sentence: string
  /** What the rule asks. */
  about: string
  source: string
  inputs: Readonly<Record<string, Fact>>
  /** Days on the way of its deadline that did not count. */
  skipped: { day: string; why: string }[]
}

/** `2026-03-09` as it is read here; any other fact as it is. */
export const shownFact = (fact: Fact): Fact =>
  typeof fact === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(fact) ? fact.split('-').reverse().join('.') : fact

/** A finding in words: the rule, its source, what it was found from, and the days that did not count. */
export function explain(finding: Finding, language: ScreenLanguage): Explanation {
  const rule = rules.get(finding.rule)
  const inputs = Object.fromEntries(
    Object.entries(finding.inputs).map(([name, fact]) => [name, shownFact(fact)]),
  )
  return {
    rule: finding.rule,
    sentence: translate(language, 'rule.' + finding.code, inputs),
    about: rule?.about[language] ?? '',
    source: rule?.source[language] ?? '',
    inputs,
    skipped: (finding.deadline?.days ?? [])
      .filter((step) => ['weekend', 'holiday', 'moved_off'].includes(step.kind))
      .map((step) => ({
        day: step.day,
        why: step.holiday?.[language] ?? translate(language, 'rule.day_' + step.kind),
      })),
  }
}

/** A finding in words of every language of the desk, as an operation answers it. */
export const Told = z.object({
  rule: RuleId,
  level: z.enum(['block', 'warn', 'compute', 'record', 'print', 'info']),
  /** Field of the record that it is about. */
  field: z.string().nullable(),
  sentence: LocalText,
  source: LocalText,
})
export type Told = z.infer<typeof Told>

export function tell(finding: Finding): Told {
  const [kk, ru, en] = (['kk', 'ru', 'en'] as const).map((language) => explain(finding, language))
  return {
    rule: finding.rule,
    level: finding.level,
    field: finding.field ?? null,
    sentence: { kk: kk!.sentence, ru: ru!.sentence, en: en!.sentence },
    source: { kk: kk!.source, ru: ru!.source, en: en!.source },
  }
}
