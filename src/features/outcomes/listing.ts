import type { InlineKeyboardButton } from '@grammyjs/types'
import type { Prisma, Outcome } from '../../generated/prisma/client.ts'
import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { leaf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Voice } from '../../platform/texts.ts'
import { outcomesButton, paragraphOutcomesButton } from '../../shared/outcomes/buttons.ts'
import { toldOf } from '../../shared/outcomes/told.ts'
import { demandReadable } from '../../shared/policies/access.ts'
import { atButton, cardButton } from '../../shared/policies/buttons.ts'
import { policyStart } from '../../shared/policies/links.ts'
import { cut, paragraphName } from '../../shared/policies/places.ts'
import { newestEdition, paragraphOf } from '../../shared/policies/versions.ts'
import { readButton } from './buttons.ts'
import { placesOf } from './places.ts'
import { statementText } from './statements.ts'

const perPage = 5
/** Letters of a policy's title. */
const longest = 120

/** "Anda usul, kami lakukan" of a policy, for everyone who may read it. */
const onList = press(outcomesButton, 'all', async (turn, { policy, page }) => {
  const edition = await newestEdition(turn.db, policy)
  await demandReadable(turn, edition)
  await showList(turn, {
    head: turn.t('outcomes:listOf', { title: cut(edition.title, longest) }),
    where: toldOf(policy),
    wanted: page,
    to: (to, text) => outcomesButton.with(text, { policy, page: to }),
    back: cardButton.with(turn.label('platform:back'), { policy }),
  })
})

/** The same of a paragraph, while it is read. */
const onParagraph = press(paragraphOutcomesButton, 'all', async (turn, { paragraph, mode, page }) => {
  const { passage, edition } = await paragraphOf(turn.db, paragraph)
  await demandReadable(turn, edition)
  const at = { version: edition.id, at: passage.identity, part: 0, mode }
  const label = paragraphName(turn.voice, passage)
  await showList(turn, {
    head: turn.t('outcomes:listOfParagraph', { label, title: cut(edition.title, longest) }),
    where: toldOf(edition.policyId, passage.identity),
    wanted: page,
    to: (to, text) => paragraphOutcomesButton.with(text, { paragraph, mode, page: to }),
    back: atButton.with(turn.label('platform:back'), at),
  })
})

/** Opens it as its link does: in the version that holds, below the news, which has more buttons. */
const onRead = press(readButton, 'all', async (turn, { policy, at }) => {
  const isOpened = await turn.start(`${policyStart}-${policy}${at === 0 ? '' : `-${at}`}`)
  if (!isOpened) throw new Refusal('platform:startFirst')
})

export const listingPresses: Press[] = [onList, onParagraph, onRead]

/** A list on pages, and where one comes back from it. */
interface List {
  head: Html
  where: Prisma.OutcomeWhereInput
  wanted: number
  to(page: number, text: string): InlineKeyboardButton
  back: InlineKeyboardButton
}

/**
 * What became of what people said, the newest first. How many they were is not told: it may be one, and a number that has
 * grown would tell of who came last.
 */
async function showList(turn: Turn, { head, where, wanted, to, back }: List): Promise<void> {
  const { db, voice } = turn
  const pages = Math.max(1, Math.ceil((await db.outcome.count({ where })) / perPage))
  const { page, turning } = leaf(turn, { wanted, pages }, to)
  const rows = await db.outcome.findMany({
    where,
    orderBy: [{ toldAt: 'desc' }, { id: 'desc' }],
    skip: page * perPage,
    take: perPage,
  })
  const places = await placesOf(db, rows)
  turn.replace({
    text: joinHtml([
      head,
      rows.length === 0 ? voice.t('outcomes:listNone') : undefined,
      ...rows.map((row, at) =>
        joinHtml([statementText(voice, row, places[at] ?? null, turn.botName), sinceText(voice, row)], '\n'),
      ),
    ]),
    buttons: [...turning, [back]],
  })
}

/** Since which version, or when, it is known. */
function sinceText(voice: Voice, { afterNumber, toldAt }: Outcome): Html | undefined {
  if (toldAt === null) return undefined
  if (afterNumber === null) return voice.t('outcomes:sinceDay', { at: toldAt })
  return voice.t('outcomes:sinceVersion', { number: afterNumber + 1, at: toldAt })
}
