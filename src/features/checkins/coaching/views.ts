import type { InlineKeyboardButton } from '@grammyjs/types'
import type { CoachingNote } from '../../../generated/prisma/client.ts'
import { leaf, pagesOf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { cut } from '../../../shared/policies/places.ts'
import {
  answerButton,
  findButton,
  homeButton,
  noteButton,
  notesButton,
  ownLineButton,
  ownNotesButton,
  teamButton,
} from '../buttons.ts'
import type { Colleague } from '../people.ts'

const perPage = 10
const longestLabel = 60
/** Letters of the notes on a page: Telegram takes 4096 of all. */
const room = 3200

/** The people of a head's units. */
export function teamView(turn: Turn, team: Colleague[], wanted: number): View {
  const pages = Math.max(1, Math.ceil(team.length / perPage))
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) => teamButton.with(label, { page: to }))
  return {
    text: joinHtml([
      turn.t('checkins:team'),
      team.length === 0 ? turn.t('checkins:teamNone') : turn.t('checkins:teamChoose'),
      turn.t('checkins:coachingNote'),
    ]),
    buttons: [
      ...colleagueRows(team.slice(page * perPage, (page + 1) * perPage)),
      ...turning,
      ...(pages > 1 ? [[findButton.with(turn.label('checkins:findColleague'), {})]] : []),
      ...(turn.may('employee') ? [[homeButton.with(turn.label('platform:back'), {})]] : []),
    ],
  }
}

/** Those who were found by a name. */
export function foundView(turn: Turn, found: Colleague[]): View {
  return { text: turn.t('checkins:found'), buttons: colleagueRows(found) }
}

/** What a head and somebody of their unit wrote to each other, as the head reads it. */
export function headLineView(turn: Turn, colleague: Colleague, notes: CoachingNote[], wanted: number): View {
  const { id, name, unit } = colleague
  return lineView(turn, {
    title: turn.t('checkins:lineWith', { name, unit }),
    other: name,
    notes,
    wanted,
    toPage: (page, label) => notesButton.with(label, { person: id, page }),
    isOwn: ({ authorId }) => authorId !== id,
    buttons: [
      [noteButton.with(turn.label('checkins:writeNote'), { person: id })],
      [teamButton.with(turn.label('checkins:toTeam'), { page: 0 })],
    ],
  })
}

/** The same as the employee reads it. */
export function ownLineView(
  turn: Turn,
  { personId, head }: { personId: bigint; head: string | null },
  notes: CoachingNote[],
  wanted: number,
): View {
  const other = head ?? turn.label('checkins:formerHead')
  const note = notes[0]?.id ?? 0n
  return lineView(turn, {
    title: turn.t('checkins:ownLine', { name: other }),
    other,
    notes,
    wanted,
    toPage: (page, label) => ownLineButton.with(label, { note, page }),
    isOwn: ({ authorId }) => authorId === personId,
    buttons: [
      ...(notes.some(({ headChat }) => headChat !== null)
        ? [[answerButton.with(turn.label('checkins:reply'), { note })]]
        : []),
      [homeButton.with(turn.label('platform:back'), {})],
    ],
  })
}

/** An employee's heads, where there were several. */
export function ownNotesView(turn: Turn, lines: { note: bigint; name: string | null }[]): View {
  return {
    text: turn.t(lines.length === 0 ? 'checkins:notesNone' : 'checkins:notesChoose'),
    buttons: [
      ...lines.map(({ note, name }) => [
        ownLineButton.with(cut(name ?? turn.label('checkins:formerHead'), longestLabel), { note, page: 0 }),
      ]),
      [homeButton.with(turn.label('platform:back'), {})],
    ],
  }
}

/** What an employee is told of a note of their head, with what opens the rest. */
export function noteNews(voice: Turn['voice'], head: string | null, { id, text }: { id: bigint; text: string }): View {
  return {
    text: joinHtml([
      voice.t('checkins:noteNews', { name: head ?? voice.label('checkins:yourHead') }),
      voice.t('checkins:quoted', { text }),
      voice.t('checkins:onlyYouTwo'),
    ]),
    buttons: [
      [answerButton.with(voice.label('checkins:reply'), { note: id })],
      [ownNotesButton.with(voice.label('checkins:allNotes'), {})],
    ],
  }
}

/** What a head is told of a reply. */
export function replyNews(voice: Turn['voice'], { id, name, unit }: Colleague, text: string): View {
  return {
    text: joinHtml([
      voice.t('checkins:replyNews', { name, unit }),
      voice.t('checkins:quoted', { text }),
      voice.t('checkins:onlyYouTwo'),
    ]),
    buttons: [
      [noteButton.with(voice.label('checkins:reply'), { person: id })],
      [notesButton.with(voice.label('checkins:allNotes'), { person: id, page: 0 })],
    ],
  }
}

function colleagueRows(colleagues: Colleague[]): InlineKeyboardButton[][] {
  return colleagues.map(({ id, name, unit }) => [
    notesButton.with(cut(`${name} · ${unit.split(' / ').at(-1) ?? unit}`, longestLabel), { person: id, page: 0 }),
  ])
}

function lineView(
  turn: Turn,
  line: {
    title: View['text']
    other: string
    /** The newest first. */
    notes: CoachingNote[]
    wanted: number
    toPage(page: number, label: string): InlineKeyboardButton
    isOwn(note: CoachingNote): boolean
    buttons: InlineKeyboardButton[][]
  },
): View {
  const lines = line.notes.map((note) => {
    const { text, createdAt: at } = note
    const name = line.isOwn(note) ? turn.label('checkins:you') : line.other
    return turn.t('checkins:note', { name, at, text })
  })
  const pages = pagesOf(lines, room, '\n\n')
  const { page, turning } = leaf(turn, { wanted: line.wanted, pages: pages.length }, line.toPage)
  return {
    text: joinHtml([
      line.title,
      lines.length === 0 ? turn.t('checkins:notesNone') : pages[page],
      turn.t('checkins:onlyYouTwo'),
    ]),
    buttons: [...turning, ...line.buttons],
  }
}
