/**
 * Every operation of the desk, once. Shells, command line, permission table and clients derive from it.
 *
 * To add one: write it here, give it a handler in `main/core/<noun>/`, and the type checker names whatever
 * is still missing (see CONTRIBUTING.md, "Add an operation").
 */
import { z } from 'zod'
import { Difference } from '../law/compare'
import { Standing } from '../law/dates'
import { LawFault, LawService, LawServiceView } from '../law/schema'
import { LawTextId, LawTextVersion } from '../law/texts'
import {
  Application,
  ApplicationRow,
  BatchRow,
  CalendarYear,
  Centre,
  CheckResult,
  ConsentRow,
  DeadlineWhy,
  DeskSettings,
  OfficeProgram,
  DocumentRow,
  FileToken,
  Id,
  IdentityDocumentKind,
  IntakeDraft,
  IntakeVerdict,
  Instant,
  IsoDay,
  LocalText,
  MarkName,
  NewStaff,
  Outcome,
  PaperLanguage,
  Person,
  PersonFields,
  PersonRow,
  RoleName,
  RuralPlace,
  ScreenLanguage,
  Sex,
  StaffRow,
  SupersededForm,
  TemplateFault,
  Term,
  TimelineEvent,
  Version,
  WordingLine,
} from '../model'
import { rights } from '../rights'
import { CalendarFileFault } from '../rules/calendar-file'
import { command, query, type Operation } from './define'
import { exchangeOperations } from './exchange'
import { organisationOperations } from './organisations'
import { registrationOperations } from './registrations'
import { planOperations } from './plans'
import { offerOperations } from './offers'
import { directorOperations } from './director'
import { deregistrationOperations } from './deregistrations'
import { ruralOperations } from './rural'
import { helpOperations } from './help'
import { portalOperations } from './portal'
import { complaintOperations } from './complaints'
import { classifierOperations } from './classifiers'
import { centralOperations } from './central'
import { referralOperations } from './referrals'
import { reportOperations } from './reports'
import { targetOperations } from './targets'
import { queueOperations } from './queue'
import { WorkItem, workOperations } from './work'
import { vacancyOperations } from './vacancies'

export * from './define'

const nothing = z.strictObject({})
/** What is wrong with a number of identity. */
const iinErrors = [
  'iin_characters',
  'iin_length',
  'iin_is_bin',
  'iin_date',
  'iin_century',
  'iin_check_digit',
  'iin_never_issued',
] as const
const binErrors = [
  'bin_characters',
  'bin_length',
  'bin_is_iin',
  'bin_month',
  'bin_kind',
  'bin_check_digit',
  'bin_never_issued',
] as const
/** Why a paper cannot be made; the operation that would issue it then leaves nothing behind. */
const templateErrors = ['template_missing', 'template_invalid', 'template_too_slow'] as const
const paperErrors = [...templateErrors, 'form_field_missing'] as const
/** R179: a day typed by hand. */
const dayErrors = ['date_invalid', 'date_in_future', 'date_too_early'] as const
const Me = z.object({
  id: Id,
  fullName: z.string(),
  positionKk: z.string(),
  positionRu: z.string(),
  roles: z.array(RoleName),
  rights: z.array(z.enum(rights)),
  /** For whom they stand in as acting director today; null for everybody else. */
  acting: z.string().nullable(),
})
const Session = z.object({
  /** `locked`: somebody was signed in and the desk locked itself or was locked. */
  state: z.enum(['none', 'open', 'locked']),
  me: Me.nullable(),
  /** Seconds until the desk locks itself, when open. */
  idleSeconds: z.number().int().nullable(),
})
/** A file that waits to be fetched: `GET /files/<token>` in both shells. Good for a few minutes. */
const Draft = z.object({
  id: z.string(),
  revision: z.number().int(),
  savedAt: Instant,
  staffId: Id,
  staffName: z.string(),
  data: IntakeDraft,
})
/** One service in one edition, as a row of the catalogue. */
const LawRow = z.object({
  key: z.string(),
  code: z.string(),
  edition: z.string(),
  /** Number inside an act with several services. */
  number: LawService.shape.number,
  name: LocalText,
  act: LocalText,
  /** Today. */
  state: Standing,
  inForce: LawService.shape.inForce,
  provider: LawService.shape.provider.shape.name,
  /** The counter takes it in now. */
  accepted: z.boolean(),
})
/** An editable text that the orders leave open. */
const LawTextRow = z.object({
  id: LawTextId,
  /** Rules that need it. */
  rules: z.array(z.string()),
  /** In force today; null: none is held, and nothing is invented in its place. */
  current: LawTextVersion.nullable(),
  /** All, the newest first. */
  versions: z.array(LawTextVersion),
})
/** A form and the language of its template. */
const FormInLanguage = z.strictObject({ formId: z.string().max(60), language: PaperLanguage })
const TemplateInUse = z.object({ source: z.enum(['shipped', 'centre']), sha256: z.string() })
const DayChanges = z.object({ added: z.array(IsoDay), removed: z.array(IsoDay) })
/** `document` null: an archive entry whose papers exist already. */
const ApplicationAndPaper = z.object({ application: Application, document: DocumentRow.nullable() })
const Choice = z.object({ id: z.string(), title: LocalText })
/** What can be applied for at the counter, and what the clerk chooses there. */
const IntakeService = z.object({
  code: z.string(),
  edition: z.string(),
  number: LawService.shape.number,
  name: LocalText,
  act: LocalText,
  state: LawService.shape.state,
  consents: z.array(ConsentRow),
  questions: LawService.shape.questions.unwrap(),
  /** Desks where it is handed in, the usual one first, each with the cases that it takes. */
  places: z.array(Choice.extend({ cases: z.array(z.string()) })),
  cases: z.array(Choice),
  /** `group`: the measure that it is a kind of. */
  measures: z.array(Choice.extend({ group: LocalText.nullable() })),
  recipients: z.array(Choice),
  /** Desks at which refused papers are answered by a receipt (R131); elsewhere a consultation is recorded (R24). */
  refusesAt: z.array(z.string()),
})

export const contract = {
  ...helpOperations,
  ...exchangeOperations,
  ...organisationOperations,
  ...registrationOperations,
  ...planOperations,
  ...offerOperations,
  ...deregistrationOperations,
  ...ruralOperations,
  ...portalOperations,
  ...complaintOperations,
  ...centralOperations,
  ...targetOperations,
  ...referralOperations,
  ...reportOperations,
  ...directorOperations,
  ...workOperations,
  ...vacancyOperations,
  ...queueOperations,
  ...classifierOperations,
  /* ---------- the desk itself ---------- */
  'app.status': query({
    about: 'What this desk is: version, whether it is set up, the day, what is wrong with the calendar.',
    right: 'public',
    input: nothing,
    output: z.object({
      version: z.string(),
      setUp: z.boolean(),
      /** Password of everybody in an invented centre; null at a true one. */
      demoPassword: z.string().nullable(),
      centreName: z.object({ kk: z.string(), ru: z.string() }).nullable(),
      language: ScreenLanguage,
      idleMinutes: z.number().int(),
      now: Instant,
      today: IsoDay,
      timeZone: z.string(),
      /** Years near today whose calendar is computed or missing. */
      calendarWarnings: z.array(
        z.object({ year: z.number().int(), status: z.enum(['computed', 'missing']) }),
      ),
      /** Whether the centre is open now (R4). */
      open: z.boolean(),
      /** Faults in the law files of the centre; what they concern is on the screen *Law*. */
      lawFaults: z.number().int(),
    }),
    errors: [],
  }),
  'setup.complete': command({
    about: 'First run: the centre and its first administrator.',
    right: 'public',
    input: z.strictObject({ language: ScreenLanguage, centre: Centre, administrator: NewStaff }),
    output: z.object({ staffId: Id }),
    errors: ['setup_done', 'password_weak', 'name_empty', ...binErrors],
  }),
  'setup.demo': command({
    about: 'First run: fill an invented centre with staff and people.',
    right: 'public',
    input: z.strictObject({ language: ScreenLanguage }),
    output: z.object({ people: z.number().int(), password: z.string() }),
    errors: ['setup_done', ...paperErrors],
  }),

  /* ---------- sign-in ---------- */
  'session.current': query({
    about: 'Who works at this desk now.',
    right: 'public',
    input: nothing,
    output: Session,
    errors: [],
  }),
  'session.staff': query({
    about: 'Staff who may sign in, for the sign-in screen.',
    right: 'public',
    input: nothing,
    output: z.array(StaffRow),
    errors: [],
  }),
  'session.signIn': command({
    about: 'Sign in, or unlock the desk, with a password.',
    right: 'public',
    input: z.strictObject({ staffId: Id, password: z.string().max(200) }),
    output: Session,
    errors: ['password_wrong', 'password_blocked', 'not_found'],
  }),
  'session.signOut': command({
    about: 'Leave the desk.',
    right: 'public',
    input: nothing,
    output: Session,
    errors: [],
  }),
  'session.lock': command({
    about: 'Lock the desk; the draft on it is kept.',
    right: 'public',
    input: nothing,
    output: Session,
    errors: [],
  }),
  'session.touch': query({
    about: 'The person at the desk is active: start the idle time anew.',
    right: 'signed_in',
    input: nothing,
    output: Session,
    errors: [],
  }),
  'session.changePassword': command({
    about: 'Change one’s own password.',
    right: 'signed_in',
    input: z.strictObject({ current: z.string().max(200), next: z.string().max(200) }),
    output: z.object({}),
    errors: ['password_wrong', 'password_weak', 'password_blocked'],
  }),

  /* ---------- people ---------- */
  'person.readIin': query({
    about:
      'Read a typed or scanned IIN: clean it, check it, take birth date and sex from it, find the person.',
    right: 'people_read',
    input: z.strictObject({ text: z.string().max(200) }),
    output: z.object({
      /** Digits after mapping back keyboard layouts and scanner noise; empty when it is no number at all. */
      iin: z.string(),
      valid: z.boolean(),
      /** Why not valid, as an error code; null when valid. */
      error: z.string().nullable(),
      /** The check digit that would be right, when only that digit is wrong. */
      expectedDigit: z.number().int().nullable(),
      /** Two neighbouring digits were probably swapped: a number that would pass. */
      suggestion: z.string().nullable(),
      birthDate: IsoDay.nullable(),
      sex: Sex.nullable(),
      /** Something was mapped back (keyboard layout or scanner). */
      corrected: z.boolean(),
      person: Person.nullable(),
    }),
    errors: [],
  }),
  'person.search': query({
    about: 'Find people by IIN, part of a name, number of an application or telephone.',
    right: 'people_read',
    input: z.strictObject({
      text: z.string().max(200),
      limit: z.number().int().min(1).max(200).default(20),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({
      people: z.array(PersonRow),
      more: z.boolean(),
      /** So many, from the first, hold what was typed; the others differ from it by a slip. */
      near: z.number().int(),
    }),
    errors: [],
  }),
  'person.similar': query({
    about: 'People who may be the same as the one being typed, with the reasons.',
    right: 'people_read',
    input: z.strictObject({ person: PersonFields, exceptId: Id.nullable() }),
    output: z.array(
      PersonRow.extend({
        reasons: z.array(
          z.enum([
            'same_iin',
            'same_name',
            'similar_name',
            'same_birth_date',
            'same_mobile',
            'same_document',
          ]),
        ),
      }),
    ),
    errors: [],
  }),
  'person.get': query({
    about: 'One person with applications, papers, time line and what must be done now.',
    right: 'people_read',
    input: z.strictObject({ id: Id }),
    output: z.object({
      person: Person,
      applications: z.array(ApplicationRow),
      documents: z.array(DocumentRow),
      timeline: z.array(TimelineEvent),
      todo: z.array(WorkItem),
    }),
    errors: ['not_found'],
  }),
  'person.save': command({
    about: 'Create a person or mend one; a version that is not the newest is refused.',
    right: 'people_write',
    input: z.strictObject({ id: Id.nullable(), version: Version.nullable(), fields: PersonFields }),
    output: Person,
    errors: [
      'person_exists',
      'version_conflict',
      'reason_needed',
      'name_empty',
      'name_too_long',
      'name_characters',
      'date_invalid',
      'date_in_future',
      'email_invalid',
      'text_too_long',
      'not_found',
      ...iinErrors,
    ],
  }),

  /* ---------- drafts ---------- */
  'draft.save': command({
    about: 'Keep what is typed. The id is made by the desk; an older revision never overwrites a newer one.',
    right: 'intake',
    input: z.strictObject({ id: z.uuid(), revision: z.number().int().min(0), data: IntakeDraft }),
    output: z.object({ revision: z.number().int(), savedAt: Instant }),
    errors: ['already_accepted', 'version_conflict'],
  }),
  'draft.list': query({
    about: 'Intakes that were begun and not finished, newest first.',
    right: 'intake',
    input: nothing,
    output: z.array(Draft),
    errors: [],
  }),
  'draft.discard': command({
    about: 'Put a draft aside; it stays in the audit trail.',
    right: 'intake',
    input: z.strictObject({ id: z.uuid() }),
    output: z.object({}),
    errors: ['not_found'],
  }),

  /* ---------- intake and decision ---------- */
  'intake.services': query({
    about:
      'Services that can be accepted on a day, each in the edition then in force; today when none is given.',
    right: 'signed_in',
    input: z.strictObject({
      /** Day of acceptance of an archive entry: also services whose edition of that day is not held (R1). */
      archiveDate: z.string().max(40).nullable().default(null),
    }),
    output: z.array(IntakeService),
    errors: ['date_invalid', 'date_in_future'],
  }),
  'intake.check': query({
    about: 'What is missing for this application, the checklist for this person, and when the result is due.',
    right: 'intake',
    input: z.strictObject({ draft: IntakeDraft }),
    output: IntakeVerdict,
    errors: ['service_unknown', 'edition_not_held'],
  }),
  'intake.accept': command({
    about:
      'Register the application: person, number, date, deadline and the paper with its receipt, all or nothing.',
    right: 'intake',
    input: z.strictObject({ draftId: z.uuid(), draft: IntakeDraft }),
    output: ApplicationAndPaper,
    errors: [
      'intake_not_ready',
      'papers_not_taken',
      'not_found',
      'version_conflict',
      'service_unknown',
      'edition_not_held',
      ...paperErrors,
    ],
  }),
  'intake.refuse': command({
    about:
      'R131: do not take the papers; print the receipt that names what is missing or expired. Nothing is registered.',
    right: 'intake',
    input: z.strictObject({ draftId: z.uuid(), draft: IntakeDraft, explanation: z.string().max(1000) }),
    output: ApplicationAndPaper,
    errors: [
      'intake_refusal_unlawful',
      'nothing_missing',
      'intake_not_ready',
      'already_accepted',
      'not_found',
      'version_conflict',
      'service_unknown',
      'edition_not_held',
      ...paperErrors,
    ],
  }),
  'intake.consult': command({
    about: 'R24: nothing was accepted; record the consultation and what was missing.',
    right: 'intake',
    input: z.strictObject({
      draftId: z.uuid().nullable(),
      personId: Id.nullable(),
      name: z.string().max(1000),
      missing: z.array(z.string().max(100)),
      note: z.string().max(1000),
    }),
    output: z.object({ id: Id }),
    errors: ['not_found'],
  }),
  'application.get': query({
    about: 'One application with everything that belongs to it.',
    right: 'people_read',
    input: z.strictObject({ id: Id }),
    output: Application,
    errors: ['not_found'],
  }),
  'application.list': query({
    about: 'The journal of applications, newest first.',
    right: 'people_read',
    input: z.strictObject({
      from: IsoDay.nullable().default(null),
      to: IsoDay.nullable().default(null),
      state: z.enum(['all', 'open', 'granted', 'refused']).default('all'),
      limit: z.number().int().min(1).max(500).default(100),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({ applications: z.array(ApplicationRow), total: z.number().int() }),
    errors: [],
  }),
  'application.mark': command({
    about: 'Record what was done at the counter: receipt given, documents returned, information given.',
    right: 'intake',
    input: z.strictObject({ id: Id, mark: MarkName, done: z.boolean() }),
    output: Application,
    errors: ['not_found'],
  }),
  'application.check': command({
    about: 'R19: record the check of documents and data against the state information systems.',
    right: 'decide',
    input: z.strictObject({ id: Id, version: Version, result: CheckResult, note: z.string().max(2000) }),
    output: Application,
    errors: [
      'not_found',
      'version_conflict',
      'decision_exists',
      'papers_not_taken',
      'portal_registered',
      'reason_needed',
    ],
  }),
  'application.decide': command({
    about: 'R25-R27: register, or refuse on a ground of the law, and issue the notice.',
    right: 'decide',
    input: z.strictObject({
      id: Id,
      version: Version,
      outcome: Outcome,
      grounds: z.array(z.string().max(60)),
      explanation: z.string().max(2000),
      /** Which result is granted, where the service has several kinds. */
      resultKind: z.string().max(60).default(''),
      /** Day of the decision of an archive entry; today otherwise. */
      decidedOn: z.string().max(40).default(''),
    }),
    output: ApplicationAndPaper,
    errors: [
      'not_found',
      'version_conflict',
      'decision_exists',
      'papers_not_taken',
      'portal_registered',
      'check_needed',
      'check_contradicts',
      'reason_needed',
      'result_kind_needed',
      'referral_needed',
      ...dayErrors,
      'ground_needed',
      'ground_unknown',
      ...paperErrors,
    ],
  }),
  'application.handOver': command({
    about: 'R28: hand the notice over against the identity document.',
    right: 'decide',
    input: z.strictObject({
      id: Id,
      version: Version,
      identityDocument: IdentityDocumentKind,
      digital: z.boolean(),
      number: z.string().max(60),
      signed: z.boolean(),
      /** Day of an archive entry; today otherwise. */
      on: z.string().max(40).default(''),
    }),
    output: Application,
    errors: [
      'not_found',
      'referral_not_signed',
      'version_conflict',
      'identity_document_needed',
      'handed_over_already',
      'result_electronic',
      'not_handed_over_yet',
      'papers_not_taken',
      'paper_cancelled',
      ...dayErrors,
    ],
  }),
  'application.inform': command({
    about: 'R29: record that the person was told, by which channel and in which words.',
    right: 'decide',
    input: z.strictObject({
      id: Id,
      channel: z.enum(['sms', 'call', 'email', 'in_person']),
      to: z.string().max(200),
      text: z.string().max(2000),
    }),
    output: Application,
    errors: ['not_found'],
  }),

  /* ---------- papers ---------- */
  'document.list': query({
    about: 'Issued papers: the print queue, those to hand over, or all.',
    right: 'people_read',
    input: z.strictObject({
      show: z.enum(['to_print', 'to_hand_over', 'all']).default('all'),
      limit: z.number().int().min(1).max(500).default(100),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({ documents: z.array(DocumentRow), total: z.number().int() }),
    errors: [],
  }),
  'document.file': query({
    about: 'The issued file itself, byte for byte as issued; refused when it no longer matches its SHA-256.',
    right: 'people_read',
    input: z.strictObject({ id: Id, as: z.enum(['docx', 'pdf']).default('docx') }),
    output: FileToken,
    errors: ['not_found', 'paper_changed', 'pdf_unavailable', 'office_failed'],
  }),
  'document.printed': command({
    about: 'Record that a paper went to the printer; the second time it is a reprint.',
    right: 'papers',
    input: z.strictObject({ id: Id, copies: z.number().int().min(1).max(20) }),
    output: DocumentRow,
    errors: ['not_found', 'paper_cancelled'],
  }),
  'document.history': query({
    about: 'What the register knows of one paper: copies the law asks, every print, to whom it was handed.',
    right: 'people_read',
    input: z.strictObject({ id: Id }),
    output: z.object({
      document: DocumentRow,
      /** SHA-256 of the filled form before its code was put on it, and of its template. */
      contentSha256: z.string(),
      templateSha256: z.string(),
      prints: z.array(
        z.object({ at: Instant, by: z.string(), copies: z.number().int(), reprint: z.boolean() }),
      ),
      handedOver: z
        .object({
          on: IsoDay,
          to: z.string(),
          identityDocument: IdentityDocumentKind,
          /** Empty for a digital document. */
          number: z.string(),
          by: z.string(),
        })
        .nullable(),
    }),
    errors: ['not_found'],
  }),
  'document.cancel': command({
    about: 'Cancel an issued paper; it stays in the register with the reason.',
    right: 'decide',
    input: z.strictObject({ id: Id, reason: z.string().max(500) }),
    output: DocumentRow,
    errors: ['not_found', 'reason_needed', 'paper_cancelled'],
  }),
  'document.reissue': command({
    about: 'Issue a paper of a case again, with today’s names; the one before is cancelled with the reason.',
    right: 'decide',
    input: z.strictObject({
      id: Id,
      /** Not asked for when the paper is cancelled already. */
      reason: z.string().max(500),
    }),
    output: DocumentRow,
    errors: [
      'referral_step',
      'not_found',
      'reason_needed',
      'paper_cancelled',
      'form_unknown',
      ...paperErrors,
    ],
  }),
  'document.verify': query({
    about: 'Whether a paper is ours and unchanged: by the digits of its code, or by an uploaded DOCX.',
    right: 'signed_in',
    input: z.union([
      z.strictObject({ text: z.string().max(400) }),
      z.strictObject({ token: z.string().max(100) }),
    ]),
    output: z.object({
      /** `changed`: a paper of ours whose content is another now; `damaged`: digits of the code are wrong. */
      verdict: z.enum(['unchanged', 'changed', 'not_ours', 'damaged']),
      paper: z
        .object({
          id: Id,
          title: LocalText,
          language: PaperLanguage,
          issuedAt: Instant,
          cancelledAt: Instant.nullable(),
          /** A later paper of the same form in the same case has taken its place. */
          superseded: z.boolean(),
        })
        .nullable(),
      /** Its row in the register, for who may read people. */
      document: DocumentRow.nullable(),
    }),
    errors: ['file_unknown'],
  }),
  'journal.file': command({
    about: 'The journal of applications or of issued papers for a period, as a file; who took it is kept.',
    right: 'people_read',
    input: z.strictObject({
      kind: z.enum(['applications', 'documents']),
      /** First and last day, of acceptance or of issue; null: from the first entry, up to today. */
      from: IsoDay.nullable().default(null),
      to: IsoDay.nullable().default(null),
      /** Of applications. */
      state: z.enum(['all', 'open', 'granted', 'refused']).default('all'),
      as: z.enum(['docx', 'xlsx', 'csv']),
      language: PaperLanguage.default('kk'),
    }),
    output: FileToken,
    errors: ['date_invalid', 'journal_too_long', ...paperErrors],
  }),
  'form.sample': query({
    about: 'A form filled with sample data, for looking at it.',
    right: 'signed_in',
    input: FormInLanguage,
    output: FileToken,
    errors: ['form_unknown', ...templateErrors],
  }),
  'form.list': query({
    about: 'Forms held, with edition, language and where the template comes from.',
    right: 'signed_in',
    input: nothing,
    output: z.array(
      z.object({
        formId: z.string(),
        edition: z.string(),
        language: PaperLanguage,
        title: LocalText,
        /** `official` wording, or `own_translation` until the official text is put in. */
        wording: z.enum(['official', 'own_translation']),
        source: z.enum(['shipped', 'centre']),
        sha256: z.string(),
        problem: z.string().nullable(),
        faults: z.array(TemplateFault),
        /** When and by whom the centre's template was put in; null also when it was put in by hand. */
        replacedAt: Instant.nullable(),
        replacedBy: z.string().nullable(),
        /** Templates of the centre that were in use before, the newest first. */
        superseded: z.array(SupersededForm),
      }),
    ),
    errors: [],
  }),
  'form.template': query({
    about: 'A template to edit in Word: the one in use, the shipped one, or a superseded one.',
    right: 'signed_in',
    input: FormInLanguage.extend({
      /** Null: in use. Else `shipped` or the id of a superseded one. */
      version: z.string().max(40).nullable().default(null),
    }),
    output: FileToken,
    errors: ['form_unknown', 'not_found', ...templateErrors],
  }),
  'form.compare': query({
    about: 'What the template in use changes in the wording of the shipped one.',
    right: 'signed_in',
    input: FormInLanguage,
    /** `wording` null: one of them is not sound. */
    output: z.object({ wording: z.array(WordingLine).nullable() }),
    errors: ['form_unknown', ...templateErrors],
  }),
  'form.check': query({
    about:
      'Try an uploaded file as a template, without using it: faults, pages, what it changes in the wording, samples.',
    right: 'settings',
    input: FormInLanguage.extend({ token: z.string().max(100) }),
    output: z.object({
      fileName: z.string(),
      sha256: z.string(),
      /** It is the template in use already. */
      inUse: z.boolean(),
      /** Everything that keeps it from being used; none: it may replace the one in use. */
      faults: z.array(TemplateFault),
      /** Sheets of the two samples, null where they cannot be counted, and how many the form may take. */
      pages: z.object({
        usual: z.number().int().nullable(),
        long: z.number().int().nullable(),
        most: z.number().int(),
      }),
      /** Against the template in use; null when its commands are not sound. */
      wording: z.array(WordingLine).nullable(),
      /** Filled with usual values, and with the longest. */
      usual: FileToken.nullable(),
      long: FileToken.nullable(),
    }),
    errors: ['file_unknown', 'form_unknown', 'template_missing', 'template_invalid'],
  }),
  'form.replace': command({
    about: 'Use an uploaded file as the template of a form, if it passes the check; the one before is kept.',
    right: 'settings',
    input: FormInLanguage.extend({
      token: z.string().max(100),
      /** The centre says that it holds the official wording; else the file itself says what it holds. */
      official: z.boolean().default(false),
    }),
    output: TemplateInUse,
    errors: ['file_unknown', 'form_unknown', ...templateErrors, 'file_write_failed', 'disk_full'],
  }),
  'form.revert': command({
    about: 'Use the shipped template of a form again, or a superseded one; the one before is kept.',
    right: 'settings',
    input: FormInLanguage.extend({
      /** `shipped`, or the id of a superseded one. */
      to: z.string().max(40),
    }),
    output: TemplateInUse,
    errors: ['form_unknown', 'not_found', ...templateErrors, 'file_write_failed', 'disk_full'],
  }),

  /* ---------- today, deadlines, calendar ---------- */
  'today.list': query({
    about: 'How many duties are late or due today, and what the day still owes; the duties are `work.list`.',
    right: 'people_read',
    input: z.strictObject({}),
    output: z.object({
      today: IsoDay,
      overdue: z.number().int(),
      dueToday: z.number().int(),
      toPrint: z.number().int(),
      toHandOver: z.number().int(),
      toSend: z.number().int(),
      lastBatch: BatchRow.nullable(),
      acceptedToday: z.array(z.object({ id: Id, number: z.string(), personName: z.string(), at: Instant })),
    }),
    errors: [],
  }),
  'deadline.compute': query({
    about: 'The due date of a term in working or calendar days, with every day explained.',
    right: 'public',
    input: z.strictObject({
      /** Day, or local date and time `YYYY-MM-DDTHH:MM`. */
      from: z.string().max(40),
      term: Term,
      /** R5: an application through a portal after hours or on a day off starts on the next working day. */
      portal: z.boolean().default(false),
    }),
    output: DeadlineWhy,
    errors: ['date_invalid'],
  }),
  'calendar.list': query({
    about: 'Calendars held, per year and kind of week, with status and source.',
    right: 'signed_in',
    input: nothing,
    output: z.array(CalendarYear.extend({ own: z.boolean() })),
    errors: [],
  }),
  'calendar.save': command({
    about: 'Put in or correct the days off of a year; open deadlines are computed anew.',
    right: 'settings',
    input: z.strictObject({ calendar: CalendarYear }),
    output: z.object({ moved: z.number().int() }),
    errors: ['calendar_invalid'],
  }),
  'calendar.read': query({
    about:
      'Read an uploaded file of calendars, JSON or CSV `date;off|worked`: what it changes, and its faults.',
    right: 'settings',
    input: z.strictObject({ token: z.string().max(100) }),
    output: z.object({
      fileName: z.string(),
      years: z.array(
        z.object({
          calendar: CalendarYear,
          /** What is held for the year now; `computed`: nothing, its days are computed by rule. */
          held: z.enum(['own', 'shipped', 'computed']),
          off: DayChanges,
          worked: DayChanges,
        }),
      ),
      faults: z.array(CalendarFileFault),
    }),
    errors: ['file_unknown', 'file_too_large'],
  }),
  'calendar.import': command({
    about: 'Put in several years at once, all or none; open deadlines are computed anew.',
    right: 'settings',
    input: z.strictObject({ calendars: z.array(CalendarYear).min(1).max(100) }),
    output: z.object({ moved: z.number().int() }),
    errors: ['calendar_invalid'],
  }),

  /* ---------- law ---------- */
  'law.list': query({
    about: 'Services of the catalogue found by name, number or code; those in force first.',
    right: 'signed_in',
    input: z.strictObject({
      text: z.string().max(200).default(''),
      state: z.enum(['all', ...Standing.options]).default('all'),
    }),
    output: z.object({
      services: z.array(LawRow),
      /** Definitions left out of the catalogue, with file, place and reason; usually none. */
      faults: z.array(LawFault),
    }),
    errors: [],
  }),
  'law.get': query({
    about: 'One service in one edition: everything that its act says, with what this version can print.',
    right: 'signed_in',
    input: z.strictObject({ code: z.string().max(20), edition: z.string().max(40) }),
    output: LawServiceView,
    errors: ['service_unknown', 'edition_not_held'],
  }),
  'law.compare': query({
    about: 'Two editions or services side by side: only what differs, in the order of a definition.',
    right: 'signed_in',
    input: z.strictObject({
      /** `code/edition`, as `law.list` gives them. */
      a: z.string().max(60),
      b: z.string().max(60),
      language: ScreenLanguage.default('kk'),
    }),
    output: z.object({ a: LawRow, b: LawRow, differences: z.array(Difference) }),
    errors: ['service_unknown', 'edition_not_held'],
  }),
  'law.saveDates': command({
    about:
      'Set the first and the last day of an edition whose days the sources only bound; applications keep theirs.',
    right: 'settings',
    input: z.strictObject({
      code: z.string().max(20),
      edition: z.string().max(40),
      /** Also for the other services of the edition whose days are open alike. */
      wholeAct: z.boolean().default(false),
      /** Null: as the file says; both null: what was set is taken back. */
      from: IsoDay.nullable(),
      until: IsoDay.nullable(),
      source: z.string().max(500),
    }),
    output: z.object({ saved: z.array(z.string()) }),
    errors: ['service_unknown', 'edition_not_held', 'law_dates_invalid', 'date_invalid', 'name_empty'],
  }),
  'law.reload': command({
    about:
      'Read the law files of the data folder anew; one with a fault is left out, the last good one stays.',
    right: 'settings',
    input: nothing,
    output: z.object({ services: z.number().int(), faults: z.array(LawFault) }),
    errors: [],
  }),
  'law.texts': query({
    about: 'Texts that the orders leave open, as the centre put them in, each with its versions.',
    right: 'signed_in',
    input: nothing,
    output: z.array(LawTextRow),
    errors: [],
  }),
  'law.saveText': command({
    about: 'Put in a text from a day on; it takes the place of the one before, which is kept.',
    right: 'settings',
    input: z.strictObject({
      id: LawTextId,
      from: IsoDay,
      kk: z.string().max(20_000),
      ru: z.string().max(20_000),
      source: z.string().max(500),
    }),
    output: z.array(LawTextRow),
    errors: ['law_dates_invalid', 'date_invalid', 'name_empty'],
  }),

  /* ---------- exchange ---------- */
  /* ---------- settings, staff, audit ---------- */
  'settings.get': query({
    about: 'The centre and how its desks behave.',
    right: 'signed_in',
    input: nothing,
    output: z.object({
      centre: Centre,
      desk: DeskSettings,
      dataFolder: z.string(),
      /** The server that holds the register, without its password; null where it is a file of the folder. */
      register: z.string().nullable(),
      /** Which of the programs that make PDFs this PC has. */
      office: z.array(OfficeProgram),
      regions: z.array(z.object({ code: z.string(), kk: z.string(), ru: z.string() })),
    }),
    errors: [],
  }),
  'settings.saveCentre': command({
    about: 'Change the names and addresses that stand on new papers; issued papers keep theirs.',
    right: 'settings',
    input: z.strictObject({ centre: Centre }),
    output: Centre,
    errors: ['name_empty', ...binErrors],
  }),
  'settings.saveDesk': command({
    about: 'Change idle time, hours, week and the first-day rule; open deadlines are computed anew.',
    right: 'settings',
    input: z.strictObject({ desk: DeskSettings }),
    output: DeskSettings,
    errors: [],
  }),
  'staff.list': query({
    about: 'All staff, also those who left.',
    right: 'staff',
    input: nothing,
    output: z.array(StaffRow),
    errors: [],
  }),
  'staff.add': command({
    about: 'Add a member of staff.',
    right: 'staff',
    input: z.strictObject({ staff: NewStaff }),
    output: StaffRow,
    errors: ['staff_name_taken', 'password_weak', 'name_empty'],
  }),
  'staff.save': command({
    about: 'Change name, position, roles, or let somebody go; the last administrator stays.',
    right: 'staff',
    input: z.strictObject({
      id: Id,
      version: Version,
      fullName: z.string().max(300),
      positionKk: z.string().max(120),
      positionRu: z.string().max(120),
      roles: z.array(RoleName).min(1),
      /** Left out: stays as it is. */
      rural: RuralPlace.nullable().optional(),
      active: z.boolean(),
    }),
    output: StaffRow,
    errors: ['not_found', 'version_conflict', 'last_administrator', 'name_empty', 'staff_name_taken'],
  }),
  'staff.resetPassword': command({
    about: 'Give somebody a new password and unblock the account.',
    right: 'staff',
    input: z.strictObject({ id: Id, password: z.string().max(200) }),
    output: z.object({}),
    errors: ['not_found', 'password_weak'],
  }),
  'audit.list': query({
    about: 'The audit trail, newest first, and whether its chain of hashes is whole.',
    right: 'audit',
    input: z.strictObject({
      limit: z.number().int().min(1).max(500).default(100),
      before: z.number().int().nullable().default(null),
    }),
    output: z.object({
      whole: z.boolean(),
      brokenAt: z.number().int().nullable(),
      entries: z.array(
        z.object({
          seq: z.number().int(),
          at: Instant,
          by: z.string(),
          operation: z.string(),
          entity: z.string(),
          entityId: z.string(),
          hash: z.string(),
        }),
      ),
    }),
    errors: [],
  }),
  'backup.make': command({
    about: 'Copy the register now, open the copy and check it.',
    right: 'settings',
    input: nothing,
    output: z.object({ fileName: z.string(), bytes: z.number().int(), at: Instant }),
    errors: ['disk_full', 'database_unreadable', 'database_corrupt'],
  }),
} as const satisfies Record<string, Operation>

export type Contract = typeof contract
export type OperationName = keyof Contract
/** What a caller may write: fields with a default may be left out. */
export type InputOf<N extends OperationName> = z.input<Contract[N]['input']>
/** What a handler receives. */
export type ParsedInputOf<N extends OperationName> = z.output<Contract[N]['input']>
export type OutputOf<N extends OperationName> = z.output<Contract[N]['output']>

export const operationNames = Object.keys(contract) as OperationName[]

/** What changed in the register, so that open screens read again. */
export const topics = [
  'people',
  'applications',
  'documents',
  'drafts',
  'deadlines',
  'exchange',
  'organisations',
  'plans',
  'vacancies',
  'registrations',
  'offers',
  'deregistrations',
  'rural',
  'portal',
  'complaints',
  'referrals',
  'reports',
  'director',
  'targets',
  'queue',
  'settings',
  'staff',
  'session',
] as const
export type Topic = (typeof topics)[number]
export type AppEvent = { type: 'changed'; topics: Topic[] }
