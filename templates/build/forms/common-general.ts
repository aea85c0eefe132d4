/** Papers of every service whose prescribed form this version does not hold: wording of our own. */
import {
  centred,
  each,
  row,
  rowAfter,
  signature,
  small,
  table,
  text,
  title,
  when,
  type Block,
  type FormText,
} from '../blocks'
import { nameKk, nameRu } from './common'

/** Provider, title, service and act at the head of a general paper. */
const headed = (words: string): Block[] => [
  centred('[[provider_full_name]]'),
  title(words),
  small('"[[service_name]]"'),
  small('[[act_name]]'),
]

const decidedKk: Block[] = [
  rowAfter(10, { label: 'Сізге, ' }, { value: '[[applicant_full_name]]', caption: nameKk }, { label: ',' }),
  text('ЖСН [[applicant_iin]],', { before: 2 }),
]
const decidedRu: Block[] = [
  rowAfter(10, { label: 'Вам, ' }, { value: '[[applicant_full_name]]', caption: nameRu }, { label: ',' }),
  text('ИИН [[applicant_iin]],', { before: 2 }),
]
const closedKk: Block[] = [
  when('explanation', text('Түсіндірме: [[@explanation]]', { before: 4 })),
  text('Берілген күні: [[@issue_date]].', { before: 10 }),
  signature('[[signatory_position]], [[signatory_full_name]]', 'лауазымы, ' + nameKk, 'қолы'),
]
const closedRu: Block[] = [
  when('explanation', text('Пояснение: [[@explanation]]', { before: 4 })),
  text('Дата выдачи: [[@issue_date]].', { before: 10 }),
  signature('[[signatory_position]], [[signatory_full_name]]', 'должность, ' + nameRu, 'подпись'),
]

export const textsCommonGeneral: FormText[] = [
  {
    formId: 'common-receipt',
    language: 'kk',
    dense: 'most',
    blocks: [
      ...headed('Құжаттардың қабылданғаны туралы қолхат'),
      text('Өтініш № [[application_number]], қабылданған күні: [[@acceptance_date]].', { before: 6 }),
      text(
        'Өтініш беруші: [[applicant_full_name]], ЖСН [[applicant_iin]]{{IF applicant_phone}}, телефоны [[applicant_phone]]{{END-IF}}.',
      ),
      when('representative_full_name', text('Өкілі: [[representative_full_name]].')),
      text('Мынадай құжаттар қабылданды (барлығы [[documents_count]]):'),
      table([8, 0, 29], ['№', 'Құжаттың атауы', 'Қандай түрде'], {
        each: 'documents',
        cells: ['[[#]]', '[[.title]]', '[[.shown]]'],
      }),
      row(
        { label: 'Қызмет көрсету мерзімі: ' },
        { value: '[[@due_date]]{{IF !due_date}}[[due_text]]{{END-IF}}' },
      ),
      when('result_place', text('Нәтиже берілетін орын: [[result_place]].')),
      signature(
        '[[accepted_by_position]], [[accepted_by_full_name]]',
        `құжаттарды қабылдаған адамның лауазымы, ${nameKk}`,
        'қолы',
      ),
    ],
  },
  {
    formId: 'common-receipt',
    language: 'ru',
    dense: 'most',
    blocks: [
      ...headed('Расписка о приеме документов'),
      text('Заявление № [[application_number]], дата приема: [[@acceptance_date]].', { before: 6 }),
      text(
        'Заявитель: [[applicant_full_name]], ИИН [[applicant_iin]]{{IF applicant_phone}}, телефон [[applicant_phone]]{{END-IF}}.',
      ),
      when('representative_full_name', text('Представитель: [[representative_full_name]].')),
      text('Приняты следующие документы (всего [[documents_count]]):'),
      table([8, 0, 29], ['№', 'Наименование документа', 'В каком виде'], {
        each: 'documents',
        cells: ['[[#]]', '[[.title]]', '[[.shown]]'],
      }),
      row(
        { label: 'Срок оказания услуги: ' },
        { value: '[[@due_date]]{{IF !due_date}}[[due_text]]{{END-IF}}' },
      ),
      when('result_place', text('Место выдачи результата: [[result_place]].')),
      signature(
        '[[accepted_by_position]], [[accepted_by_full_name]]',
        `должность, ${nameRu} лица, принявшего документы`,
        'подпись',
      ),
    ],
  },
  {
    formId: 'common-intake-refusal',
    language: 'kk',
    dense: true,
    blocks: [
      ...headed('Құжаттарды қабылдаудан бас тарту туралы қолхат'),
      rowAfter(
        8,
        { label: 'Сізден, ' },
        { value: '[[applicant_full_name]]', caption: nameKk },
        { label: ',' },
      ),
      text(
        'ұсынылған құжаттар топтамасының толық болмауына және (немесе) құжаттардың қолданылу мерзімінің өтуіне байланысты мемлекеттік қызметті көрсетуге құжаттар қабылданбады, атап айтқанда:',
      ),
      each('missing', '[[#]]) [[.title]]: [[.why]][[;|.]]'),
      when('explanation', text('Түсіндірме: [[@explanation]]', { before: 4 })),
      text('Осы қолхат әрбір тарап үшін бір-бірден 2 данада жасалды.', { before: 4 }),
      when(
        'director_full_name',
        text('Басшы:', { before: 6 }),
        signature('[[director_full_name]]', nameKk, 'қолы'),
      ),
      text('Орындаушы:', { before: 6 }),
      signature('[[executor_position]], [[executor_full_name]]', 'лауазымы, ' + nameKk, 'қолы'),
      text('Алдым:', { before: 6 }),
      signature('[[applicant_full_name]]', 'көрсетілетін қызметті алушының ' + nameKk, 'қолы'),
      text('Берілген күні: [[@issue_date]].', { before: 8 }),
    ],
  },
  {
    formId: 'common-intake-refusal',
    language: 'ru',
    dense: true,
    blocks: [
      ...headed('Расписка об отказе в приеме документов'),
      rowAfter(8, { label: 'Вам, ' }, { value: '[[applicant_full_name]]', caption: nameRu }, { label: ',' }),
      text(
        'отказано в приеме документов на оказание государственной услуги ввиду представления неполного пакета документов и (или) документов с истекшим сроком действия, а именно:',
      ),
      each('missing', '[[#]]) [[.title]]: [[.why]][[;|.]]'),
      when('explanation', text('Пояснение: [[@explanation]]', { before: 4 })),
      text('Настоящая расписка составлена в 2 экземплярах, по одному для каждой стороны.', { before: 4 }),
      when(
        'director_full_name',
        text('Руководитель:', { before: 6 }),
        signature('[[director_full_name]]', nameRu, 'подпись'),
      ),
      text('Исполнитель:', { before: 6 }),
      signature('[[executor_position]], [[executor_full_name]]', 'должность, ' + nameRu, 'подпись'),
      text('Получил(а):', { before: 6 }),
      signature('[[applicant_full_name]]', nameRu + ' услугополучателя', 'подпись'),
      text('Дата выдачи: [[@issue_date]].', { before: 8 }),
    ],
  },
  {
    formId: 'common-result',
    language: 'kk',
    blocks: [
      ...headed('Мемлекеттік қызмет көрсету нәтижесі туралы хабарлама'),
      ...decidedKk,
      text(
        '[[@acceptance_date]] № [[application_number]] өтінішіңіз бойынша [[@decision_date]] шешіммен мемлекеттік қызмет көрсетілді.',
      ),
      text('Нәтижесі: [[@result_text]].', { before: 4 }),
      ...closedKk,
    ],
  },
  {
    formId: 'common-result',
    language: 'ru',
    blocks: [
      ...headed('Уведомление о результате оказания государственной услуги'),
      ...decidedRu,
      text(
        'по заявлению от [[@acceptance_date]] № [[application_number]] решением от [[@decision_date]] оказана государственная услуга.',
      ),
      text('Результат: [[@result_text]].', { before: 4 }),
      ...closedRu,
    ],
  },
  {
    formId: 'common-refusal',
    language: 'kk',
    blocks: [
      ...headed('Мемлекеттік қызметті көрсетуден бас тарту туралы дәлелді жауап'),
      ...decidedKk,
      text(
        '[[@acceptance_date]] № [[application_number]] өтінішіңіз бойынша [[@decision_date]] шешіммен мынадай негіз (негіздер) бойынша мемлекеттік қызметті көрсетуден бас тартылды:',
      ),
      each('grounds', '[[#]]) [[.text]][[;|.]]'),
      when('refusal_reason', text('Себебі: [[@refusal_reason]].', { before: 4 })),
      ...closedKk,
    ],
  },
  {
    formId: 'common-refusal',
    language: 'ru',
    blocks: [
      ...headed('Мотивированный ответ об отказе в оказании государственной услуги'),
      ...decidedRu,
      text(
        'по заявлению от [[@acceptance_date]] № [[application_number]] решением от [[@decision_date]] отказано в оказании государственной услуги по следующему основанию (основаниям):',
      ),
      each('grounds', '[[#]]) [[.text]][[;|.]]'),
      when('refusal_reason', text('Причина: [[@refusal_reason]].', { before: 4 })),
      ...closedRu,
    ],
  },
]
