import { chartPicture } from '../../../platform/charts/chart.ts'
import type { Block } from '../../../platform/documents/blocks.ts'
import { plainText } from '../../../platform/html.ts'
import type { Voice } from '../../../platform/texts.ts'
import { drawMap } from '../findings/map.ts'
import { drawFindings } from '../findings/picturing.ts'
import type { Findings } from '../findings/published.ts'
import { findingTexts } from '../findings/texts.ts'

/** What came of the votes, as a part of minutes: in words, as the opinion map, and as bars. */
export async function findingBlocks(
  voice: Voice,
  title: string,
  findings: Findings,
  signal: AbortSignal,
): Promise<Block[]> {
  const pictures = [
    { drawn: drawMap(findings.published, voice, { title }), alt: voice.label('forums:mapCaption', { title }) },
    { drawn: drawFindings(findings, voice, title), alt: voice.label('forums:barsCaption', { title }) },
  ]
  const blocks = findingTexts(voice, findings).flatMap(blocksOf)
  for (const { drawn, alt } of pictures) {
    if (drawn === null) continue
    const { option, size } = drawn
    blocks.push({ kind: 'picture', bytes: await chartPicture(option, size, signal), ...size, alt: plainText(alt) })
  }
  return blocks
}

/** A paragraph of the chat: its first line is a heading where others follow. */
function blocksOf(html: string): Block[] {
  const [first = '', ...rest] = plainText(html).split('\n')
  if (rest.length === 0) return [{ kind: 'paragraph', text: first }]
  return [
    { kind: 'heading', level: 3, text: first },
    { kind: 'list', items: rest.map((line) => line.replace(/^• /, '')) },
  ]
}
