import type { Outcome, Prisma } from '../../generated/prisma/client.ts'
import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { leaf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { concludeButton, ledgerButton } from '../../shared/outcomes/buttons.ts'
import { paragraphName } from '../../shared/policies/places.ts'
import { cardButton, chooseButton, joinButton, newButton } from './buttons.ts'
import { saidOf } from './sources.ts'
import type { Said, SourceName } from './sources.ts'
import { lineOf } from './statements.ts'
import { writing } from './writing.ts'

const perPage = 6
/** Letters of a button. */
const longest = 60
/** For how long something more is joined to an outcome that was told, in milliseconds. */
const recent = 180 * 86_400_000

/** "Catat tindak lanjut": joins what is there already, where there is some, else begins a new one. */
const onConclude = press(concludeButton, 'planner', async (turn, name) => {
  const said = await saidOf(turn.db, name)
  const found = await candidates(turn, said)
  if (found.length === 0) return turn.open(writing, openingOf(said))
  turn.answer(choiceView(turn.voice, said, found, 0))
})

const onChoose = press(chooseButton, 'planner', async (turn, { page, ...name }) => {
  const said = await saidOf(turn.db, name)
  turn.replace(choiceView(turn.voice, said, await candidates(turn, said), page))
})

const onNew = press(newButton, 'planner', async (turn, name) => {
  await turn.open(writing, openingOf(await saidOf(turn.db, name)))
})

export const choosingPresses: Press[] = [onConclude, onChoose, onNew]

const openingOf = ({ kind, id }: SourceName) => ({ kind, id: String(id) })

/** An outcome that something can be joined to, or has been. */
interface Candidate extends Pick<Outcome, 'id' | 'kind' | 'sentence'> {
  isOwn: boolean
}

/**
 * What it is part of already; then those that nobody has been told of; then those of the same policy, or likewise of none,
 * that were told not long ago. Each the newest first.
 */
async function candidates({ db, now }: Turn, { kind, id, paragraph }: Said): Promise<Candidate[]> {
  const own = { sources: { some: kind === 'ticket' ? { ticketId: id } : { questionId: id } } }
  const since = new Date(now.getTime() - recent)
  const ranks: Prisma.OutcomeWhereInput[] = [
    own,
    { NOT: own, toldAt: null },
    { NOT: own, toldAt: { gte: since }, policyId: paragraph?.version.policyId ?? null },
  ]
  const found: Candidate[] = []
  for (const where of ranks) {
    const rows = await db.outcome.findMany({ where, orderBy: { id: 'desc' }, take: 100 })
    found.push(...rows.map((row) => ({ ...row, isOwn: where === own })))
  }
  return found
}

function choiceView(voice: Voice, said: Said, found: Candidate[], wanted: number): View {
  const name = { kind: said.kind, id: said.id }
  const pages = Math.max(1, Math.ceil(found.length / perPage))
  const { page, turning } = leaf(voice, { wanted, pages }, (to, label) =>
    chooseButton.with(label, { ...name, page: to }),
  )
  const rows = found.slice(page * perPage, (page + 1) * perPage).map((one) => {
    const label = lineOf(voice, one, longest)
    if (one.isOwn) return [cardButton.with(voice.label('platform:chosen', { label }), { outcome: one.id, page: 0 })]
    return [joinButton.with(label, { outcome: one.id, ...name })]
  })
  return {
    text: joinHtml([
      aboutText(voice, said),
      found.some(({ isOwn }) => isOwn) ? voice.t('outcomes:partOf') : undefined,
      voice.t('outcomes:askJoin'),
    ]),
    buttons: [
      [newButton.with(voice.label('outcomes:writeNew'), name)],
      ...rows,
      ...turning,
      [ledgerButton.with(voice.label('outcomes:ledger'), { policy: 0n, page: 0 })],
    ],
  }
}

/** What the outcome is about, without the words of who said it: they are above. */
function aboutText(voice: Voice, { code, paragraph }: Said): Html {
  if (code !== null) return voice.t('outcomes:aboutTicket', { code })
  return voice.t('outcomes:aboutQuestion', { label: paragraph === null ? '' : paragraphName(voice, paragraph) })
}
