/** Passwords: scrypt from Node itself, so that no second native module has to be built. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { CodedError } from '../../../shared/errors'

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>

/** OWASP's scrypt floor: 2^15 × 8 × 3; 32 MiB, about 0.2 s on an office PC. */
const cost = { N: 32768, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const minLength = 8
const minDifferent = 5

/** Refuse a password that is short, made of a few characters, or of digits alone (a date, an IIN, 12345678). */
export function checkPassword(password: string): void {
  const easy = new Set(password).size < minDifferent || /^\d*$/.test(password)
  if ([...password].length < minLength || easy) {
    throw new CodedError('password_weak', { min: minLength }, [
      { path: 'password', code: 'password_weak', params: { min: minLength } },
    ])
  }
}

/**
 * `scrypt$N$r$p$salt$key`, so that the cost can be raised later and old hashes still verify.
 *
 * @param N cost; another one than the floor is for tests and for the demo of the command line (`Ports.passwordCost`)
 */
export async function hashPassword(password: string, N = cost.N): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password.normalize('NFC'), salt, 32, { ...cost, N })
  return ['scrypt', N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$')
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, n, r, p, salt, key] = stored.split('$')
  const expected = Buffer.from(key!, 'base64')
  const found = await derive(password.normalize('NFC'), Buffer.from(salt!, 'base64'), expected.length, {
    N: Number(n),
    r: Number(r),
    p: Number(p),
    maxmem: cost.maxmem,
  })
  return timingSafeEqual(found, expected)
}
