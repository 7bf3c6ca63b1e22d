import { parameters } from '../../../platform/inbox/turn.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { submit } from '../../../shared/tickets/submission.ts'
import { attach } from '../files.ts'
import { enclosedOf, saidOf } from './answers.ts'
import type { Opening, Sofar } from './answers.ts'
import { isHurtful } from '../../../shared/moderation/hurtfulWords.ts'
import { demandMaySubmit } from './limits.ts'
import { objectedOf } from './paragraphs.ts'
import { sentView } from './previewViews.ts'
import { tellPlanners } from './officerNews.ts'

/** "Kirim": makes a ticket of the answers, says how it is followed, and tells the planners. */
export async function finishSubmission(turn: Turn, sofar: Sofar, opening: Opening): Promise<void> {
  const said = saidOf(sofar, opening)
  const { paragraph } = opening
  if (said === undefined || sofar.name === undefined || sofar.sure !== true) throw new Refusal('platform:dialogGone')
  await demandMaySubmit(turn)
  if (paragraph !== undefined) await objectedOf(turn, paragraph)
  const { words: place, latitude, longitude } = sofar.place ?? {}
  const enclosures = enclosedOf(sofar, opening)
  const submitted = await submit(
    turn.db,
    {
      telegramId: turn.who.telegramId,
      isAnonymous: sofar.name.isAnonymous,
      kind: sofar.kind ?? 'suggestion',
      text: said.words,
      place,
      location: latitude === undefined || longitude === undefined ? undefined : { latitude, longitude },
      namedUnitId: await knownUnit(turn, sofar.unit?.id ?? null),
      paragraphId: paragraph === undefined ? undefined : BigInt(paragraph),
      isFlagged: isHurtful(said.words),
    },
    turn.settings,
    turn.now,
  )
  await attach(turn, submitted.ticket, submitted.event, enclosures)
  // No row of it stays: it would say whose ticket it is, and the six letters.
  const payload = parameters(await sentView(turn, submitted, opening))
  await turn.post({ method: 'sendMessage', payload, fleeting: true })
  await tellPlanners(turn, submitted.ticket, enclosures.length)
}

/** The unit that was chosen, unless it has gone since. */
async function knownUnit({ db }: Turn, id: string | null): Promise<bigint | undefined> {
  if (id === null) return undefined
  return (await db.unit.findUnique({ where: { id: BigInt(id) }, select: { id: true } }))?.id
}
