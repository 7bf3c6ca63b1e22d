import { z } from 'zod'
import type { Forum } from '../../../generated/prisma/client.ts'
import { button, press } from '../../../platform/dialog/button.ts'
import { leaf, pagesOf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { forumButton, resultButton } from '../buttons.ts'
import { demandForum } from '../forums.ts'
import { turnout } from '../participants.ts'
import { keepQuiet } from '../taking/quiet.ts'
import { orderMap } from './mapping.ts'
import { orderBars } from './picturing.ts'
import { publishedOf } from './published.ts'
import type { Findings } from './published.ts'
import { findingTexts } from './texts.ts'

const id = z.coerce.bigint()
/** Another page of it. */
const pageButton = button('forum.respage', { forum: id, page: z.coerce.number().int().min(0).max(1000) })
/** The same as a picture. */
const barsButton = button('forum.resbars', { forum: id })
const mapButton = button('forum.resmap', { forum: id })

/** Letters of the findings on a page, beside its head. */
const longestPage = 2600

/** What came of a forum: of everyone's once it is published, of planners' before that, too. */
const onResult = press(resultButton, 'all', async (turn, { forum }) =>
  turn.answer(await resultView(turn, await demandResult(turn, forum), 0)),
)

const onPage = press(pageButton, 'all', async (turn, { forum, page }) =>
  turn.replace(await resultView(turn, await demandResult(turn, forum), page)),
)

const onBars = press(barsButton, 'all', async (turn, { forum: number }) => {
  const { forum } = await demandResult(turn, number)
  await orderBars(turn, forum.id)
  turn.alert('forums:chartMaking')
})

const onMap = press(mapButton, 'all', async (turn, { forum: number }) => {
  const { forum } = await demandResult(turn, number)
  await orderMap(turn, forum.id, false)
  turn.alert('forums:chartMaking')
})

export const resultPresses = [onResult, onPage, onBars, onMap]

/** A forum with what is published of it; refused to whom it is not shown yet, and where there is nothing to show. */
async function demandResult(turn: Turn, number: bigint): Promise<{ forum: Forum; found: Findings }> {
  const forum = await demandForum(turn, number)
  if (forum.state !== 'published' && !turn.may('planner')) throw new Refusal('forums:resultLater')
  keepQuiet(turn, forum)
  const found = await publishedOf(turn.db, number)
  const count = turn.settings.minGroup
  if (found === null) throw new Refusal(forum.state === 'open' ? 'forums:resultNone' : 'forums:resultNever', { count })
  return { forum, found }
}

async function resultView(
  turn: Turn,
  { forum, found }: { forum: Forum; found: Findings },
  wanted: number,
): Promise<View> {
  const { title, question, state } = forum
  const pages = pagesOf(findingTexts(turn.voice, found), longestPage, '\n\n')
  const { page, turning } = leaf(turn, { wanted, pages: pages.length }, (to, label) =>
    pageButton.with(label, { forum: forum.id, page: to }),
  )
  const { people, groups, shares } = found.published
  return {
    text: joinHtml([
      turn.t('forums:resultTitle', { title, question, ...(await turnout(turn.db, forum.id)) }),
      state === 'published' ? undefined : turn.t('forums:resultPlanners'),
      pages[page],
      turn.t('forums:resultNote', { people, min: turn.settings.minGroup }),
    ]),
    buttons: [
      ...turning,
      [
        ...(shares.some(({ agree }) => agree !== null)
          ? [barsButton.with(turn.label('forums:resultBars'), { forum: forum.id })]
          : []),
        ...(groups === null ? [] : [mapButton.with(turn.label('forums:resultMap'), { forum: forum.id })]),
      ],
      [forumButton.with(turn.label('forums:about'), { forum: forum.id })],
    ].filter((row) => row.length > 0),
  }
}
