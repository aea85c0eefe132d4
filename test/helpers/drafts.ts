import { emptyIntakeDraft, emptyPersonFields, type IntakeDraft } from '../../shared/model'

/** A draft that is ready to be accepted. Every IIN is synthetic. */
export function readyDraft(
  changes: { person?: Partial<IntakeDraft['person']> } & Partial<Omit<IntakeDraft, 'person'>> = {},
): IntakeDraft {
  const { person, ...rest } = changes
  return {
    ...emptyIntakeDraft,
    person: {
      ...emptyPersonFields,
      iin: '850315400124',
      lastName: 'Сейтжанова',
      firstName: 'Айгерім',
      middleName: 'Болатқызы',
      birthDate: '1985-03-15',
      sex: 'female',
      address: 'Көкөзек ауылы, Абай көшесі, 14-үй, 3-пәтер',
      mobile: '+77015550124',
      ...person,
    },
    checklist: {
      identity_document: { shown: 'paper', number: '031456789', expiresOn: '2034-09-12' },
      labour_activity: { shown: 'none', number: '', expiresOn: null },
      education: { shown: 'paper', number: '', expiresOn: null },
    },
    consents: { publish_resume: true, outsourcing_transfer: false, personal_data: true },
    declaredNoWork: true,
    inArea: true,
    ...rest,
  }
}
