/** The reminder to return the lower parts of referrals, for which no act prescribes a form: wording of our own. */
import { row, signature, table, text, title, when, type Block, type FormText } from '../blocks'
import { nameKk, nameRu } from './common'

/** One line for each referral of the organisation whose notice is waited for. */
const referrals = (...words: string[]): Block =>
  table([9, 28, 24, 0, 40, 27], ['№', ...words], {
    each: 'referrals',
    cells: ['[[#]]', '[[.number]]', '[[.issued]]', '[[.person]]', '[[.measure]]', '[[.due]]'],
  })

export const textsCommonReferrals: FormText[] = [
  {
    formId: 'common-slip-reminder',
    language: 'kk',
    blocks: [
      title('Жолдамаға хабарламаны қайтару туралы еске салу'),
      row({ label: 'Кімге: ' }, { value: '[[organisation_name]]', caption: 'ұйымның атауы' }),
      when('organisation_contact', row({ label: 'Жауапты адам: ' }, { value: '[[organisation_contact]]' })),
      text('Мына жолдамаларға хабарлама қайтарылған жоқ:', { before: 10 }),
      referrals('Жолдама', 'Берілген күні', 'Жіберілген адам', 'Шара', 'Қайтару мерзімі'),
      text(
        'Әрбір хабарламаны (жолдаманың кесу сызығынан төменгі бөлігін) толтырып, [[@provider_full_name]] атына қайтаруыңызды сұраймыз. Адам жұмысқа қабылданса, жұмысқа қабылдау туралы бұйрықтың көшірмесін қоса беріңіз; бас тартса немесе келмесе, сол туралы жазыңыз.',
        { before: 8 },
      ),
      text('[[@executor_position]]', { before: 10 }),
      signature('[[executor_full_name]]', nameKk, 'қолы'),
      text('Күні: [[@issue_date]].', { before: 10 }),
    ],
  },
  {
    formId: 'common-slip-reminder',
    language: 'ru',
    blocks: [
      title('Напоминание о возврате уведомления к направлению'),
      row({ label: 'Кому: ' }, { value: '[[organisation_name]]', caption: 'наименование организации' }),
      when(
        'organisation_contact',
        row({ label: 'Ответственное лицо: ' }, { value: '[[organisation_contact]]' }),
      ),
      text('Не возвращены уведомления к следующим направлениям:', { before: 10 }),
      referrals('Направление', 'Дата выдачи', 'Кто направлен', 'Мера', 'Срок возврата'),
      text(
        'Просим заполнить каждое уведомление (нижнюю часть направления под линией отреза) и вернуть его по адресу: [[@provider_full_name]]. Если человек принят на работу, приложите копию приказа о приеме на работу; если он отказался или не явился, напишите об этом.',
        { before: 8 },
      ),
      text('[[@executor_position]]', { before: 10 }),
      signature('[[executor_full_name]]', nameRu, 'подпись'),
      text('Дата: [[@issue_date]].', { before: 10 }),
    ],
  },
]
