/**
 * The serif that is shipped stands in for Times New Roman, so that a paper looks the same on every PC.
 * Tinos has the same widths and all Kazakh letters.
 */
const files = import.meta.glob<string>(
  '../../node_modules/@fontsource/tinos/files/tinos-{latin,latin-ext,cyrillic,cyrillic-ext}-{400,700}-{normal,italic}.woff2',
  { query: '?url', import: 'default', eager: true },
)

/** Letters of each file, as its maker lists them. */
const ranges: Record<string, string> = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  'latin-ext':
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
  cyrillic: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
  'cyrillic-ext':
    'U+0460-048F,U+0492-04AF,U+04B2-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F',
}

const families = ['Times New Roman', 'Liberation Serif', 'Tinos']

/** Make the shipped serif known under the names that documents use. Files are fetched when first needed. */
export function installFonts(): void {
  for (const [path, url] of Object.entries(files)) {
    const [, letters, weight, style] = /tinos-(.+)-(\d+)-(\w+)\.woff2/.exec(path)!
    for (const family of families)
      document.fonts.add(
        new FontFace(family, `url(${url})`, { weight, style, unicodeRange: ranges[letters!] }),
      )
  }
}
