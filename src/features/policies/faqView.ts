import { leaf, pagesOf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import type { Published } from './questions.ts'
import { faqButton } from './readingButtons.ts'
import { atButton } from '../../shared/policies/buttons.ts'
import type { Mode } from '../../shared/policies/buttons.ts'
import { editionText } from './readingViews.ts'
import type { Edition, Passage } from '../../shared/policies/versions.ts'
import { paragraphName } from '../../shared/policies/places.ts'

/** Letters on a page. */
const longest = 3200

/** What others asked about a paragraph and were answered, on pages. */
export function faqView(
  voice: Voice,
  { passage, edition, mode }: { passage: Passage; edition: Edition; mode: Mode },
  published: Published[],
  wanted: number,
): View {
  const texts = published.map(({ question, answer, outdated }) =>
    joinHtml(
      [
        voice.t('policies:faqEntry', { question, answer }),
        outdated === null ? undefined : voice.t('policies:faqOutdated', { number: outdated }),
      ],
      '\n',
    ),
  )
  const pages = pagesOf(texts, longest, '\n\n')
  const { page: shown, turning } = leaf(voice, { wanted, pages: pages.length }, (to, label) =>
    faqButton.with(label, { paragraph: passage.id, mode, page: to }),
  )
  const at = { version: edition.id, at: passage.identity, part: 0, mode }
  return {
    text: joinHtml([
      editionText(voice, edition),
      voice.t('policies:faqTitle', { label: paragraphName(voice, passage) }),
      pages[shown],
    ]),
    buttons: [...turning, [atButton.with(voice.label('platform:back'), at)]],
  }
}
