import { cut as cutText } from '../../../platform/cuts.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { linkOf } from '../../../shared/policies/links.ts'
import { cut, placeOf } from '../../../shared/policies/places.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { kindKey, stateKey } from '../../../shared/tickets/words.ts'
import { deedButton, talkButton } from './buttons.ts'
import { cardButtons, moreButtons } from './cardButtons.ts'
import type { CaseFile } from './caseFiles.ts'
import { dueWords } from './dueWords.ts'
import { entryPages, entryText, wordsOf } from './entryViews.ts'
import { lastDayText } from './mutes.ts'

/** UTF-16 units of a ticket's text that its card shows; all of it is among what was said. */
const longestText = 1500
/** Letters that are shown of each of the last things said. */
const longestEntry = 250
const lastEntries = 2

/** Everything an officer may see of a ticket, and what can be done with it. */
export function cardView(turn: Turn, file: CaseFile, isMore = false): View {
  const { ticket, entries } = file
  const [shown, ...rest] = cutText(ticket.text, longestText, [])
  const last = entries.filter(({ kind }) => kind !== 'submitted').slice(-lastEntries)
  return {
    text: joinHtml([
      joinHtml([headText(turn, file), ...factTexts(turn, file)], '\n'),
      turn.t('suggestions:deskQuote', { text: ticket.text.slice(shown?.start, shown?.end) }),
      rest.length > 0 ? turn.t('suggestions:deskTextCut') : undefined,
      ...last.map((entry) => entryText(turn, entry, cut(wordsOf(file, entry), longestEntry))),
    ]),
    buttons: isMore ? moreButtons(turn, file) : cardButtons(turn, file),
  }
}

/** A page of what was said and done. */
export function talkView(turn: Turn, file: CaseFile, wanted: number): View {
  const { ticket } = file
  const packed = entryPages(file)
  const { page, turning } = leaf(turn, { wanted, pages: packed.length }, (to, label) =>
    talkButton.with(label, { ticket: ticket.id, page: to }),
  )
  return {
    text: joinHtml([
      turn.t('suggestions:deskTalkHead', { code: codeOf(ticket) }),
      ...(packed[page] ?? []).map(({ entry, words }) => entryText(turn, entry, words)),
    ]),
    buttons: [
      ...turning,
      [deedButton.with(turn.label('suggestions:deskToTicket'), { ticket: ticket.id, deed: 'open' })],
    ],
  }
}

function headText(turn: Turn, { ticket }: CaseFile): Html {
  const [kind, state] = [turn.label(kindKey[ticket.kind]), turn.label(stateKey[ticket.state])]
  return turn.t('suggestions:deskHead', { code: codeOf(ticket), kind, state })
}

function factTexts(turn: Turn, file: CaseFile): (Html | undefined)[] {
  const { ticket, mute, unit, holder, namedUnit, mergedInto, supporters, merged, outcomes } = file
  const { isFlagged, holderId, publicText, rating } = ticket
  return [
    ...dueTexts(turn, file),
    turn.t('suggestions:deskFrom', { author: authorName(turn, file) }),
    // Whoever objects to a paragraph is not asked for a unit.
    namedUnit === null && ticket.paragraphId !== null
      ? undefined
      : turn.t('suggestions:deskNamed', { unit: namedUnit ?? turn.label('suggestions:deskUnknownUnit') }),
    unit === null ? undefined : turn.t('suggestions:deskForwarded', { unit }),
    holderId === null
      ? undefined
      : turn.t('suggestions:deskHeld', { name: holder ?? turn.label('suggestions:officer') }),
    ...placeTexts(turn, file),
    isFlagged ? turn.t('suggestions:deskFlagged') : undefined,
    ticket.reopenings === 0 ? undefined : turn.t('suggestions:deskReopened', { count: ticket.reopenings }),
    supporters === 0 ? undefined : turn.t('suggestions:deskSupported', { count: supporters }),
    merged === 0 ? undefined : turn.t('suggestions:deskMergedHere', { count: merged }),
    mergedInto === null ? undefined : turn.t('suggestions:deskMergedInto', { code: codeOf(mergedInto) }),
    publicText === null ? undefined : turn.t('suggestions:deskPublic', { text: publicText }),
    outcomes === 0 ? undefined : turn.t('suggestions:deskOutcomes', { count: outcomes }),
    // Which one is an opinion, and told only where enough people have rated.
    rating === null ? undefined : turn.t('suggestions:deskRated'),
    mute === null
      ? undefined
      : turn.t('suggestions:deskMuted', { until: lastDayText(turn.voice, mute, turn.settings) }),
  ]
}

function dueTexts(turn: Turn, { ticket }: CaseFile): (Html | undefined)[] {
  const { dueAt, firstDueAt, limitDays, state } = ticket
  const words = (at: Date) => dueWords(turn.voice, at, turn.now, turn.settings.timeZone)
  return [
    firstDueAt === null ? undefined : turn.t('suggestions:deskFirstDue', { due: words(firstDueAt) }),
    dueAt === null
      ? state === 'waiting'
        ? turn.t('suggestions:deskStands')
        : undefined
      : turn.t('suggestions:deskDueBy', { due: words(dueAt), count: limitDays }),
    dueAt !== null && dueAt <= turn.now ? turn.t('suggestions:deskOverdue') : undefined,
  ]
}

function placeTexts(turn: Turn, { ticket, paragraph }: CaseFile): (Html | undefined)[] {
  const { place, latitude, longitude } = ticket
  const link = paragraph === null ? '' : linkOf(turn.botName, paragraph.version.policyId, paragraph.identity)
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`
  return [
    paragraph === null ? undefined : turn.t('suggestions:deskObjects', { link, ...placeOf(turn.voice, paragraph) }),
    place === null ? undefined : turn.t('suggestions:deskPlace', { place: cut(place, 300) }),
    latitude === null || longitude === null ? undefined : turn.t('suggestions:deskMap', { map }),
  ]
}

/** Of who gave no name nothing but that; of others the name on the roster, for Telegram's names are not kept. */
function authorName(turn: Turn, { ticket: { isAnonymous, personId }, author: name }: CaseFile): string {
  if (isAnonymous) return turn.label('tickets:anonymous')
  if (personId === null) return turn.label('suggestions:deskAuthorErased')
  return name === null ? turn.label('suggestions:deskCitizen') : turn.label('suggestions:deskNameOf', { name })
}
