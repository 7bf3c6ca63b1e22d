import type { InlineKeyboardButton } from '@grammyjs/types'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { Desk } from './desk.ts'
import { missing } from './readings.ts'
import { acknowledgeButton, contentsButton, quizButton } from './readingButtons.ts'
import { atButton, cardButton } from '../../shared/policies/buttons.ts'
import { editionText } from './readingViews.ts'
import { isInForce } from '../../shared/policies/versions.ts'

/** What follows the last paragraph; `left`: questions of the quiz that are still to be answered rightly. */
export function endView(turn: Turn, desk: Desk, { left }: { left: number }): View {
  const { text, button } = nextStep(turn, desk, left)
  const { edition, route } = desk
  const { voice } = turn
  return {
    text: joinHtml([editionText(voice, edition), text]),
    buttons: [
      ...(button === undefined ? [] : [[button]]),
      [
        contentsButton.with(voice.label('policies:contents'), { version: edition.id, mode: route.mode, page: 0 }),
        cardButton.with(voice.label('policies:toCard'), { policy: edition.policyId }),
      ],
    ],
  }
}

function nextStep({ voice }: Turn, desk: Desk, left: number): { text: Html; button?: InlineKeyboardButton } {
  const { edition, reader, route } = desk
  const version = edition.id
  if (reader === null) return { text: voice.t('policies:endStranger') }
  const { acknowledgedAt } = reader.reading
  if (acknowledgedAt !== null) return { text: voice.t('policies:acknowledgedSince', { at: acknowledgedAt }) }
  if (!isInForce(edition)) return { text: voice.t('policies:endOld') }
  const unread = missing(reader)
  const [first] = unread
  if (first !== undefined) {
    const mode = reader.reading.baseId === null ? 'a' : 'c'
    return {
      text: voice.t('policies:endMissing', { count: unread.length }),
      button: atButton.with(voice.label('policies:nextMissing'), { version, at: first, part: 0, mode }),
    }
  }
  if (left > 0)
    return {
      text: voice.t('policies:endQuiz', { count: left }),
      button: quizButton.with(voice.label('policies:startQuiz'), { version, mode: route.mode }),
    }
  return {
    text: voice.t('policies:endReady'),
    button: acknowledgeButton.with(voice.label('policies:acknowledge'), { version }),
  }
}
