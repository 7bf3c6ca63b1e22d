import { htmlOf } from '../drawing.ts'
import type { Block, Composed } from './blocks.ts'

const style = `
@page { size: A4; margin: 18mm 18mm 20mm; }
body { font: 10.5pt/1.5 'Liberation Sans', Arial, sans-serif; color: #1a1a1a; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { color: #0b3d3a; line-height: 1.25; break-after: avoid; } h1 { font-size: 20pt; } h2 { font-size: 14pt; margin-top: 1.6em; } h3 { font-size: 11.5pt; }
table { border-collapse: collapse; width: 100%; margin: .6em 0 1em; } th, td { border: 1px solid #9bb; padding: .3em .5em; text-align: left; vertical-align: top; }
th { background: #e6f0ef; } tr, img { break-inside: avoid; } img { max-width: 100%; height: auto; } .small { font-size: 9pt; color: #555; }
footer { margin-top: 2.5em; border-top: 1px solid #9bb; padding-top: .5em; }
@media print { body { margin: 0; max-width: none; padding: 0; } }`

/** Writes a document as one HTML file that needs nothing beside it, and prints as A4 or to PDF from any browser. */
export function toPage({ title, language, foot, blocks }: Composed): Uint8Array<ArrayBuffer> {
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>{blocks.map(drawn)}</main>
        <footer class="small">{foot}</footer>
      </body>
    </html>
  )
  return new Uint8Array(Buffer.from(`<!doctype html>\n${htmlOf(page)}`))
}

function drawn(block: Block) {
  switch (block.kind) {
    case 'heading':
      if (block.level === 1) return <h1>{block.text}</h1>
      return block.level === 2 ? <h2>{block.text}</h2> : <h3>{block.text}</h3>
    case 'paragraph':
      return <p class={block.isSmall ? 'small' : ''}>{block.text}</p>
    case 'list': {
      const items = block.items.map((text) => <li>{text}</li>)
      return block.isNumbered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.head.map((text) => (
                <th scope="col">{text}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row) => (
              <tr>
                {row.map((text) => (
                  <td>{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )
    case 'picture': {
      const source = `data:image/png;base64,${Buffer.from(block.bytes).toString('base64')}`
      return <img src={source} width={block.width} height={block.height} alt={block.alt} />
    }
  }
}
