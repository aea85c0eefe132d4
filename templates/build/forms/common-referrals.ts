/** The reminder to return the lower part of a referral, for which no act prescribes a form: wording of our own. */
import { row, rowAfter, signature, text, title, when, type FormText } from '../blocks'
import { nameKk, nameRu } from './common'

export const textsCommonReferrals: FormText[] = [
  {
    formId: 'common-slip-reminder',
    language: 'kk',
    blocks: [
      title('Жолдамаға хабарламаны қайтару туралы еске салу'),
      row({ label: 'Кімге: ' }, { value: '[[organisation_name]]', caption: 'ұйымның атауы' }),
      when('organisation_contact', row({ label: 'Жауапты адам: ' }, { value: '[[organisation_contact]]' })),
      rowAfter(10, { label: 'Шараға жіберілген ' }, { value: '[[applicant_full_name]]', caption: nameKk }),
      text('Шара: [[@measure_name]]. Жолдама: [[@referral_date]], № [[referral_number]].', { before: 4 }),
      when('slip_due_date', text('Жолдамаға хабарламаны қайтару мерзімі: [[@slip_due_date]].')),
      text(
        'Хабарламаны (жолдаманың кесу сызығынан төменгі бөлігін) толтырып, [[@provider_full_name]] атына қайтаруыңызды сұраймыз. Адам жұмысқа қабылданса, жұмысқа қабылдау туралы бұйрықтың көшірмесін қоса беріңіз; бас тартса немесе келмесе, сол туралы жазыңыз.',
        { before: 4 },
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
      rowAfter(10, { label: 'На меру направлен(а) ' }, { value: '[[applicant_full_name]]', caption: nameRu }),
      text('Мера: [[@measure_name]]. Направление: [[@referral_date]], № [[referral_number]].', { before: 4 }),
      when('slip_due_date', text('Срок возврата уведомления к направлению: [[@slip_due_date]].')),
      text(
        'Просим заполнить уведомление (нижнюю часть направления под линией отреза) и вернуть его по адресу: [[@provider_full_name]]. Если человек принят на работу, приложите копию приказа о приеме на работу; если он отказался или не явился, напишите об этом.',
        { before: 4 },
      ),
      text('[[@executor_position]]', { before: 10 }),
      signature('[[executor_full_name]]', nameRu, 'подпись'),
      text('Дата: [[@issue_date]].', { before: 10 }),
    ],
  },
]
