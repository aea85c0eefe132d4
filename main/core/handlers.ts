/** All handlers, one per operation of the contract; the type checker misses none. */
import type { OperationName, OutputOf, ParsedInputOf } from '../../shared/contract'
import { applicationHandlers } from './applications/handlers'
import { auditHandlers } from './audit/handlers'
import { backupHandlers } from './backup/handlers'
import { calendarHandlers } from './calendar/handlers'
import type { Context } from './context'
import { directorHandlers } from './director/handlers'
import { documentHandlers } from './documents/handlers'
import { formHandlers } from './documents/templates'
import { draftHandlers } from './drafts/handlers'
import { exchangeHandlers } from './exchange/handlers'
import { helpHandlers } from './help/handlers'
import { intakeHandlers } from './intake/handlers'
import { journalHandlers } from './journal/handlers'
import { lawHandlers } from './law/handlers'
import { organisationHandlers } from './organisations/handlers'
import { personHandlers } from './persons/handlers'
import { planHandlers } from './plans/handlers'
import { registrationHandlers } from './registrations/handlers'
import { sessionHandlers } from './session/handlers'
import { settingsHandlers } from './settings/handlers'
import { setupHandlers } from './setup/handlers'
import { staffHandlers } from './staff/handlers'
import { todayHandlers } from './today/handlers'
import { offerHandlers } from './offers/handlers'
import { deregistrationHandlers } from './deregistrations/handlers'
import { ruralHandlers } from './rural/handlers'
import { portalHandlers } from './portal/handlers'
import { complaintHandlers } from './complaints/handlers'
import { centralHandlers } from './central/handlers'
import { referralHandlers } from './referrals/handlers'
import { reportHandlers } from './reports/handlers'
import { scheduleHandlers, targetHandlers } from './targets/handlers'
import { workHandlers } from './work/handlers'
import { vacancyHandlers } from './vacancies/handlers'
import { classifierHandlers } from './classifiers/handlers'
import { queueHandlers } from './queue/handlers'

export type Handler<N extends OperationName> = (
  context: Context,
  input: ParsedInputOf<N>,
) => Promise<OutputOf<N>>
export type Handlers = { [N in OperationName]: Handler<N> }
/** The handlers of the operations whose names start with one of these nouns. */
export type HandlersOf<Noun extends string> = {
  [N in Extract<OperationName, `${Noun}.${string}`>]: Handler<N>
}

export const handlers: Handlers = {
  ...applicationHandlers,
  ...auditHandlers,
  ...backupHandlers,
  ...calendarHandlers,
  ...documentHandlers,
  ...draftHandlers,
  ...exchangeHandlers,
  ...formHandlers,
  ...helpHandlers,
  ...intakeHandlers,
  ...journalHandlers,
  ...lawHandlers,
  ...organisationHandlers,
  ...personHandlers,
  ...registrationHandlers,
  ...planHandlers,
  ...sessionHandlers,
  ...settingsHandlers,
  ...setupHandlers,
  ...staffHandlers,
  ...todayHandlers,
  ...offerHandlers,
  ...deregistrationHandlers,
  ...ruralHandlers,
  ...portalHandlers,
  ...complaintHandlers,
  ...centralHandlers,
  ...referralHandlers,
  ...reportHandlers,
  ...directorHandlers,
  ...scheduleHandlers,
  ...targetHandlers,
  ...workHandlers,
  ...vacancyHandlers,
  ...queueHandlers,
  ...classifierHandlers,
}

/**
 * Commands that open their own transaction: a wrong password must be counted although it is refused, a copy of
 * the database cannot be made inside a transaction, trying a template, writing a long journal or a batch, reading a
 * classifier, or delivering to a target takes seconds, a batch of the central system is taken person by person.
 */
export const ownTransaction: ReadonlySet<OperationName> = new Set<OperationName>([
  'session.signIn',
  'session.signOut',
  'session.lock',
  'session.changePassword',
  'backup.make',
  'exchange.make',
  'exchange.cancel',
  'exchange.takeInbox',
  'form.replace',
  'form.revert',
  'journal.file',
  'central.apply',
  'classifier.import',
  'target.save',
  'target.test',
  'target.deliver',
  'target.cancel',
  'schedule.tick',
])
