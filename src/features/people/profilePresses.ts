import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { setKind, setLanguage } from './actions.ts'
import { asking } from './hours.ts'
import { readCard, setCategory } from './profile.ts'
import { categoriesOf, profileView, signOutView } from './profileViews.ts'
import type { categoryButton, hoursButton, kindButton, signOutButton, speakButton } from './profileViews.ts'
import { signOut } from './signingOut.ts'

/** "/profil". */
export async function showProfile(turn: Turn): Promise<void> {
  turn.answer(await ownProfile(turn))
}

/** The profile in the place of whatever was pressed. */
async function showAgain(turn: Turn): Promise<void> {
  turn.replace(await ownProfile(turn))
}

async function ownProfile(turn: Turn): Promise<View> {
  const card = await readCard(turn.db, turn.who.telegramId)
  return profileView(turn, card, turn.may('member') ? await turn.profile() : undefined)
}

export function onCategory(kind: typeof categoryButton): Press {
  return press(kind, 'member', async (turn, { category, comes }) => {
    const card = await readCard(turn.db, turn.who.telegramId)
    if (card === null || !categoriesOf(card).includes(category)) throw new Refusal('platform:notAllowed')
    await setCategory(turn.db, turn.who.telegramId, category, comes === 'y')
    await showAgain(turn)
  })
}

export function onSpeak(kind: typeof speakButton): Press {
  return press(kind, 'member', async (turn, { language }) => {
    await setLanguage(turn.db, turn.who.telegramId, language)
    await turn.meet()
    await showAgain(turn)
  })
}

export function onKind(kind: typeof kindButton): Press {
  return press(kind, 'member', async (turn, values) => {
    await setKind(turn.db, turn.who.telegramId, values.kind)
    await showAgain(turn)
  })
}

export function onHours(kind: typeof hoursButton): Press {
  return press(kind, 'member', (turn) => turn.open(asking, { shown: turn.pressed?.message?.message_id ?? null }))
}

export function onSignOut(kind: typeof signOutButton): Press {
  return press(kind, 'employee', async (turn, { sure }) => {
    if (sure === 'ask') return turn.replace(signOutView(turn))
    if (sure === 'yes') {
      await signOut(turn.db, turn.who.telegramId, turn.settings.adminIds, turn.now)
      await turn.meet()
    }
    await showAgain(turn)
  })
}
