/**
 * A ticket on paper: laid out by the browser and printed as graphics, so that Kazakh letters come out of every
 * printer. It stands on the page of the desk only while it is printed; `queue.css` hides everything else.
 */
import type { Ticket } from '../../../../shared/contract/queue'
import { translator } from '../../../../shared/locale'
import { formatDateTime } from '../../../format'
import { ticketSizes, type TicketPaper } from '../../../../shared/rules/queue'
import { askBrowser, printOnTicketPrinter } from '../../../printing'

/** The ticket as elements, Kazakh first. */
export function ticketElement(
  { ticket, before }: { ticket: Ticket; before: number },
  centre: { kk: string; ru: string },
  paper: TicketPaper,
): HTMLElement {
  const line = (className: string, text: string, lang?: string) => {
    const element = document.createElement('p')
    element.className = className
    element.textContent = text
    if (lang) element.lang = lang
    return element
  }
  const both = (className: string, text: (language: 'kk' | 'ru') => string) =>
    (['kk', 'ru'] as const).map((language) => line(`${className} ${language}`, text(language), language))
  const root = document.createElement('section')
  root.className = 'ticket-print ' + paper
  root.append(
    ...both('ticket-centre', (language) => centre[language]),
    ...both('ticket-word', (language) => translator(language)('queue.paper_ticket')),
    line('ticket-number', ticket.code),
    ...both('ticket-group', (language) => ticket.groupName[language]),
    ...(ticket.priority ? both('ticket-priority', (language) => translator(language)('queue.priority')) : []),
    ...both('ticket-before', (language) => translator(language)('queue.paper_before', { n: before })),
    line('ticket-time', formatDateTime(ticket.issuedAt)),
    ...both('ticket-keep', (language) => translator(language)('queue.paper_keep')),
  )
  return root
}

const margins: Readonly<Record<TicketPaper, string>> = {
  receipt80: '3mm 4mm',
  receipt58: '2mm 3mm',
  a4: '20mm',
}
const pageRule = (paper: TicketPaper): string => {
  const { width, height } = ticketSizes[paper]
  return `@page { size: ${width}mm ${height}mm; margin: ${margins[paper]} }`
}

/** Print it on the printer of tickets, or through the dialog of the system where there is none or it fails. */
export async function printTicket(
  issued: { ticket: Ticket; before: number },
  centre: { kk: string; ru: string },
  paper: TicketPaper,
): Promise<void> {
  const element = ticketElement(issued, centre, paper)
  // Only while it is printed: other papers of the desk have their own size.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(pageRule(paper))
  const before = document.adoptedStyleSheets
  document.querySelectorAll('.ticket-print').forEach((old) => old.remove())
  document.body.append(element)
  document.documentElement.classList.add('printing-ticket')
  document.adoptedStyleSheets = [...before, sheet]
  try {
    if (!(await printOnTicketPrinter(paper))) await askBrowser(window)
  } finally {
    document.adoptedStyleSheets = before
    document.documentElement.classList.remove('printing-ticket')
    element.remove()
  }
}
