import type { Command } from '../../platform/feature.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { joinHtml } from '../../platform/html.ts'
import { Refusal } from '../../platform/refusal.ts'
import { waitingButton, waitingFor } from '../../shared/questionnaires/waiting.ts'
import { suggestButton } from '../../shared/tickets/buttons.ts'
import { erasing } from './erasing.ts'
import { languageView } from './language.ts'
import { showLeave } from './leaving.ts'
import { onboarding } from './onboarding.ts'
import { giveData } from './mydata.ts'
import { readCard } from './profile.ts'
import { showProfile } from './profilePresses.ts'
import { profileView } from './profileViews.ts'
import { askContact, hearsContact } from './verifying.ts'
import { helpView, menuView } from './views.ts'

/** So many questionnaires stand above the suggestion that words can become. */
const mostWaiting = 3

export const commands: Command[] = [
  { name: 'menu', right: 'all', summary: 'people:menuSummary', run: showMenu },
  {
    name: 'profil',
    alias: 'profile',
    right: 'all',
    summary: 'people:profileSummary',
    run: showProfile,
  },
  { name: 'datasaya', alias: 'mydata', right: 'all', summary: 'people:mydataSummary', run: giveData },
  { name: 'masuk', alias: 'verify', right: 'member', summary: 'people:verifySummary', run: askContact },
  { name: 'cuti', alias: 'leave', right: 'employee', summary: 'people:leaveSummary', run: showLeave },
  {
    name: 'bahasa',
    alias: 'language',
    right: 'all',
    summary: 'people:languageSummary',
    keepsDialog: true,
    async run(turn) {
      turn.answer(languageView(turn))
    },
  },
  {
    name: 'bantuan',
    alias: 'help',
    right: 'all',
    summary: 'people:helpSummary',
    async run(turn) {
      turn.answer(helpView(turn))
    },
  },
  {
    name: 'batal',
    alias: 'cancel',
    right: 'all',
    summary: 'people:cancelSummary',
    keepsDialog: true,
    run: (turn) => turn.leave(),
  },
  {
    name: 'hapusdata',
    alias: 'deletedata',
    right: 'all',
    summary: 'people:eraseSummary',
    async run(turn) {
      const card = await readCard(turn.db, turn.who.telegramId)
      if (card === null) return turn.answer(profileView(turn, null))
      if (card.consentAt !== null) return turn.open(erasing, {})
      // Only a refusal is stored: nothing to weigh.
      await turn.erase()
      turn.answer({ text: turn.t('people:erased') })
    },
  },
  {
    name: 'start',
    right: 'all',
    summary: 'people:startSummary',
    async run(turn, payload) {
      if (payload !== '' && (await turn.start(payload))) return
      if (payload !== '' && !turn.who.stranger) throw new Refusal('people:startUnknown')
      // Who has agreed is asked nothing again: what they said then is changed in their profile.
      if (!turn.who.stranger) return turn.answer(menuView(turn, turn.t('people:welcomeBack')))
      await turn.open(onboarding, { payload })
    },
  },
]

/**
 * A contact is taken. Words that no dialog waits for are answered with what can be done; they stay in the chat, and whoever
 * has agreed can send them as a suggestion: nothing of them is stored with a ticket before. An album is answered once. Where a
 * questionnaire waits, it comes first: an answer, above all an anonymous one, is not to become a ticket by one tap.
 */
export async function plainWords(turn: Turn): Promise<void> {
  const { message } = turn
  if (message && (await hearsContact(turn, message))) return
  const album = message?.media_group_id
  const once = album === undefined ? undefined : `words:${album}`
  const text = message?.text ?? message?.caption ?? album
  if (message === undefined || text === undefined || !turn.may('member'))
    return turn.answer(menuView(turn, turn.t('people:plainWords')), once)
  const waiting = await waitingFor(turn)
  const offer = turn.t('people:offerSuggestion')
  const view = {
    ...menuView(turn, waiting.length === 0 ? offer : joinHtml([turn.t('questionnaires:wordsWait'), offer])),
    buttons: [
      ...waiting.slice(0, mostWaiting).map((one) => [waitingButton(turn.voice, one)]),
      [suggestButton.with(turn.label('people:sendSuggestion'), {})],
    ],
    replyTo: message.message_id,
  }
  turn.answer(view, once)
}

async function showMenu(turn: Turn) {
  turn.answer(menuView(turn, turn.t('people:menu')))
}
