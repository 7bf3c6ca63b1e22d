import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { countTold } from '../../shared/outcomes/told.ts'
import { openDesk } from './desk.ts'
import type { Desk } from './desk.ts'
import { contentsView, perPage } from './contentsView.ts'
import type { Entry } from './contentsView.ts'
import { endView } from './endView.ts'
import { countPublic } from './questions.ts'
import { passageFor, partsOf } from './passages.ts'
import { questionsLeft } from './quizzes.ts'
import { missing, openReader, pass, see } from './readings.ts'
import type { contentsButton, endButton, readButton, whyButton } from './readingButtons.ts'
import type { atButton } from '../../shared/policies/buttons.ts'
import { paragraphView } from './readingViews.ts'
import { reasonsFor } from './relevances.ts'
import { whyView } from './whyView.ts'
import { beginningsOf, editionOf, headingsOf, newestEdition } from '../../shared/policies/versions.ts'

/** "Baca": the newest version, where they left off; what concerns them first. */
export function onRead(kind: typeof readButton): Press {
  return press(kind, 'all', async (turn, { policy }) => {
    const desk = await openDesk(turn, await newestEdition(turn.db, policy))
    turn.replace(await beginning(turn, desk))
  })
}

/** Goes to a paragraph, or to a part of a long one. */
export function onAt(kind: typeof atButton): Press {
  return press(kind, 'all', async (turn, { version, at, part, mode }) => {
    turn.replace(await paragraphAt(turn, await openDesk(turn, await editionOf(turn.db, version), mode), at, { part }))
  })
}

/** Shows what follows the last paragraph: what is still missing, the quiz, or "Saya paham". */
export function onEnd(kind: typeof endButton): Press {
  return press(kind, 'all', async (turn, { version, mode }) => {
    turn.replace(await ending(turn, await openDesk(turn, await editionOf(turn.db, version), mode)))
  })
}

/** "Daftar isi". */
export function onContents(kind: typeof contentsButton): Press {
  return press(kind, 'all', async (turn, { version, mode, page }) => {
    const desk = await openDesk(turn, await editionOf(turn.db, version), mode)
    turn.replace(contentsView(turn.voice, desk, await entriesOf(turn, desk, page), page))
  })
}

/** "Apa relevansinya bagi saya?", asked from a paragraph, or from before the first one. */
export function onWhy(kind: typeof whyButton): Press {
  return press(kind, 'all', async (turn, { version, at, mode, page }) => {
    const desk = await openDesk(turn, await editionOf(turn.db, version), mode)
    turn.replace(whyView(turn.voice, desk, await reasonsFor(turn, desk.edition), { at, page }))
  })
}

/** A page of the contents: paragraphs of the version, and of the base those that were removed. */
async function entriesOf({ db }: Turn, { edition, headings, reader, route }: Desk, wanted: number): Promise<Entry[]> {
  const page = Math.min(wanted, Math.max(0, Math.ceil(route.stops.length / perPage) - 1))
  const stops = route.stops.slice(page * perPage, (page + 1) * perPage)
  const words = await beginningsOf(db, edition.id, stops)
  const baseId = reader?.reading.baseId ?? null
  const isComplete = stops.every((stop) => headings.some(({ identity }) => identity === stop))
  const known = isComplete || baseId === null ? headings : [...headings, ...(await headingsOf(db, baseId))]
  return stops.flatMap((stop) => {
    const heading = known.find(({ identity }) => identity === stop)
    return heading === undefined ? [] : [{ ...heading, words: words.get(stop) ?? '' }]
  })
}

/** A paragraph as it is read, which is noted. */
export async function paragraphAt(
  turn: Turn,
  desk: Desk,
  at: number,
  { part = 0, moves = true }: { part?: number; moves?: boolean } = {},
): Promise<View> {
  const { db, now } = turn
  const { edition, reader } = desk
  const passage = await passageFor(db, desk, at)
  if (passage === null) throw new Refusal('platform:buttonOld')
  const parts = partsOf(passage.body)
  const shown = Math.min(part, parts.length - 1)
  if (reader !== null) await see(db, reader, { at, moves, isWhole: shown === parts.length - 1 }, now)
  const answered = passage.kind === 'removed' ? 0 : await countPublic(db, edition.policyId, passage.identity)
  const outcomes = passage.kind === 'removed' ? 0 : await countTold(db, edition.policyId, passage.identity)
  return paragraphView(turn, desk, { passage, parts, shown, answered, outcomes })
}

/** What follows the last paragraph, with what there is to do. */
export async function ending(turn: Turn, { edition, headings, route }: Desk): Promise<View> {
  const { db, now } = turn
  // Read anew: what was just seen may have been the last.
  const reader = await openReader(db, edition, headings, turn.who.telegramId, now)
  if (reader === null) return endView(turn, { edition, headings, reader, route }, { left: 0 })
  const isRead = missing(reader).length === 0
  const left = await questionsLeft(db, edition, reader)
  if (isRead && left.length === 0 && reader.reading.passedAt === null) {
    await pass(db, reader, now)
    reader.reading.passedAt = now
  }
  return endView(turn, { edition, headings, reader, route }, { left: left.length })
}

/** Where somebody goes on: at what concerns them before the first paragraph, at the paragraph they left, or at the end. */
async function beginning(turn: Turn, desk: Desk): Promise<View> {
  const { edition, reader, route } = desk
  const [unseen] = reader === null ? [] : missing(reader)
  const first = (route.mode === 'c' ? unseen : undefined) ?? route.stops[0]
  if (first === undefined) return ending(turn, desk)
  // Who has acknowledged it begins anew.
  const place = reader === null || reader.reading.acknowledgedAt !== null ? 0 : reader.reading.place
  if (place !== 0 && route.stops.includes(place)) return paragraphAt(turn, desk, place)
  // Who reads what has changed has been told before why it concerns them.
  const reasons = route.mode === 'c' ? [] : await reasonsFor(turn, edition)
  return reasons.length > 0 ? whyView(turn.voice, desk, reasons, { at: 0, page: 0 }) : paragraphAt(turn, desk, first)
}
