/** What the forms of Decree No 217 share: the kinds of their fields and invented people of 2014. */
import type { DateStyle } from '../dates'
import { date, longName, text } from './parts'

/** The seed is Kazakh and no translation of the forms is made; all are papers of the applicant or of the desk. */
export const kazakhOnly = {
  edition: '217',
  languages: ['kk'],
  wording: { kk: 'official' },
  handedOver: false,
  copies: 1,
}

/** Fields that may stay blank for the hand. */
export const blanks = (...ids: string[]) => ids.map((id) => text(id, { required: false }))

/** A date of a form that is held in Kazakh only. */
export const date217 = (id: string, style: DateStyle, required = true) => ({
  ...date(id, style, 'short'),
  required,
})

export const kk217 = {
  applicant_full_name: 'Тестова Әлия Үлгіқызы',
  applicant_iin: '900101450018',
  applicant_birth_date: '1990-01-01',
  applicant_address: 'Үлгі облысы, Көкөзек ауданы, Жаңақоныс ауылы, Бейбітшілік көшесі, 12-үй, 5-пәтер',
  applicant_address_city_or_district: 'Көкөзек',
  applicant_address_village: 'Жаңақоныс',
  applicant_address_street: 'Бейбітшілік',
  applicant_address_house: '12',
  applicant_address_flat: '5',
  applicant_phone: '8 (7122) 00-00-00',
  applicant_mobile: '+7 700 000 00 00',
  applicant_email: 'test@example.invalid',
  centre_oblast_or_city: 'Үлгі',
  centre_settlement_district_oblast: 'Жаңақоныс ауылы, Көкөзек ауданы, Үлгі облысы',
  id_doc_number: '000000117',
  id_doc_issued_by: 'ҚР Ішкі істер министрлігі',
  id_doc_issue_date: '2010-02-15',
  application_date: '2014-06-02',
  acceptance_date: '2014-06-02',
  accepted_by_full_name: 'Үлгиева Сәуле Тестқызы',
  accepted_by_position: 'бөлімнің бас маманы',
}

export const longNumbers = '2014-УЛГІ-КӨКӨЗЕК-ЖАҢАҚОНЫС-000117'

export const longPerson = {
  applicant_full_name: longName,
  applicant_address:
    'Үлгі облысы, Көкөзек ауданы, Теміржолшылар кенті, Сарыбұлақ-Аюлы шағынауданы, Қожаберген жырау көшесі, 112-үй, 145-пәтер',
  applicant_address_city_or_district: 'Көкөзек-Жаңақоныс',
  applicant_address_village: 'Теміржолшылар',
  applicant_address_street: 'Бауыржан Момышұлы атындағы Қожаберген жырау',
  applicant_address_house: '112/3 Б',
  applicant_address_flat: '145',
  applicant_email: 'abdigapparov@example.invalid',
  id_doc_issued_by: 'Үлгі облысының Ішкі істер департаменті Көкөзек ауданының бөлімі',
  accepted_by_full_name: longName,
  accepted_by_position: 'әлеуметтік бағдарламалар бөлімінің жетекші маманы',
}
