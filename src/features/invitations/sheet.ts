import type PDFDocument from 'pdfkit'
import { writtenNip } from '../../shared/people/nip.ts'
import type { PersonalLink } from './actions.ts'

/** What stands on every sheet, in the reader's language. */
export interface SheetTexts {
  title: string
  howTo: string
  validUntil: string
  page: (page: number) => string
}

type Card = PersonalLink & { link: string }

/** Points of 1/72 inch, on A4. */
const page = { width: 595.28, height: 841.89, margin: 36, head: 46 }
const columns = 2
const rows = 5
const card = {
  width: (page.width - 2 * page.margin) / columns,
  height: (page.height - 2 * page.margin - page.head) / rows,
  gap: 12,
  code: 108,
}

/** Cards to cut out and hand out, ten on an A4 page, each unit beginning on a page of its own; as a PDF file. */
export async function qrSheet(cards: Card[], texts: SheetTexts, now: Date): Promise<Uint8Array<ArrayBuffer>> {
  const { default: Document } = await import('pdfkit')
  const { create } = (await import('qrcode')).default
  const info = { Title: texts.title, Producer: 'Rembuk', Creator: 'Rembuk', CreationDate: now, ModDate: now }
  const pdf = new Document({ size: 'A4', margin: 0, autoFirstPage: false, info })
  const parts: Buffer[] = []
  pdf.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise<void>((done) => pdf.on('end', () => done()))
  let place = 0
  let pages = 0
  for (const [index, one] of cards.entries()) {
    // A long sheet must not keep people waiting for their answers.
    if (index % 20 === 19) await new Promise(setImmediate)
    const isNewUnit = one.unit !== cards[index - 1]?.unit
    if (isNewUnit || place === columns * rows) {
      place = 0
      beginPage(pdf, one.unit, texts, ++pages)
    }
    drawCard(pdf, one, create(one.link, { errorCorrectionLevel: 'M' }).modules, place++, texts)
  }
  pdf.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}

type Pdf = InstanceType<typeof PDFDocument>

function beginPage(pdf: Pdf, unit: string, texts: SheetTexts, number: number) {
  const width = page.width - 2 * page.margin
  pdf.addPage()
  pdf
    .font('Helvetica-Bold')
    .fontSize(13)
    .text(printable(unit), page.margin, page.margin, line(width - 90))
  pdf
    .font('Helvetica')
    .fontSize(9)
    .text(printable(texts.title), page.margin, page.margin + 18, line(width - 90))
  const right = { ...line(80), align: 'right' as const }
  pdf.text(printable(texts.page(number)), page.margin + width - 80, page.margin + 4, right)
}

function drawCard(pdf: Pdf, one: Card, code: { size: number; data: Uint8Array }, place: number, texts: SheetTexts) {
  const x = page.margin + (place % columns) * card.width
  const y = page.margin + page.head + Math.floor(place / columns) * card.height
  pdf.rect(x, y, card.width, card.height).dash(3, { space: 3 }).lineWidth(0.5).strokeColor('#999999').stroke().undash()
  drawCode(pdf, code, x + card.gap, y + (card.height - card.code) / 2)
  const left = x + card.code + 2 * card.gap
  const width = card.width - card.code - 3 * card.gap
  pdf.fillColor('#000000').font('Helvetica-Bold').fontSize(10)
  pdf.text(printable(one.name), left, y + 16, { width, height: 26, ellipsis: true })
  pdf.font('Helvetica').fontSize(8)
  pdf.text(printable(`NIP ${writtenNip(one.nip)}`), left, y + 44, line(width))
  if (one.position !== null) pdf.text(printable(one.position), left, y + 56, line(width))
  pdf.fontSize(7.5).fillColor('#333333')
  pdf.text(printable(texts.howTo), left, y + 72, { width, height: 38, ellipsis: true })
  pdf.text(printable(texts.validUntil), left, y + card.height - 36, { width, height: 24, ellipsis: true })
}

/** The quiet zone around a code is the white of the card. */
function drawCode(pdf: Pdf, { size, data }: { size: number; data: Uint8Array }, x: number, y: number) {
  const step = card.code / size
  pdf.fillColor('#000000')
  for (const [index, dark] of data.entries())
    if (dark) pdf.rect(x + (index % size) * step, y + Math.floor(index / size) * step, step + 0.05, step + 0.05)
  pdf.fill()
}

const line = (width: number) => ({ width, height: 12, ellipsis: true, lineBreak: true })

/** The built-in fonts know the letters of western Europe, which Indonesian names are written with; others are shown as "?". */
function printable(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[^\u0020-\u007E\u00A0-\u00FF\u2013\u2014\u2018\u2019\u201C\u201D\u2022\u2026]/gu, '?')
}
