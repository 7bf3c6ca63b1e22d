import { clip } from '../../platform/cuts.ts'
import type { Voice } from '../../platform/texts.ts'

/** Letters of a heading before a paragraph's number. */
const longestHeading = 60

/** A text on one line, of at most so many UTF-16 units, cut between words where there are some. */
export function cut(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  const kept = clip(line, most - 1)
  const space = kept.lastIndexOf(' ')
  return `${space > most / 2 ? kept.slice(0, space) : kept}…`
}

/** How a paragraph is called: by its number, else by its place. */
export function labelText(voice: Voice, label: string, position: number): string {
  return label === '' ? voice.label('policies:paragraphNumber', { number: position }) : label
}

/** How a paragraph is called by itself: with the heading above it, for many chapters have a 1. */
export function paragraphName(voice: Voice, paragraph: { label: string; position: number; section: string[] }): string {
  const name = labelText(voice, paragraph.label, paragraph.position)
  const heading = paragraph.section.at(-1) ?? ''
  return heading === '' ? name : voice.label('policies:paragraphIn', { section: cut(heading, longestHeading), name })
}

/** The values by which a text says which paragraph of which version it is about. */
export function placeOf(
  voice: Voice,
  paragraph: Parameters<typeof paragraphName>[1] & { version: { title: string; number: number } },
): { title: string; label: string } {
  const { title, number } = paragraph.version
  return {
    title: voice.label('policies:titleVersion', { title, number }),
    label: paragraphName(voice, paragraph),
  }
}
