import type { InlineKeyboardButton } from '@grammyjs/types'
import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { leaf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import { effectiveText } from './newsViews.ts'
import { funnelButton } from './funnelViews.ts'
import { questionsButton, renewButton } from './questionViews.ts'
import { ledgerButton, outcomesButton } from '../../shared/outcomes/buttons.ts'
import { objectionsButton } from '../../shared/tickets/buttons.ts'
import type { Open } from './questions.ts'
import { contentsButton, listButton, originalButton, readButton, whyButton } from './readingButtons.ts'
import { atButton, cardButton } from '../../shared/policies/buttons.ts'
import { editionText } from './readingViews.ts'
import { standingText } from './shelfViews.ts'
import type { Standing } from './shelfViews.ts'
import type { Edition, Heading } from '../../shared/policies/versions.ts'

const policy = z.coerce.bigint()
export const versionsButton = button('policy.versions', { policy, page: z.coerce.number().int().min(0).max(10_000) })
export const withdrawButton = button('policy.withdraw', { policy, sure: z.enum(['ask', 'y', 'n']) })

/** What is told of a policy. */
interface Card {
  standing: Standing
  headings: Heading[]
  /** How many texts say why it concerns one. */
  reasons: number
  /** What waits for the planners; null: it is not for who looks. */
  open: Open | null
  /** How many outcomes of what people said are public. */
  outcomes: number
}

const versionsPerPage = 8
const Words = z.object({ id: z.string(), en: z.string() })

/** What a policy is, where one stands with it, and what one can do; planners can do more. */
export function cardView(turn: Turn, card: Card): View {
  const { standing, headings } = card
  const { edition } = standing
  const { voice } = turn
  const { summary, effective, publishedAt } = edition
  const audience = Words.parse(edition.audienceText)[voice.language]
  return {
    text: joinHtml([
      editionText(voice, edition),
      summary === '' ? undefined : voice.t('policies:newsSummary', { summary }),
      joinHtml(
        [
          effective === null || edition.policy.withdrawnAt !== null ? undefined : effectiveText(voice, effective),
          voice.t('policies:cardAudience', { audience }),
          voice.t('policies:cardPublished', { at: publishedAt, count: headings.length }),
          standingText(turn, standing),
        ],
        '\n',
      ),
    ]),
    buttons: cardButtons(turn, card),
  }
}

/** The versions of a policy, the newest first, eight on a page, each with a button that opens it. */
export function versionsView(turn: Turn, edition: Edition, versions: Edition[], wanted: number): View {
  const pages = Math.max(1, Math.ceil(versions.length / versionsPerPage))
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) =>
    versionsButton.with(label, { policy: edition.policyId, page: to }),
  )
  const rows = versions
    .slice(page * versionsPerPage, (page + 1) * versionsPerPage)
    .map(({ id, number, publishedAt }) => [
      contentsButton.with(turn.label('policies:versionButton', { number, at: publishedAt }), {
        version: id,
        mode: 'a',
        page: 0,
      }),
    ])
  return {
    text: joinHtml([editionText(turn.voice, edition), turn.t('policies:versionsText', { count: versions.length })]),
    buttons: [...rows, ...turning, [cardButton.with(turn.label('platform:back'), { policy: edition.policyId })]],
  }
}

/** Says what withdrawing does, and asks. */
export function withdrawView(turn: Turn, { policyId, title }: Edition): View {
  const answer = (sure: 'y' | 'n', label: string) => withdrawButton.with(label, { policy: policyId, sure })
  return {
    text: turn.t('policies:askWithdraw', { title }),
    buttons: [[answer('y', turn.label('policies:yesWithdraw')), answer('n', turn.label('platform:back'))]],
  }
}

function cardButtons(turn: Turn, card: Card): InlineKeyboardButton[][] {
  const { standing, headings, reasons, open, outcomes } = card
  const { edition, reading } = standing
  const { id: version, policyId, policy: of } = edition
  const hasBase = reading !== null && reading.baseId !== null && reading.acknowledgedAt === null
  const mode = hasBase ? 'c' : 'a'
  const [first] = headings
  const isBegun = reading !== null && reading.place !== 0 && reading.acknowledgedAt === null
  const whole =
    first && atButton.with(turn.label('policies:readWhole'), { version, at: first.identity, part: 0, mode: 'a' })
  const rows = [
    [
      readButton.with(turn.label(isBegun ? 'policies:readOn' : 'policies:read'), { policy: policyId }),
      ...(hasBase && whole !== undefined ? [whole] : []),
    ],
    reasons > 0 ? [whyButton.with(turn.label('policies:why'), { version, at: 0, mode, page: 0 })] : [],
    [
      contentsButton.with(turn.label('policies:contents'), { version, mode: 'a', page: 0 }),
      ...(edition.originalId === null ? [] : [originalButton.with(turn.label('policies:original'), { version })]),
    ],
    outcomes > 0
      ? [outcomesButton.with(turn.label('outcomes:listButton', { count: outcomes }), { policy: policyId, page: 0 })]
      : [],
    edition.number > 1 ? [versionsButton.with(turn.label('policies:versions'), { policy: policyId, page: 0 })] : [],
    turn.may('overseer') ? [funnelButton.with(turn.label('policies:progressOf'), { version, unit: 0n, page: 0 })] : [],
    ...(open === null ? [] : plannerButtons(turn, { policyId, open, isOpen: of.withdrawnAt === null })),
    [listButton.with(turn.label('policies:toShelf'), { page: 0 })],
  ]
  return rows.filter((row) => row.length > 0)
}

function plannerButtons(
  turn: Turn,
  { policyId: of, open, isOpen }: { policyId: bigint; open: Open; isOpen: boolean },
): InlineKeyboardButton[][] {
  return [
    [
      questionsButton.with(turn.label('policies:questions', { count: open.questions }), { policy: of, page: 0 }),
      objectionsButton.with(turn.label('policies:objections', { count: open.objections }), { policy: of, page: 0 }),
    ],
    [ledgerButton.with(turn.label('outcomes:ledgerButton'), { policy: of, page: 0 })],
    isOpen
      ? [
          renewButton.with(turn.label('policies:renew'), { policy: of }),
          withdrawButton.with(turn.label('policies:withdraw'), { policy: of, sure: 'ask' }),
        ]
      : [],
  ]
}
