import type { Command } from '../../platform/feature.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
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

/** A contact is taken; words that no dialog waits for are answered with what can be done, and stay in the chat. */
export async function plainWords(turn: Turn): Promise<void> {
  if (turn.message && (await hearsContact(turn, turn.message))) return
  turn.answer(menuView(turn, turn.t('people:plainWords')))
}

async function showMenu(turn: Turn) {
  turn.answer(menuView(turn, turn.t('people:menu')))
}
