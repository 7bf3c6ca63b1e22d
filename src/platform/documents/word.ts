import type * as Docx from 'docx'
import type { Block, Composed } from './blocks.ts'

type Library = typeof Docx

/** The width between the margins of an A4 page, in pixels of 1/96 inch. */
const pageWidth = 600
const numbering = 'numbered'
const point = 2

/** Writes a document as a Word file (A4), with real headings, lists and tables. */
export async function toWord({ title, language, foot, blocks }: Composed): Promise<Uint8Array<ArrayBuffer>> {
  const docx = await import('docx')
  const { Document, Footer, Packer, PageNumber, Paragraph, TextRun, AlignmentType, LevelFormat } = docx
  const level = { level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.START }
  const style = { paragraph: { indent: { left: 560, hanging: 360 } } }
  const page = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [`${foot} · `, PageNumber.CURRENT], size: 8 * point })],
  })
  const document = new Document({
    title,
    creator: 'Rembuk',
    styles: {
      default: { document: { run: { font: 'Liberation Sans', size: 10.5 * point, language: { value: language } } } },
    },
    numbering: { config: [{ reference: numbering, levels: [{ ...level, style }] }] },
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838 } } },
        footers: { default: new Footer({ children: [page] }) },
        children: blocks.flatMap((block, n) => drawn(docx, block, n)),
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

function drawn(docx: Library, block: Block, instance: number): (Docx.Paragraph | Docx.Table)[] {
  const { Paragraph, TextRun, ImageRun, HeadingLevel } = docx
  switch (block.kind) {
    case 'heading': {
      const heading = { 1: HeadingLevel.TITLE, 2: HeadingLevel.HEADING_1, 3: HeadingLevel.HEADING_2 }[block.level]
      return [
        new Paragraph({ heading, keepNext: true, children: [new TextRun({ text: block.text, color: '0B3D3A' })] }),
      ]
    }
    case 'paragraph': {
      const run = new TextRun({ text: block.text, ...(block.isSmall && { size: 9 * point, color: '555555' }) })
      return [new Paragraph({ spacing: { after: 120 }, children: [run] })]
    }
    case 'list': {
      const kind = block.isNumbered
        ? { numbering: { reference: numbering, level: 0, instance } }
        : { bullet: { level: 0 } }
      return block.items.map((text) => new Paragraph({ ...kind, children: [new TextRun(text)] }))
    }
    case 'table':
      return [tableOf(docx, block), new Paragraph({ spacing: { after: 120 } })]
    case 'picture': {
      const scale = Math.min(1, pageWidth / block.width)
      const size = { width: Math.round(block.width * scale), height: Math.round(block.height * scale) }
      const alt = { title: block.alt, description: block.alt, name: block.alt }
      return [
        new Paragraph({
          children: [new ImageRun({ type: 'png', data: block.bytes, transformation: size, altText: alt })],
        }),
      ]
    }
  }
}

function tableOf({ Paragraph, Table, TableCell, TableRow, TextRun, WidthType }: Library, { head, rows }: TableBlock) {
  const cell = (text: string, bold: boolean) =>
    new TableCell({
      margins: { top: 60, bottom: 60, left: 90, right: 90 },
      ...(bold && { shading: { fill: 'E6F0EF' } }),
      children: [new Paragraph({ children: [new TextRun({ text, bold })] })],
    })
  const row = (texts: string[], isHead: boolean) =>
    new TableRow({ tableHeader: isHead, cantSplit: true, children: texts.map((text) => cell(text, isHead)) })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [row(head, true), ...rows.map((texts) => row(texts, false))],
  })
}

type TableBlock = Extract<Block, { kind: 'table' }>
