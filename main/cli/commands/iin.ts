import type { Translator } from '../../../shared/locale'
import { readIin } from '../../../shared/rules/iin'
import { Refused, type Io } from '../io'

/** `iin NUMBER`: read and check a number of identity. Needs no register. */
export function iin(text: string, json: boolean, t: Translator, io: Io): void {
  const read = readIin(text)
  if (json) io.out(JSON.stringify(read, null, 2) + '\n')
  if (!read.valid) {
    if (read.expectedDigit !== null && !json)
      io.err(t('cli.iin_expected', { digit: String(read.expectedDigit) }) + '\n')
    if (read.suggestion && !json) io.err(t('cli.iin_suggestion', { iin: read.suggestion }) + '\n')
    const params = { expected: read.expectedDigit, suggestion: read.suggestion }
    throw new Refused({ code: read.error ?? 'iin_length', params }, json)
  }
  if (json) return
  const lines: [string, string][] = [
    [t('cli.iin_number'), read.iin],
    [t('cli.iin_birth_date'), read.birthDate ?? t('cli.iin_not_told')],
    [t('cli.iin_sex'), read.sex ? t.any('cli.sex_' + read.sex) : t('cli.iin_not_told')],
  ]
  for (const [name, value] of lines) io.out(`${name}: ${value}\n`)
  if (read.corrected) io.out(t('cli.iin_corrected') + '\n')
}
