/** Passwords of targets by the safe storage of the system: DPAPI, Keychain, or the keyring of the desktop. */
import { safeStorage } from 'electron'
import type { Ports } from '../core/ports'

const mark = 'safe:'

/**
 * The port of safe storage, once Electron is ready. Empty where the system has none, also on a Linux without a
 * keyring, whose `basic_text` is a fixed password: the core then keeps secrets in a file only its user reads.
 */
export function safeSecrets(): Pick<Ports, 'secrets'> {
  if (!safeStorage.isEncryptionAvailable()) return {}
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return {}
  return {
    secrets: {
      protect: (text) => mark + safeStorage.encryptString(text).toString('base64'),
      reveal: (kept) => {
        if (!kept.startsWith(mark)) throw new Error('kept elsewhere')
        return safeStorage.decryptString(Buffer.from(kept.slice(mark.length), 'base64'))
      },
    },
  }
}
