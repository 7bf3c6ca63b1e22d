import { leaf } from '../../platform/dialog/pages.ts'
import type { View } from '../../platform/inbox/turn.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Voice } from '../../platform/texts.ts'
import type { Desk } from './desk.ts'
import { atButton, cardButton, contentsButton, endButton } from './readingButtons.ts'
import { editionText } from './readingViews.ts'
import { cut, labelText } from './views.ts'

const perPage = 10
/** Letters of a button. */
const longest = 44

/** The paragraphs that one goes through, ten on a page, each with a button that opens it; those seen are marked. */
export function contentsView(voice: Voice, desk: Desk, wanted: number): View {
  const { edition, headings, reader, route } = desk
  const version = edition.id
  const { mode } = route
  // What was removed has no heading any more: it is reached from the one before.
  const stops = route.stops.flatMap((identity) => headings.find((heading) => heading.identity === identity) ?? [])
  const pages = Math.max(1, Math.ceil(stops.length / perPage))
  const { page, turning } = leaf(voice, { wanted, pages }, (to, label) =>
    contentsButton.with(label, { version, mode, page: to }),
  )
  const seen = new Set(reader?.reading.seen)
  const rows = stops.slice(page * perPage, (page + 1) * perPage).map(({ identity, label, position, section }) => {
    const name = [labelText(voice, label, position), section.at(-1) ?? ''].filter((part) => part !== '').join(' · ')
    const shown = cut(name, longest)
    return [
      atButton.with(seen.has(identity) ? voice.label('platform:chosen', { label: shown }) : shown, {
        version,
        at: identity,
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
