import type { Organisation, OrganisationKind } from '../../../shared/contract/organisations'
import { foldName } from '../../../shared/rules/names'
import type { Knex } from '../../db/open'
import { holding } from '../../db/search'

export interface OrganisationRecord {
  id: number
  uid: string
  version: number
  kinds: string
  bin: string | null
  name_kk: string
  name_ru: string
  activity: string
  activity_code: string
  legal_address: string
  address: string
  phone: string
  email: string
  contact: string
  note: string
  /** Both names as the search sees them. */
  folded: string
  active: number | boolean
  updated_at: string
  updated_by: number
}

export const organisationsTable = (db: Knex) => db<OrganisationRecord>('organisations')

/** Both names of an organisation, folded, with the quotation marks of its legal form left out. */
export const foldOrganisation = (...names: string[]): string =>
  foldName(names.join(' ').replace(/["«»“”„()]/gu, ' ')).replace(/\s+/gu, ' ')

type Joined = OrganisationRecord & { by_name: string }

function toOrganisation(record: Joined): Organisation {
  return {
    id: record.id,
    version: record.version,
    kinds: JSON.parse(record.kinds) as OrganisationKind[],
    bin: record.bin ?? '',
    nameKk: record.name_kk,
    nameRu: record.name_ru,
    activity: record.activity,
    activityCode: record.activity_code,
    legalAddress: record.legal_address,
    address: record.address,
    phone: record.phone,
    email: record.email,
    contact: record.contact,
    note: record.note,
    active: Boolean(record.active),
    updatedAt: record.updated_at,
    updatedBy: record.by_name,
  }
}

const joined = (db: Knex) => db('organisations as o').join('staff as s', 's.id', 'o.updated_by')

export async function findOrganisation(db: Knex, id: number): Promise<Organisation | undefined> {
  const [record] = (await joined(db).where('o.id', id).select('o.*', 's.full_name as by_name')) as Joined[]
  return record && toOrganisation(record)
}

/** Organisations whose name holds every word that was typed, or whose BIN or telephone begins with it. */
export async function searchOrganisations(
  db: Knex,
  filter: { text: string; kind: OrganisationKind | null; limit: number; offset: number },
): Promise<{ organisations: Organisation[]; total: number }> {
  const digits = filter.text.replace(/[\s+()-]/gu, '')
  const fitting = () =>
    joined(db).modify((query) => {
      // Kinds are kept as a JSON list of plain words, so that a quoted word is found in it.
      if (filter.kind) void query.where('o.kinds', 'like', `%"${filter.kind}"%`)
      if (/^\d{3,}$/u.test(digits))
        void query.where((one) => {
          void one.where('o.bin', 'like', digits + '%').orWhere('o.phone', 'like', `%${digits}%`)
        })
      else
        for (const word of foldOrganisation(filter.text).split(' ').filter(Boolean))
          void query.where('o.folded', 'like', holding(word))
    })
  const rows = (await fitting()
    .select('o.*', 's.full_name as by_name')
    .orderBy('o.active', 'desc')
    .orderBy('o.folded')
    .orderBy('o.id')
    .limit(filter.limit)
    .offset(filter.offset)) as Joined[]
  const count = (await fitting().count({ n: '*' })) as { n: number }[]
  return { organisations: rows.map(toOrganisation), total: Number(count[0]!.n) }
}
