import { randomUUID } from 'node:crypto'
import { CodedError } from '../../../shared/errors'
import { checkBin } from '../../../shared/rules/iin'
import { mapDigits } from '../../../shared/rules/keyboard'
import { cleanName } from '../../../shared/rules/names'
import { normalisePhone } from '../../../shared/rules/phone'
import { codeBeside } from '../classifiers/entries'
import { actorOf, audit, lastChange, refuseStale } from '../context'
import type { HandlersOf } from '../handlers'
import { findOrganisation, foldOrganisation, organisationsTable, searchOrganisations } from './queries'

/** A BIN as it is kept: digits only, null when none was typed; throws the reason why it is none. */
function readBin(typed: string): string | null {
  const bin = mapDigits(typed.replace(/\s/gu, ''))
  if (bin === '') return null
  const { error } = checkBin(bin)
  if (error) throw new CodedError(error, undefined, [{ path: 'fields.bin', code: error }])
  return bin
}

export const organisationHandlers: HandlersOf<'organisation'> = {
  'organisation.search': ({ db }, filter) => searchOrganisations(db, filter),

  async 'organisation.get'({ db }, { id }) {
    const organisation = await findOrganisation(db, id)
    if (!organisation) throw new CodedError('not_found')
    return organisation
  },

  async 'organisation.save'(context, { id, version, fields, active }) {
    const { db, now } = context
    const names = { kk: cleanName(fields.nameKk), ru: cleanName(fields.nameRu) }
    if (names.kk === '' && names.ru === '')
      throw new CodedError('name_empty', undefined, [{ path: 'fields.nameKk', code: 'name_empty' }])
    const bin = readBin(fields.bin)
    const twin = bin === null ? undefined : await organisationsTable(db).where({ bin }).first()
    if (twin && twin.id !== id)
      throw new CodedError('organisation_exists', { name: twin.name_kk || twin.name_ru }, [
        { path: 'fields.bin', code: 'organisation_exists' },
      ])
    const activity = cleanName(fields.activity)
    const row = {
      kinds: JSON.stringify([...new Set(fields.kinds)]),
      bin,
      // A paper in either language needs a name; the one that is there stands for both.
      name_kk: names.kk || names.ru,
      name_ru: names.ru || names.kk,
      activity,
      activity_code: await codeBeside(db, 'oked', fields.activityCode, activity),
      legal_address: cleanName(fields.legalAddress),
      address: cleanName(fields.address),
      phone: normalisePhone(fields.phone).e164 ?? cleanName(fields.phone),
      email: fields.email.trim(),
      contact: cleanName(fields.contact),
      note: fields.note.trim(),
      folded: foldOrganisation(names.kk, names.ru),
      active,
      updated_at: now.toISOString(),
      updated_by: actorOf(context).id,
    }
    let saved = id
    if (id === null) {
      const [{ id: made }] = (await organisationsTable(db).insert(
        {
          uid: randomUUID(),
          version: 1,
          ...row,
        },
        ['id'],
      )) as [{ id: number }]
      saved = made
    } else {
      const found = await organisationsTable(db).where({ id }).first()
      if (!found) throw new CodedError('not_found')
      if (found.version !== version)
        refuseStale(found, version, await lastChange(context, 'organisation', id))
      await organisationsTable(db)
        .where({ id })
        .update({ ...row, version: found.version + 1 })
    }
    await audit(context, 'organisation', saved!, { bin, active })
    context.changes.add('organisations')
    return (await findOrganisation(db, saved!))!
  },
}
