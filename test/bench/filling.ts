/** Ways to fill the same form with the same values; all must print the same text. */
import Docxtemplater from 'docxtemplater'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import PizZip from 'pizzip'
import { checkTemplate, fillTemplate } from '../../main/core/documents/fill'
import { forms } from '../../main/core/documents/forms'
import { namesOf, templateValues } from '../../main/core/documents/values'
import { shippedTemplate, textOf } from '../helpers/docx'

const formId = '214-annex1'
const rounds = 7
const perRound = 20
const part = 'word/document.xml'

export interface Filling {
  /** Milliseconds of the way without a library. */
  floor: number
  rows: { name: string; ms: number }[]
}

/** The commands of docx-templates as docxtemplater writes them. */
const translated = (xml: string) =>
  xml
    .replace(/\{\{IF !(\w+)\}\}/g, '{{^$1}}')
    .replace(/\{\{IF (\w+)\}\}/g, '{{#$1}}')
    .replace(/\{\{END-IF\}\}/g, '{{/}}')

/** Values under their names, as a plain replacement needs them. */
const plainly = (xml: string, values: Record<string, unknown>) => {
  const shown: boolean[] = []
  return xml.replace(
    /\{\{(?:(IF) (!?)(\w+)|(END-IF)|(\w+))\}\}|(<w:t(?: [^>]*)?>)([^<{]*)(?=<)/g,
    (all, isIf, not, condition, end, name, tag, words) => {
      if (isIf) {
        shown.push(Boolean(values[condition as string]) !== (not === '!'))
        return ''
      }
      if (end) {
        shown.pop()
        return ''
      }
      if (shown.includes(false)) return tag ? (tag as string) : ''
      return tag ? (tag as string) + (words as string) : String(values[name as string] ?? all)
    },
  )
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!

export async function measureFilling(): Promise<Filling> {
  const form = forms.get(formId)!
  const bytes = shippedTemplate(`214/${formId}.kk.docx`)
  const data = { ...form.sample.kk }
  const { values: names, lists } = namesOf(form)
  const checked = await checkTemplate(bytes, { values: names, lists, required: [] })

  const files = unzipSync(bytes)
  files[part] = strToU8(translated(strFromU8(files[part]!)))
  const otherTemplate = zipSync(files)

  const ways: Record<string, () => Uint8Array | Promise<Uint8Array>> = {
    'unzip, replace, zip (the floor)': () => {
      const own = unzipSync(bytes)
      own[part] = strToU8(plainly(strFromU8(own[part]!), templateValues(form, 'kk', data)))
      return zipSync(own, { level: 6 })
    },
    'ours (docx-templates behind its fence)': () => fillTemplate(checked, templateValues(form, 'kk', data)),
    docxtemplater: () => {
      const filler = new Docxtemplater(new PizZip(otherTemplate), {
        delimiters: { start: '{{', end: '}}' },
        paragraphLoop: true,
        linebreaks: true,
      })
      filler.render(templateValues(form, 'kk', data))
      return filler.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' })
    },
  }

  // What prints something else would be no comparison.
  const texts: Record<string, string> = {}
  for (const [name, fill] of Object.entries(ways)) texts[name] = textOf(await fill())
  const differing = Object.entries(texts).filter(([, text]) => text !== texts['docxtemplater'])
  if (differing.length > 0) throw new Error('other text: ' + differing.map(([name]) => name).join(', '))

  const times: Record<string, number[]> = {}
  for (let round = 0; round < rounds; round++)
    for (const [name, fill] of Object.entries(ways)) {
      const before = process.cpuUsage()
      for (let i = 0; i < perRound; i++) await fill()
      const { user, system } = process.cpuUsage(before)
      ;(times[name] ??= []).push((user + system) / 1000 / perRound)
    }
  const rows = Object.entries(times).map(([name, found]) => ({ name, ms: median(found) }))
  return { floor: rows[0]!.ms, rows }
}
