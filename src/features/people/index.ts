import { chatBack, chatLost } from '../../platform/telegram/chats.ts'
import { on } from '../../platform/events/events.ts'
import type { Feature } from '../../platform/feature.ts'
import { lose, regain } from '../../shared/people/reception.ts'
import { forget } from './actions.ts'
import { commands, plainWords } from './bot.ts'
import { claiming } from './claiming.ts'
import { onDecide } from './deciding.ts'
import { decideButton } from './linkViews.ts'
import { invited } from './invited.ts'
import { claimed } from './groups.ts'
import { languageButton, onLanguage } from './language.ts'
import { erasing } from './erasing.ts'
import { onboarding } from './onboarding.ts'
import { fillCity } from './sample.ts'

export const people: Feature = {
  name: 'people',
  commands,
  buttons: [onLanguage(languageButton), onDecide(decideButton)],
  dialogs: [onboarding, claiming, erasing],
  listen: [
    on(chatLost, 'people.lost', (db, { chatIds }, now) => lose(db, chatIds.map(BigInt), now)),
    on(chatBack, 'people.back', (db, { chatId }) => regain(db, BigInt(chatId))),
  ],
  starts: [invited],
  groups: [claimed],
  words: plainWords,
  personal: { erase: forget },
  sample: fillCity,
}
