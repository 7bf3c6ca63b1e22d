import type { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { cardButton } from '../../../shared/policies/buttons.ts'
import { cut, paragraphName } from '../../../shared/policies/places.ts'
import { newestEdition } from '../../../shared/policies/versions.ts'
import { objectionsButton } from '../../../shared/tickets/buttons.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { stateKey } from '../../../shared/tickets/words.ts'
import { deedButton } from './buttons.ts'

const perPage = 6
/** Letters that are shown of a ticket's text. */
const longest = 200

const paragraph = {
  select: { label: true, position: true, section: true, version: { select: { number: true } } },
} as const satisfies Prisma.PolicyParagraphDefaultArgs
type Objection = Prisma.TicketGetPayload<{ include: { paragraph: typeof paragraph } }>

/** The objections to a policy's paragraphs, for planners: those that are open first. */
export const onObjections: Press = press(objectionsButton, 'planner', async (turn, { policy, page }) => {
  turn.replace(objectionsView(turn, await newestEdition(turn.db, policy), await listObjections(turn.db, policy, page)))
})

async function listObjections(db: Db, policyId: bigint, wanted: number) {
  const where = { paragraph: { version: { policyId } } } satisfies Prisma.TicketWhereInput
  const total = await db.ticket.count({ where })
  const pages = Math.max(1, Math.ceil(total / perPage))
  const page = Math.min(wanted, pages - 1)
  const rows: Objection[] = await db.ticket.findMany({
    where,
    orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
    include: { paragraph },
    skip: page * perPage,
    take: perPage,
  })
  return { rows, total, page, pages }
}

function objectionsView(
  turn: Turn,
  { policyId: policy, title }: { policyId: bigint; title: string },
  { rows, total, page: wanted, pages }: Awaited<ReturnType<typeof listObjections>>,
): View {
  const { turning } = leaf(turn, { wanted, pages }, (page, label) => objectionsButton.with(label, { policy, page }))
  const lines = rows.map((ticket) =>
    turn.t('suggestions:deskObjection', {
      code: codeOf(ticket),
      state: turn.label(stateKey[ticket.state]),
      label: ticket.paragraph === null ? '' : paragraphName(turn.voice, ticket.paragraph),
      version: ticket.paragraph?.version.number ?? '',
      text: cut(ticket.text, longest),
    }),
  )
  return {
    text: joinHtml([
      turn.t('suggestions:deskObjections', { title, count: total }),
      ...(lines.length === 0 ? [turn.t('suggestions:deskNothing')] : lines),
    ]),
    buttons: [
      ...rows.map(({ id: ticket, ...row }) => [deedButton.with(codeOf(row), { ticket, deed: 'open' })]),
      ...turning,
      [cardButton.with(turn.label('platform:back'), { policy })],
    ],
  }
}
