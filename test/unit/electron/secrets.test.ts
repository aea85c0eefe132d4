/** The policy over Electron's safe storage; the module itself is `test/fakes/electron.ts`. */
import { beforeEach, expect, it, vi } from 'vitest'
import { safeSecrets } from '../../../main/electron/secrets'
import { noted, reset } from '../../fakes/electron'

vi.mock('electron', () => import('../../fakes/electron'))
beforeEach(() => reset())

it('keeps a secret by the safe storage and gives it back', () => {
  const { secrets } = safeSecrets()
  const kept = secrets!.protect('Пакет-2026')
  expect(kept).toMatch(/^safe:/)
  expect(kept).not.toContain('Пакет')
  expect(secrets!.reveal(kept)).toBe('Пакет-2026')
  expect(() => secrets!.reveal('file:1')).toThrow()
})

it('is not there where the system has none, nor where its password is a fixed one', () => {
  noted.safe = 'none'
  expect(safeSecrets()).toEqual({})
  noted.safe = 'basic_text'
  expect(safeSecrets()).toEqual(process.platform === 'linux' ? {} : { secrets: expect.anything() as unknown })
})
