/** Batches of the central system for tests; every IIN and name is invented. */
import type { CentralDecision, CentralKind } from '../../shared/contract/central'
import type { InputOf } from '../../shared/contract'
import { buildCentralBatch, type CentralInput } from '../../main/core/central/format'
import type { CentralPayload } from '../../main/core/central/records'
import { centre, putFile, type TestDesk } from './desk'

export const status = (more: Partial<CentralPayload<'statuses'>> = {}): CentralPayload<'statuses'> => ({
  key: 'st-1',
  version: 1,
  iin: '850315400124',
  status: 'unemployed',
  on: '2026-03-27',
  grounds: [],
  ...more,
})
export const category = (more: Partial<CentralPayload<'categories'>> = {}): CentralPayload<'categories'> => ({
  key: 'cat-1',
  version: 1,
  iin: '850315400124',
  category_code: '2',
  category_kk: 'орташа',
  category_ru: 'средняя',
  on: '2026-03-20',
  ...more,
})
export const vacancy = (more: Partial<CentralPayload<'vacancies'>> = {}): CentralPayload<'vacancies'> => ({
  key: 'vac-1',
  version: 1,
  number: 'V-1',
  employer_bin: '190440000020',
  employer_name: '«Көкөзек наны» ЖШС',
  profession: 'Наубайшы / пекарь',
  qualification: '',
  experience_months: null,
  pay_from: 150_000,
  pay_to: null,
  hours: 'shift',
  requirements: '',
  address: 'Көкөзек ауылы',
  places: 2,
  appeared_on: '2026-03-18',
  registered_on: '2026-03-19',
  closed_on: null,
  ...more,
})
export const portal = (
  more: Partial<CentralPayload<'portal_applications'>> = {},
): CentralPayload<'portal_applications'> => ({
  key: 'app-1',
  version: 1,
  channel: 'enbek',
  number: '101000001',
  sent_at: '2026-03-19T11:20',
  service_code: 'S-JS',
  measure_code: null,
  recipient_code: null,
  language: 'kk',
  iin: '900101300017',
  last_name: 'Омаров',
  first_name: 'Дәулет',
  middle_name: null,
  birth_date: '1990-01-01',
  sex: 'male',
  address: 'Көкөзек ауылы, Абай көшесі, 2-үй',
  mobile: '+77015550199',
  email: null,
  labour_activity: null,
  education: 'жоғары',
  consents: { publish_resume: true, outsourcing_transfer: false },
  ...more,
})
export const deregistration = (
  more: Partial<CentralPayload<'deregistrations'>> = {},
): CentralPayload<'deregistrations'> => ({
  key: 'de-1',
  version: 1,
  iin: '850315400124',
  on: '2026-04-02',
  ground_code: '51-4',
  ...more,
})
export const employerAnswer = (
  more: Partial<CentralPayload<'employer_answers'>> = {},
): CentralPayload<'employer_answers'> => ({
  key: 'an-1',
  version: 1,
  iin: '850315400124',
  vacancy_number: 'V-1',
  answer: 'refused',
  on: '2026-03-20',
  channel: 'enbek',
  note: '',
  ...more,
})

export type Records = CentralInput['records']

/** A sender of batches that chains them as the central system does. */
export function sender(key?: CentralInput['key']) {
  let previous: string | null = null
  let sequence = 0
  return {
    next(records: Records, more: Partial<CentralInput> = {}) {
      const batch = buildCentralBatch({
        centre: { bin: centre.bin },
        sequence: ++sequence,
        previous,
        createdAt: '2026-03-19T00:00:00.000Z',
        records,
        ...(key ? { key } : {}),
        ...more,
      })
      previous = batch.sha256
      return batch
    },
  }
}

export const put = (desk: TestDesk, bytes: Uint8Array, name = 'ais.zip') => putFile(desk, name, bytes)

export const look = (desk: TestDesk, bytes: Uint8Array, skip = false) =>
  desk.do('central.preview', { of: { token: put(desk, bytes) }, skip })
export const take = (
  desk: TestDesk,
  bytes: Uint8Array,
  decisions: CentralDecision[] = [],
  more: Partial<InputOf<'central.apply'>> = {},
) => desk.do('central.apply', { of: { token: put(desk, bytes) }, decisions, ...more })

/** What became of each record, by kind and key. */
export const outcomes = ({ rows }: { rows: { kind: CentralKind; key: string; outcome: string }[] }) =>
  Object.fromEntries(rows.map(({ key, outcome }) => [key, outcome]))
