import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import {
  answerButton,
  findButton,
  noteButton,
  notesButton,
  ownLineButton,
  ownNotesButton,
  teamButton,
} from '../buttons.ts'
import { demandLed, nameOf, ownIdOf, teamOf } from '../people.ts'
import { notesOf, ownLineOf, ownLinesOf } from './notes.ts'
import { headLineView, ownLineView, ownNotesView, teamView } from './views.ts'
import { coaching, finding, noteWords, replying, sendNote, sendReply } from './writing.ts'

const onTeam = press(teamButton, 'head', async (turn, { page }) =>
  turn.replace(teamView(turn, await teamOf(turn.db, turn.who.telegramId), page)),
)

const onFind = press(findButton, 'head', (turn) => turn.open(finding, {}))

const onNotes = press(notesButton, 'head', async (turn, { person, page }) => {
  const { db, who } = turn
  const colleague = await demandLed(db, who.telegramId, person)
  const notes = await notesOf(db, { personId: person, headChat: who.telegramId })
  turn.replace(headLineView(turn, colleague, notes, page))
})

/** "Tulis catatan", and "Balas" below an employee's reply; what is said in reply to that message is a note, too. */
const onNote = press(
  noteButton,
  'head',
  async (turn, { person }) => {
    await demandLed(turn.db, turn.who.telegramId, person)
    await turn.open(coaching, { person: String(person) })
  },
  (turn, { person }, message) => sendNote(turn, person, noteWords(turn, message)),
)

/** "Balas" below a head's note; what is said in reply to that message is a reply, too. */
const onAnswer = press(
  answerButton,
  'employee',
  async (turn, { note }) => {
    await ownLineOf(turn.db, turn.who, note)
    await turn.open(replying, { note: String(note) })
  },
  (turn, { note }, message) => sendReply(turn, note, noteWords(turn, message)),
)

const onOwnLine = press(ownLineButton, 'employee', (turn, { note, page }) => showLine(turn, note, page))

/** "Catatan saya": the notes at once where one head has written. */
const onOwnNotes = press(ownNotesButton, 'employee', async (turn) => {
  const lines = await ownLinesOf(turn.db, await ownIdOf(turn.db, turn.who))
  const [only, ...others] = lines
  if (only === undefined || others.length > 0) return turn.replace(ownNotesView(turn, lines))
  await showLine(turn, only.note, 0)
})

/** Every button of the notes. */
export const coachingPresses: Press[] = [onTeam, onFind, onNotes, onNote, onAnswer, onOwnLine, onOwnNotes]

async function showLine(turn: Turn, note: bigint, page: number) {
  const { db, who } = turn
  const line = await ownLineOf(db, who, note)
  const head = line.headChat === null ? null : await nameOf(db, line.headChat)
  turn.replace(ownLineView(turn, { personId: line.personId, head }, await notesOf(db, line), page))
}
