import type { View } from '../../platform/inbox/turn.ts'
import { leaf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Voice } from '../../platform/texts.ts'
import type { Desk } from './desk.ts'
import { contentsButton, endButton } from './readingButtons.ts'
import { atButton, cardButton } from '../../shared/policies/buttons.ts'
import { editionText } from './readingViews.ts'
import type { Heading } from '../../shared/policies/versions.ts'
import { cut, labelText } from '../../shared/policies/places.ts'

/** How many paragraphs are on a page. */
export const perPage = 10
/** Letters of a button, and of a heading on it. */
const longest = { button: 60, heading: 24 }

/** A paragraph in the contents, with its first words; of one that was removed they are no longer there. */
export interface Entry extends Pick<Heading, 'identity' | 'label' | 'position' | 'section'> {
  words: string
}

/** The paragraphs that one goes through, each with a button that opens it; those seen are marked. */
export function contentsView(voice: Voice, desk: Desk, entries: Entry[], wanted: number): View {
  const { edition, reader, route } = desk
  const version = edition.id
  const { mode, stops } = route
  const pages = Math.max(1, Math.ceil(stops.length / perPage))
  const { turning } = leaf(voice, { wanted, pages }, (to, label) =>
    contentsButton.with(label, { version, mode, page: to }),
  )
  const seen = new Set(reader?.reading.seen)
  const rows = entries.map((entry) => {
    const label = nameOf(voice, entry)
    return [
      atButton.with(seen.has(entry.identity) ? voice.label('platform:chosen', { label }) : label, {
        version,
        at: entry.identity,
        part: 0,
        mode,
      }),
    ]
  })
  return {
    text: joinHtml([editionText(voice, edition), voice.t('policies:contentsText', { count: stops.length })]),
    buttons: [
      ...rows,
      ...turning,
      [
        cardButton.with(voice.label('policies:toCard'), { policy: edition.policyId }),
        endButton.with(voice.label('policies:toEnd'), { version, mode }),
      ],
    ],
  }
}

function nameOf(voice: Voice, { label, position, section, words }: Entry): string {
  const heading = cut(section.at(-1) ?? '', longest.heading)
  const name = [heading, labelText(voice, label, position)].filter((part) => part !== '').join(' · ')
  return cut(words === '' ? voice.label('policies:contentsRemoved', { name }) : `${name}: ${words}`, longest.button)
}
