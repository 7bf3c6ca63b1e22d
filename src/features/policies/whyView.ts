import type { InlineKeyboardButton } from '@grammyjs/types'
import { leaf, pagesOf } from '../../platform/dialog/pages.ts'
import { formattedHtml } from '../../platform/formatted.ts'
import { joinHtml } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import type { Desk } from './desk.ts'
import { endButton, whyButton } from './readingButtons.ts'
import { atButton, cardButton } from '../../shared/policies/buttons.ts'
import { editionText } from './readingViews.ts'
import type { Reason } from './relevances.ts'

/** Characters of a page. */
const longest = 2800

/** Why a version concerns one, on pages: before the first paragraph (`at` 0), or asked from a paragraph. */
export function whyView(voice: Voice, desk: Desk, reasons: Reason[], { at, page }: { at: number; page: number }): View {
  const { edition, route } = desk
  const version = edition.id
  const { mode } = route
  const texts = reasons.map(({ body, unit }) =>
    joinHtml([unit === null ? undefined : voice.t('policies:whyUnit', { unit }), formattedHtml(body)], '\n'),
  )
  const pages = pagesOf(texts.length === 0 ? [voice.t('policies:whyNone')] : texts, longest, '\n\n')
  const { page: shown, turning } = leaf(voice, { wanted: page, pages: pages.length }, (to, label) =>
    whyButton.with(label, { version, at, mode, page: to }),
  )
  return {
    text: joinHtml([editionText(voice, edition), voice.t('policies:whyTitle'), pages[shown]]),
    buttons: [
      ...turning,
      [onward(voice, desk, at)],
      ...(at === 0 ? [[cardButton.with(voice.label('platform:back'), { policy: edition.policyId })]] : []),
    ],
  }
}

/** To where it was asked from, else to the first paragraph; to the end where there is none to read. */
function onward(voice: Voice, { edition, route }: Desk, at: number): InlineKeyboardButton {
  const { mode, stops } = route
  const version = edition.id
  if (at !== 0) return atButton.with(voice.label('platform:back'), { version, at, part: 0, mode })
  const [first] = stops
  const label = voice.label('policies:next')
  if (first === undefined) return endButton.with(label, { version, mode })
  return atButton.with(label, { version, at: first, part: 0, mode })
}
