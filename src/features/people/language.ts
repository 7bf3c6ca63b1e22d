import { z } from 'zod'
import { button, press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { languages } from '../../platform/texts.ts'
import type { Language, TextKey } from '../../platform/texts.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import { setLanguage } from './actions.ts'

/** The languages by their own names, the same in every language. */
export const languageNames: Record<Language, TextKey> = { id: 'people:languageId', en: 'people:languageEn' }

export const languageButton = button('people.language', { language: z.enum(languages) })

/** Asks for the language, as /bahasa does. */
export function languageView(turn: Turn): View {
  const choices = languages.map((language) => languageButton.with(turn.label(languageNames[language]), { language }))
  return { text: turn.t('people:askLanguage'), buttons: [choices] }
}

/** Sets the language; for a person of whom nothing is stored it holds for this answer only. */
export function onLanguage(kind: typeof languageButton): Press {
  return press(kind, 'all', async (turn, { language }) => {
    await setLanguage(turn.db, turn.who.telegramId, language)
    turn.speak(language)
    await turn.meet()
    turn.replace({ text: turn.t(turn.who.stranger ? 'people:languageNotKept' : 'people:languageSet') })
  })
}
