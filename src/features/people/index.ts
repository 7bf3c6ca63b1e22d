import { chatBack, chatLost } from '../../platform/telegram/chats.ts'
import { on } from '../../platform/events/events.ts'
import type { Feature } from '../../platform/feature.ts'
import { lose, regain } from '../../shared/people/reception.ts'
import { commands, plainWords } from './bot.ts'
import { claiming } from './claiming.ts'
import { collectPerson } from './facts.ts'
import { forget } from './forgetting.ts'
import { asking } from './hours.ts'
import { onDecide } from './deciding.ts'
import { decideButton } from './linkViews.ts'
import { invited } from './invited.ts'
import { claimed } from './groups.ts'
import { languageButton, onLanguage } from './language.ts'
import { changeButton, returnButton } from './leaveViews.ts'
import { leaving, onChange, onReturn } from './leaving.ts'
import { erasing } from './erasing.ts'
import { onCategory, onHours, onKind, onSignOut, onSpeak } from './profilePresses.ts'
import { categoryButton, hoursButton, kindButton, signOutButton, speakButton } from './profileViews.ts'
import { onboarding } from './onboarding.ts'
import { fillCity } from './sample.ts'

export const people: Feature = {
  name: 'people',
  commands,
  buttons: [
    onLanguage(languageButton),
    onDecide(decideButton),
    onCategory(categoryButton),
    onSpeak(speakButton),
    onKind(kindButton),
    onHours(hoursButton),
    onSignOut(signOutButton),
    onReturn(returnButton),
    onChange(changeButton),
  ],
  dialogs: [onboarding, claiming, erasing, asking, leaving],
  listen: [
    on(chatLost, 'people.lost', (db, { chatIds }, now) => lose(db, chatIds.map(BigInt), now)),
    on(chatBack, 'people.back', (db, { chatId }) => regain(db, BigInt(chatId))),
  ],
  starts: [invited],
  groups: [claimed],
  words: plainWords,
  personal: { collect: collectPerson, erase: forget },
  sample: fillCity,
}
