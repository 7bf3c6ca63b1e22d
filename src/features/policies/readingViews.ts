import type { InlineKeyboardButton } from '@grammyjs/types'
import { formattedHtml } from '../../platform/formatted.ts'
import type { Formatted } from '../../platform/formatted.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import type { Desk } from './desk.ts'
import { linkOf } from '../../shared/policies/links.ts'
import type { Shown } from './passages.ts'
import { paragraphOutcomesButton } from '../../shared/outcomes/buttons.ts'
import { askButton, contentsButton, endButton, faqButton, readButton, whyButton } from './readingButtons.ts'
import { atButton, cardButton, objectButton } from '../../shared/policies/buttons.ts'
import { around, bar } from './route.ts'
import { isInForce } from '../../shared/policies/versions.ts'
import type { Edition } from '../../shared/policies/versions.ts'
import { cut, paragraphName } from '../../shared/policies/places.ts'

/** Characters of the headings above a paragraph. */
const longestSection = 300

/** A part of a paragraph, and how many published answers and outcomes there are about it. */
interface Page {
  passage: Shown
  parts: Formatted[]
  /** Which of the parts, from 0. */
  shown: number
  answered: number
  outcomes: number
}

const kindKey: Record<Exclude<Shown['kind'], 'plain'>, TextKey> = {
  changed: 'policies:isChanged',
  new: 'policies:isNew',
  removed: 'policies:isRemoved',
}

/** The title of a version, and whether it no longer holds. */
export function editionText(voice: Voice, edition: Edition): Html {
  const { title, number, policy } = edition
  return joinHtml(
    [
      voice.t('policies:editionTitle', { title, number }),
      policy.withdrawnAt === null ? undefined : voice.t('policies:isWithdrawn', { at: policy.withdrawnAt }),
      policy.withdrawnAt === null && !isInForce(edition)
        ? voice.t('policies:isSuperseded', { newest: edition.newest })
        : undefined,
    ],
    '\n',
  )
}

/** A paragraph, or a part of a long one, with where one is, where one can go, and what one can do. */
export function paragraphView(turn: Turn, desk: Desk, page: Page): View {
  const { voice } = turn
  const { edition, route } = desk
  const { passage, parts, shown } = page
  const places = route.stops.length
  const { place } = around(route, passage.identity)
  const isPart = parts.length > 1
  return {
    text: joinHtml([
      joinHtml(
        [
          editionText(voice, edition),
          place === 0
            ? undefined
            : voice.t(route.mode === 'c' ? 'policies:progressChanges' : 'policies:progress', {
                place,
                places,
                bar: bar(place, places),
              }),
        ],
        '\n',
      ),
      joinHtml([sectionText(voice, passage), labelLink(turn, edition, passage), kindText(voice, passage)], '\n'),
      formattedHtml(parts[shown] ?? { text: '', entities: [] }),
      isPart ? voice.t('policies:partOf', { part: shown + 1, parts: parts.length }) : undefined,
      passage.kind === 'changed' ? voice.t('policies:legend') : undefined,
    ]),
    buttons: paragraphButtons(voice, desk, page),
  }
}

function sectionText(voice: Voice, { section }: Shown): Html | undefined {
  const above = section.slice(0, -1)
  return above.length === 0
    ? undefined
    : voice.t('policies:section', { section: cut(above.join(' › '), longestSection) })
}

/** Its number, as a link to it that can be passed on. */
function labelLink({ voice, botName }: Turn, { policyId }: Edition, passage: Shown): Html {
  const label = paragraphName(voice, passage)
  if (passage.kind === 'removed') return voice.t('policies:paragraphLabel', { label })
  return voice.t('policies:paragraphLink', { label, link: linkOf(botName, policyId, passage.identity) })
}

function kindText(voice: Voice, { kind }: Shown): Html | undefined {
  return kind === 'plain' ? undefined : voice.t(kindKey[kind])
}

function paragraphButtons(voice: Voice, desk: Desk, page: Page): InlineKeyboardButton[][] {
  const { edition, route } = desk
  const { passage, parts, shown, answered, outcomes } = page
  const { mode } = route
  const version = edition.id
  const at = passage.identity
  const of = { paragraph: passage.id, mode }
  const rows = [
    [backOf(voice, desk, at, shown), nextOf(voice, desk, at, shown, parts.length)],
    [
      contentsButton.with(voice.label('policies:contents'), { version, mode, page: 0 }),
      whyButton.with(voice.label('policies:why'), { version, at, mode, page: 0 }),
    ],
    passage.kind === 'removed' || edition.policy.withdrawnAt !== null
      ? []
      : [askButton.with(voice.label('policies:ask'), of), objectButton.with(voice.label('policies:object'), of)],
    answered > 0 ? [faqButton.with(voice.label('policies:faq', { count: answered }), { ...of, page: 0 })] : [],
    outcomes > 0
      ? [paragraphOutcomesButton.with(voice.label('outcomes:listButton', { count: outcomes }), { ...of, page: 0 })]
      : [],
    edition.policy.withdrawnAt === null && !isInForce(edition)
      ? [readButton.with(voice.label('policies:openNewest', { number: edition.newest }), { policy: edition.policyId })]
      : [],
  ]
  return rows.filter((row) => row.length > 0)
}

function backOf(voice: Voice, { edition, route }: Desk, at: number, shown: number): InlineKeyboardButton {
  const { before } = around(route, at)
  const version = edition.id
  const { mode } = route
  const label = voice.label('platform:back')
  if (shown > 0) return atButton.with(label, { version, at, part: shown - 1, mode })
  if (before === null) return cardButton.with(label, { policy: edition.policyId })
  return atButton.with(label, { version, at: before, part: 0, mode })
}

function nextOf(
  voice: Voice,
  { edition, route }: Desk,
  at: number,
  shown: number,
  parts: number,
): InlineKeyboardButton {
  const { after } = around(route, at)
  const version = edition.id
  const { mode } = route
  const label = voice.label('policies:next')
  if (shown < parts - 1) return atButton.with(label, { version, at, part: shown + 1, mode })
  if (after === null) return endButton.with(label, { version, mode })
  return atButton.with(label, { version, at: after, part: 0, mode })
}
