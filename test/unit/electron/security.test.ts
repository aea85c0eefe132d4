import { describe, expect, it } from 'vitest'
import {
  allowExternal,
  allowNavigation,
  allowPermission,
  allowSender,
  allowWebview,
  allowWindowOpen,
} from '../../../main/electron/security'

describe('what a page inside Electron may do', () => {
  it.each<[string, boolean]>([
    ['qabyldau://desk/', true],
    ['qabyldau://desk/people/3?x=1#y', true],
    ['qabyldau://desk.evil/', false],
    ['qabyldau://desk:80/', false],
    ['qabyldau://user@desk/', false],
    ['qabyldau://other/', false],
    ['qabyldau:desk', false],
    ['file:///etc/passwd', false],
    ['http://desk/', false],
    ['https://www.enbek.kz/', false],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['about:blank', false],
    ['', false],
  ])('navigate to %s: %s', (address, allowed) => expect(allowNavigation(address)).toBe(allowed))

  it.each<[string, boolean]>([
    ['https://www.enbek.kz/ru/cabinet', true],
    ['https://egov.kz/', true],
    ['http://egov.kz/', false],
    ['https://egov.kz.evil.example/', false],
    ['https://evil.example/https://egov.kz/', false],
    ['https://egov.kz@evil.example/', false],
    ['https://user:pass@egov.kz/', false],
    ['https://egov.kz:8443/', false],
    ['file:///C:/Windows/System32/calc.exe', false],
    ['ms-settings:', false],
    ['javascript:alert(1)', false],
    ['not an address', false],
  ])('hand %s to the browser: %s', (address, allowed) => expect(allowExternal(address)).toBe(allowed))

  it.each<[Parameters<typeof allowSender>[0], boolean]>([
    [{ url: 'qabyldau://desk/counter', parent: null }, true],
    [{ url: 'qabyldau://desk/paper.html', parent: {} }, false],
    [{ url: 'https://evil.example/', parent: null }, false],
    [{ url: '', parent: null }, false],
    [null, false],
    [undefined, false],
  ])('a call from %o: %s', (frame, allowed) => expect(allowSender(frame)).toBe(allowed))

  it('allows no permission, no window and no webview', () => {
    expect([allowPermission(), allowWindowOpen(), allowWebview()]).toEqual([false, false, false])
  })
})
