import type { HandlersOf } from '../handlers'
import { checkIntake } from '../intake/handlers'
import { answerFile, informPerson, listReceipts, previewFile, takeIn } from './arrivals'
import {
  casePage,
  checkCase,
  closeCase,
  listCases,
  noteAnswer,
  noteFacts,
  ownPlace,
  reopenCase,
  saveCase,
  tellPerson,
} from './cases'
import { casePaper } from './papers'
import { listTransfers, readAnswer, sendCases, transferFile } from './transfers'

export const ruralHandlers: HandlersOf<'rural'> = {
  async 'rural.cases'(context, { show }) {
    return { place: await ownPlace(context), cases: await listCases(context, show) }
  },

  'rural.get': (context, { id }) => casePage(context, id),

  'rural.judge': (context, { draft }) =>
    checkIntake(context, { ...draft, place: 'rural_assistant', archive: null }),

  'rural.save': (context, input) => saveCase(context, input),

  'rural.note': (context, input) => noteFacts(context, input),

  'rural.check': (context, input) => checkCase(context, input),

  'rural.reopen': (context, input) => reopenCase(context, input),

  'rural.close': (context, input) => closeCase(context, input),

  'rural.paper': (context, input) => casePaper(context, input),

  'rural.send': (context, input) => sendCases(context, input),

  'rural.transfers': (context) => listTransfers(context),

  'rural.transferFile': (context, input) => transferFile(context, input),

  'rural.readAnswer': (context, { token }) => readAnswer(context, token),

  'rural.noteAnswer': (context, input) => noteAnswer(context, input),

  'rural.tell': (context, input) => tellPerson(context, input),

  'rural.readFile': (context, input) => previewFile(context, input),

  'rural.takeIn': (context, input) => takeIn(context, input),

  'rural.receipts': (context, { limit }) => listReceipts(context, limit),

  'rural.inform': (context, input) => informPerson(context, input),

  'rural.answerFile': (context, { id }) => answerFile(context, id),
}
