import { zipSync, type Zippable } from 'fflate'

/** A zip that is the same for the same parts: no dates of today. */
export function pack(files: Record<string, Uint8Array>, level: 0 | 6): Uint8Array {
  const sorted: Zippable = {}
  // The list of content types comes first, as Word writes it.
  if (files['[Content_Types].xml']) sorted['[Content_Types].xml'] = files['[Content_Types].xml']
  for (const name of Object.keys(files).sort()) sorted[name] = files[name]!
  return zipSync(sorted, { level, mtime: new Date(1980, 0, 1) })
}
