import type { InlineKeyboardButton } from '@grammyjs/types'
import type { PolicyReading } from '../../generated/prisma/client.ts'
import { leaf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { TextKey } from '../../platform/texts.ts'
import type { Shelved } from '../../shared/policies/access.ts'
import { listButton } from './readingButtons.ts'
import { cardButton } from '../../shared/policies/buttons.ts'
import { cut } from '../../shared/policies/places.ts'

/** A policy on the shelf with how far somebody has got with it. */
export interface Standing extends Shelved {
  reading: PolicyReading | null
}

/** How somebody stands with a policy. */
type Mark = 'withdrawn' | 'acknowledged' | 'begun' | 'mine' | 'open' | 'other'

const perPage = 8
/** Letters of a title. */
const longest = { line: 120, button: 50 }

const markKey: Record<Mark, TextKey> = {
  withdrawn: 'policies:markWithdrawn',
  acknowledged: 'policies:markAcknowledged',
  begun: 'policies:markBegun',
  mine: 'policies:markMine',
  open: 'policies:markOther',
  other: 'policies:markOther',
}

const standingKey: Record<Mark, TextKey> = {
  withdrawn: 'policies:standsWithdrawn',
  acknowledged: 'policies:standsAcknowledged',
  begun: 'policies:standsBegun',
  mine: 'policies:standsMine',
  open: 'policies:standsOpen',
  other: 'policies:standsOther',
}

/** All policies that somebody may read, eight on a page: what is still asked of them first. */
export function shelfView(turn: Turn, standings: Standing[], wanted: number): View {
  if (standings.length === 0) return { text: turn.t('policies:shelfEmpty') }
  const order: Mark[] = ['begun', 'mine', 'acknowledged', 'open', 'other', 'withdrawn']
  const sorted = standings.toSorted((a, b) => order.indexOf(markOf(a)) - order.indexOf(markOf(b)))
  const pages = Math.ceil(sorted.length / perPage)
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) => listButton.with(label, { page: to }))
  const shown = sorted.slice(page * perPage, (page + 1) * perPage)
  const open = sorted.filter((one) => ['begun', 'mine'].includes(markOf(one))).length
  return {
    text: joinHtml([
      turn.t('policies:shelf'),
      joinHtml(
        shown.map((one) => lineText(turn, one)),
        '\n',
      ),
      open > 0 ? turn.t('policies:shelfOpen', { count: open }) : undefined,
    ]),
    buttons: [...shown.map((one) => [openOf(turn, one)]), ...turning],
  }
}

/** How somebody stands with a policy, in a line. */
export function standingText(turn: Turn, standing: Standing): Html {
  return turn.t(standingKey[markOf(standing)], { at: atOf(standing) })
}

/** How far somebody has got. */
function markOf({ edition, isMine, reading }: Standing): Mark {
  if (edition.policy.withdrawnAt !== null) return 'withdrawn'
  if (reading !== null && reading.acknowledgedAt !== null) return 'acknowledged'
  if (!isMine) return edition.isPublic ? 'open' : 'other'
  return reading === null ? 'mine' : 'begun'
}

function lineText(turn: Turn, standing: Standing): Html {
  const { title, number } = standing.edition
  return turn.t('policies:shelfLine', {
    mark: turn.label(markKey[markOf(standing)]),
    title: cut(title, longest.line),
    number,
    standing: turn.label(standingKey[markOf(standing)], { at: atOf(standing) }),
  })
}

function atOf({ edition, reading }: Standing): Date {
  return edition.policy.withdrawnAt ?? reading?.acknowledgedAt ?? edition.publishedAt
}

function openOf(turn: Turn, standing: Standing): InlineKeyboardButton {
  const { policyId, title } = standing.edition
  const label = `${turn.label(markKey[markOf(standing)])} ${cut(title, longest.button)}`.trim()
  return cardButton.with(label, { policy: policyId })
}
