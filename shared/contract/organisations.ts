/** Organisations that the centre works with: employers, teachers, creditors, centres of other regions. */
import { z } from 'zod'
import { Id, Instant, Version } from '../model'
import { command, query, type Operation } from './define'

export const OrganisationKind = z.enum(['employer', 'education', 'training', 'creditor', 'career_centre'])
export type OrganisationKind = z.infer<typeof OrganisationKind>

/** What a clerk types about an organisation, as its forms print it (forms.md 3.1). */
export const OrganisationFields = z.object({
  kinds: z.array(OrganisationKind).min(1),
  /** Business identification number; may be empty for a centre of another region or a foreign one. */
  bin: z.string().max(40),
  nameKk: z.string().max(400),
  nameRu: z.string().max(400),
  /** What it does, and its code in OKED; may be empty. */
  activity: z.string().max(500).default(''),
  activityCode: z.string().max(20).default(''),
  legalAddress: z.string().max(500),
  /** Where the work or the teaching takes place; empty: at the legal address. */
  address: z.string().max(500),
  phone: z.string().max(100),
  email: z.string().max(200),
  /** Who answers for the return of a referral's lower part. */
  contact: z.string().max(300),
  note: z.string().max(1000),
})
export type OrganisationFields = z.infer<typeof OrganisationFields>

export const emptyOrganisation: OrganisationFields = {
  kinds: ['employer'],
  bin: '',
  nameKk: '',
  nameRu: '',
  activity: '',
  activityCode: '',
  legalAddress: '',
  address: '',
  phone: '',
  email: '',
  contact: '',
  note: '',
}

export const Organisation = OrganisationFields.extend({
  id: Id,
  version: Version,
  /** False: the centre works with it no longer; what it was part of keeps its name. */
  active: z.boolean(),
  updatedAt: Instant,
  updatedBy: z.string(),
})
export type Organisation = z.infer<typeof Organisation>

export const organisationOperations = {
  'organisation.search': query({
    about: 'Organisations found by name in any spelling, by BIN or telephone; those active first.',
    right: 'people_read',
    input: z.strictObject({
      text: z.string().max(200).default(''),
      kind: OrganisationKind.nullable().default(null),
      limit: z.number().int().min(1).max(200).default(20),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({ organisations: z.array(Organisation), total: z.number().int() }),
    errors: [],
  }),
  'organisation.get': query({
    about: 'One organisation.',
    right: 'people_read',
    input: z.strictObject({ id: Id }),
    output: Organisation,
    errors: ['not_found'],
  }),
  'organisation.save': command({
    about: 'Add an organisation or mend one; a BIN belongs to one organisation only.',
    right: 'mediate',
    input: z.strictObject({
      id: Id.nullable(),
      version: Version.nullable(),
      fields: OrganisationFields,
      active: z.boolean().default(true),
    }),
    output: Organisation,
    errors: [
      'not_found',
      'version_conflict',
      'name_empty',
      'organisation_exists',
      'bin_characters',
      'bin_length',
      'bin_is_iin',
      'bin_month',
      'bin_kind',
      'bin_check_digit',
      'bin_never_issued',
    ],
  }),
} as const satisfies Record<string, Operation>
