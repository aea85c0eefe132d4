/** The code of an issued paper: drawn into the filing margin, outside the prescribed wording; and read back. */
import { strFromU8, strToU8, unzipSync } from 'fflate'
import QRCode from 'qrcode'
import { unpack } from './lint'
import { pack } from './pack'

/** EMU, the unit of drawings. */
const emuPerMm = 36_000
const emuPerTwip = 635

/** Millimetres: side of the code, distance from the paper's edge and from the text. Smaller is hard to scan. */
const side = 15
const least = 10
const fromEdge = 5
const fromText = 1

/** Twips, one CSS px: Word takes no line below 14 of them, and a browser places text on whole px. */
const lineHeight = 15

const imagePart = 'word/media/paper-code.png'
const relationsPart = 'word/_rels/document.xml.rels'
const documentPart = 'word/document.xml'
const typesPart = '[Content_Types].xml'
const relation = 'rIdPaperCode'

/** A paragraph without height or text, with the picture anchored to the left of it. */
const paragraph = (code: string, size: number, x: number) =>
  `<w:p><w:pPr><w:keepNext/><w:widowControl w:val="0"/><w:spacing w:before="0" w:after="0" w:line="${lineHeight}" w:lineRule="exact"/>` +
  '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>' +
  '<w:r><w:drawing>' +
  '<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="1" layoutInCell="1" allowOverlap="1">' +
  `<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>${x}</wp:posOffset></wp:positionH>` +
  '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>' +
  `<wp:extent cx="${size}" cy="${size}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>` +
  `<wp:docPr id="900001" name="paper-code" descr="${code}"/><wp:cNvGraphicFramePr/>` +
  '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">' +
  '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="900001" name="paper-code"/><pic:cNvPicPr/></pic:nvPicPr>' +
  `<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="${relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
  `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${size}" cy="${size}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
  '</pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>'

/**
 * Put a code of digits on a filled form. No text moves: the margin gives what the carrying paragraph takes.
 * @returns the DOCX, the same for the same form and code; null when the margin has no room for a code
 */
export async function drawCode(docx: Uint8Array, code: string): Promise<Uint8Array | null> {
  const files = unzipSync(docx)
  const [document, types, relations] = [documentPart, typesPart, relationsPart].map((part) =>
    strFromU8(files[part] ?? new Uint8Array()),
  ) as [string, string, string]
  const left = Number(/<w:pgMar\b[^>]*\bw:left="(\d+)"/.exec(document)?.[1] ?? 0) * emuPerTwip
  const size = Math.min(side * emuPerMm, left - (fromEdge + fromText) * emuPerMm)
  const begin = /<w:body>/.exec(document)
  if (size < least * emuPerMm || !begin || !relations.includes('</Relationships>')) return null

  const at = begin.index + begin[0].length
  const marked =
    document.slice(0, at) + paragraph(code, size, fromEdge * emuPerMm - left) + document.slice(at)
  files[documentPart] = strToU8(
    marked.replace(
      /(<w:pgMar\b[^>]*\bw:top=")(\d+)"/,
      (_, head: string, top: string) => `${head}${Math.max(0, Number(top) - lineHeight)}"`,
    ),
  )
  files[relationsPart] = strToU8(
    relations.replace(
      '</Relationships>',
      `<Relationship Id="${relation}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/paper-code.png"/></Relationships>`,
    ),
  )
  if (!/<Default\b[^>]*Extension="png"/i.test(types))
    files[typesPart] = strToU8(
      types.replace(/<Types\b[^>]*>/, (tag) => tag + '<Default Extension="png" ContentType="image/png"/>'),
    )
  // The white of the margin is its quiet zone.
  const image = await QRCode.toBuffer([{ data: code, mode: 'numeric' }], {
    errorCorrectionLevel: 'M',
    margin: 0,
    scale: 8,
  })
  files[imagePart] = new Uint8Array(image)
  return pack(files, 6)
}

/** Digits of the code that a DOCX carries, also after a word processor saved it; null when it has none. */
export function codeInFile(docx: Uint8Array): string | null {
  let files: Record<string, Uint8Array>
  try {
    files = unpack(docx)
  } catch {
    // Whatever was uploaded is no paper of ours.
    return null
  }
  const document = strFromU8(files[documentPart] ?? new Uint8Array())
  const drawing = /<wp:docPr\b[^>]*\bname="paper-code"[^>]*>/.exec(document)?.[0]
  return (drawing && /\bdescr="(\d+)"/.exec(drawing)?.[1]) ?? null
}
