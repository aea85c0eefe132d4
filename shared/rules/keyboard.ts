/**
 * What a keyboard layout or a scanner made of digits, mapped back.
 *
 * The Kazakh layout (РСТ КазССР 903-90) has letters on the digit row, and a keyboard-wedge scanner types
 * through whatever layout is active.
 */

/** Keys of the digit row that give a letter or a quote: never anything else in a field of digits. */
const kazakhRow: Readonly<Record<string, string>> = {
  '"': '1',
  '!': '1',
  ә: '2',
  і: '3',
  ң: '4',
  ғ: '5',
  ү: '8',
  ұ: '9',
  қ: '0',
}
/** Keys 6 and 7 give a comma and a dot, which may also be separators. */
const kazakhPunctuation: Readonly<Record<string, string>> = { ',': '6', ';': '6', '.': '7', ':': '7' }
/** Digit row with Shift held (or a scanner that inverts Caps Lock): Russian, then US layout. */
const shiftedRussian = '!"№;%:?*()'
const shiftedUs = '!@#$%^&*()'
const shiftedDigits = '1234567890'

/** Russian and Kazakh letter keys to the Latin ones: a machine-readable line typed through that layout. */
const cyrillicKeys = 'йцукенгшщзхъфывапролджэячсмитьбю'
const latinKeys = "qwertyuiop[]asdfghjkl;'zxcvbnm,."

const dashes = /[\u002D\u00AD\u2010-\u2015\u2212_өӨ]/gu
/** Control and format characters (also bidi marks, zero width, byte order mark) and every kind of blank. */
const invisible = /[\p{Cc}\p{Cf}\p{Z}]/gu

function fullWidthToAscii(text: string): string {
  return text.replace(/[\uFF10-\uFF19]/gu, (digit) =>
    String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 0x30),
  )
}

function replaceBy(text: string, table: Readonly<Record<string, string>>): string {
  return Array.from(text, (character) => table[character.toLowerCase()] ?? character).join('')
}

/** All of the text is the shifted digit row of one layout and holds a character that no other row has. */
function unshift(text: string): string | null {
  for (const row of [shiftedRussian, shiftedUs]) {
    const characters = Array.from(text)
    if (
      characters.length > 0 &&
      characters.every((character) => row.includes(character)) &&
      characters.some((character) => (row === shiftedRussian ? '№%?*()' : '@#$^&*()').includes(character))
    ) {
      return characters.map((character) => shiftedDigits.charAt(row.indexOf(character))).join('')
    }
  }
  return null
}

/** Letters of a machine-readable line typed through a Cyrillic layout; `Б` is Shift and the comma key: `<`. */
function toMachineReadable(line: string): string {
  return replaceBy(replaceBy(line, kazakhRow), kazakhPunctuation)
    .replace(/[бБ]/gu, '<')
    .replace(/[а-яё]/giu, (letter) => {
      const at = cyrillicKeys.indexOf(letter.toLowerCase())
      return at < 0 ? letter : latinKeys.charAt(at)
    })
    .toUpperCase()
}

/**
 * The IIN inside a machine-readable zone: at the end of the first line of an identity card, or the personal
 * number in the second line of a passport.
 */
function fromMachineReadable(text: string): string | null {
  for (const raw of text.split(/[\r\n]+/u)) {
    const line = toMachineReadable(raw.replace(/\s/gu, ''))
    const card = /^[ACI][A-Z<]KAZ[A-Z0-9<]{9}[0-9<](\d{12})<*/u.exec(line)
    const passport = /^[A-Z0-9<]{9}\dKAZ\d{7}[MFX<]\d{7}(\d{12})/u.exec(line)
    const found = card?.[1] ?? passport?.[1]
    if (found) return found
  }
  return null
}

const label = /^\s*(?:жсн|иин|iin|бсн|бин|bin)(?:\s*\/\s*(?:жсн|иин|iin|бсн|бин|bin))?[\s:№=]*/iu
/** AIM symbology identifier that scanners may put before the data (`]C1`), also through a Cyrillic layout. */
const symbology = /^[\]ъЪ][A-Za-zА-Яа-я][0-9"!әіңғүұқӘІҢҒҮҰҚ]/u

/**
 * Digits of a number (IIN, BIN, document) from what was typed or scanned: layouts mapped back, blanks,
 * dashes, control characters, labels and scanner prefixes dropped. What cannot be a digit stays in the text,
 * so that the check can name it. Not for dates: there `.` and `,` separate (see `mapDateDigits`).
 */
export function mapDigits(text: string): string {
  const zone = fromMachineReadable(text)
  if (zone) return zone
  const clean = fullWidthToAscii(text.normalize('NFC'))
    .replace(label, '')
    .replace(invisible, '')
    .replace(symbology, '')
    .replace(dashes, '')
  const shifted = unshift(clean)
  if (shifted) return shifted
  const letters = replaceBy(clean, kazakhRow)
  const mapped = replaceBy(letters, kazakhPunctuation)
  // "900101.300017" from a numeric pad: twelve digits are there already, so the dot separated them.
  const separated = letters.replace(/[.,;:]/gu, '')
  return mapped.length !== 12 && /^\d{12}$/u.test(separated) ? separated : mapped
}

/**
 * The same for a date: letters of the Kazakh digit row become digits; `.` `,` `/` `-` and blanks are kept as
 * separators, since keys 6 and 7 of that layout cannot be told from them.
 */
export function mapDateDigits(text: string): string {
  return replaceBy(
    fullWidthToAscii(text.normalize('NFC'))
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .replace(/[өӨ\u2010-\u2015\u2212]/gu, '-'),
    kazakhRow,
  ).trim()
}

/** As `mapDateDigits`, with comma and dot read as keys 6 and 7: the second try for a date without separators. */
export function mapDateDigitsWithPunctuation(text: string): string {
  return replaceBy(mapDateDigits(text), kazakhPunctuation)
}

/** Keys of the Latin layout that give letters in the Kazakh one, also on its digit row. */
const kazakhKeys: Readonly<Record<string, string>> = {
  '`': 'ё',
  '2': 'ә',
  '3': 'і',
  '4': 'ң',
  '5': 'ғ',
  '8': 'ү',
  '9': 'ұ',
  '0': 'қ',
  '-': 'ө',
  '=': 'һ',
  '~': 'ё',
  '{': 'х',
  '}': 'ъ',
  ':': 'ж',
  '"': 'э',
  '<': 'б',
  '>': 'ю',
}

/** What was typed with the Latin layout by mistake, as the Kazakh one would have given it: `Ctqnfyf` Сейтана. */
export const asKazakhKeys = (text: string): string =>
  Array.from(text.toLowerCase(), (character) => {
    const at = latinKeys.indexOf(character)
    return at < 0 ? (kazakhKeys[character] ?? character) : cyrillicKeys.charAt(at)
  }).join('')

/** The other way round: a name in Latin letters that was typed with a Cyrillic layout. */
export const asLatinKeys = (text: string): string =>
  Array.from(text.toLowerCase(), (character) => {
    const at = cyrillicKeys.indexOf(character)
    return at < 0 ? character : latinKeys.charAt(at)
  }).join('')
