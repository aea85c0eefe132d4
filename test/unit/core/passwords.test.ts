import { expect, it } from 'vitest'
import { hashPassword, verifyPassword } from '../../../main/core/session/passwords'
import { commonPorts } from '../../../main/places'
import { temporaryFolder } from '../../helpers/desk'

it('keeps a password at the floor of its cost, which no shell lowers', async () => {
  expect(commonPorts(temporaryFolder())).not.toHaveProperty('passwordCost')
  const stored = await hashPassword('Тілеуова-2026')
  expect(stored).toMatch(/^scrypt\$32768\$8\$3\$/)
  expect(await verifyPassword('Тілеуова-2026', stored)).toBe(true)
  expect(await verifyPassword('Тілеуова-2027', stored)).toBe(false)
})
