import { zipSync } from 'fflate'

/** One part of a ZIP file, as it stands there: its own record, and its line in the directory at the end. */
export interface Entry {
  record: Uint8Array
  line: Uint8Array
}

const endLength = 22
/** Where a line says how far from the beginning its record lies. */
const offsetPlace = 42

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Pack one part: what never changes need not be packed again with every paper. No dates of today. */
export function packPart(name: string, content: Uint8Array, level: 0 | 6): Entry {
  const zip = zipSync({ [name]: content }, { level, mtime: new Date(1980, 0, 1) })
  const end = zip.length - endLength
  const directory = view(zip).getUint32(end + 16, true)
  return { record: zip.slice(0, directory), line: zip.slice(directory, end) }
}

/** The list of content types comes first, as Word writes it. */
const first = '[Content_Types].xml'

/** Put packed parts together; the same parts give the same bytes, in whatever order they come. */
export function joinParts(entries: Readonly<Record<string, Entry>>): Uint8Array {
  const names = Object.keys(entries)
    .filter((name) => name !== first)
    .sort()
  if (entries[first]) names.unshift(first)
  const chosen = names.map((name) => entries[name]!)
  const sum = (of: keyof Entry) => chosen.reduce((length, entry) => length + entry[of].length, 0)
  const [records, lines] = [sum('record'), sum('line')]
  const zip = new Uint8Array(records + lines + endLength)
  let at = 0
  let lineAt = records
  for (const { record, line } of chosen) {
    zip.set(record, at)
    zip.set(line, lineAt)
    view(zip).setUint32(lineAt + offsetPlace, at, true)
    at += record.length
    lineAt += line.length
  }
  const end = view(zip.subarray(records + lines))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, chosen.length, true)
  end.setUint16(10, chosen.length, true)
  end.setUint32(12, lines, true)
  end.setUint32(16, records, true)
  return zip
}

/** A zip that is the same for the same parts. */
export function pack(files: Readonly<Record<string, Uint8Array>>, level: 0 | 6): Uint8Array {
  return joinParts(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [name, packPart(name, content, level)]),
    ),
  )
}
