/**
 * Signatures of what crosses between a centre and the receiver: Ed25519 over the exact bytes of a file's head
 * (`manifest.json` of a batch, the first line of an acknowledgement). Deterministic: the same bytes and key give
 * the same signature, so that a batch can be made again byte for byte.
 */
import { createHash, createPublicKey, generateKeyPairSync, sign as signBytes, verify } from 'node:crypto'
import { z } from 'zod'

export const Signature = z.strictObject({
  algorithm: z.literal('Ed25519'),
  /** Fingerprint of the public key that answers for it. */
  key: z.string().regex(/^[0-9a-f]{32}$/u),
  /** Base64 of the 64 bytes. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/u),
})
export type Signature = z.infer<typeof Signature>

export interface KeyPair {
  /** PEM, SubjectPublicKeyInfo. */
  publicKey: string
  /** PEM, PKCS #8. Never leaves the PC that made it. */
  privateKey: string
}

export const newKeyPair = (): KeyPair =>
  generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })

/**
 * Short name of a public key, the same for every way of writing it: the first 128 bits of the SHA-256 of its DER,
 * as 32 hexadecimal digits. Null for what is no Ed25519 key.
 */
export function fingerprintOf(publicKey: string): string | null {
  try {
    const key = createPublicKey(publicKey)
    if (key.asymmetricKeyType !== 'ed25519') return null
    return createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest('hex')
      .slice(0, 32)
  } catch {
    return null
  }
}

/** A fingerprint in groups of four, to be read out over the telephone. */
export const readableFingerprint = (fingerprint: string) => fingerprint.match(/.{1,4}/gu)?.join(' ') ?? ''

export const signWith = ({ publicKey, privateKey }: KeyPair, bytes: Uint8Array): Signature => ({
  algorithm: 'Ed25519',
  key: fingerprintOf(publicKey)!,
  signature: signBytes(null, bytes, privateKey).toString('base64'),
})

/** Whether these bytes were signed by the holder of the key. */
export function signatureHolds(bytes: Uint8Array, signature: Signature, publicKey: string): boolean {
  try {
    return (
      fingerprintOf(publicKey) === signature.key &&
      verify(null, bytes, publicKey, Buffer.from(signature.signature, 'base64'))
    )
  } catch {
    return false
  }
}
