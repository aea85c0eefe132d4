import { describe, expect, it, vi } from 'vitest'

vi.mock('electron', () => import('../../fakes/electron'))
const { printOptions, readOrder } = await import('../../../main/electron/print')

const order = { token: 'aB-_9', printer: 'Кеңсе принтері', copies: 2 }

describe('what a page may print', () => {
  it('is one waiting file on one printer in some copies', () => {
    expect(readOrder(order)).toEqual(order)
    expect(readOrder({ ...order, silent: false, pageRanges: [] })).toEqual(order)
  })

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'token'],
    ['no token', { ...order, token: undefined }],
    ['another address', { ...order, token: '../index.html' }],
    ['two tokens', { ...order, token: 'a&token=b' }],
    ['no printer', { ...order, printer: '' }],
    ['a list of printers', { ...order, printer: ['a'] }],
    ['no copy', { ...order, copies: 0 }],
    ['half a copy', { ...order, copies: 1.5 }],
    ['a heap of copies', { ...order, copies: 21 }],
    ['copies as text', { ...order, copies: '2' }],
  ])('is not %s', (_, value) => expect(readOrder(value)).toBeNull())

  it('comes out on A4 with the margins of the paper, one-sided, lying when the paper lies', () => {
    expect(printOptions(order, false)).toMatchObject({
      silent: true,
      deviceName: order.printer,
      copies: 2,
      pageSize: 'A4',
      landscape: false,
      duplexMode: 'simplex',
      margins: { marginType: 'default' },
    })
    expect(printOptions(order, true).landscape).toBe(true)
  })
})
