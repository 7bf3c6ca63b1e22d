import type { State } from '../state/index.ts'
import { answerCallbackQuery } from './callbacks.ts'
import {
  deleteMessage,
  deleteMessages,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  editMessageText,
} from './editing.ts'
import { sendDocument, sendMediaGroup, sendPhoto } from './media.ts'
import { method, type Method } from './method.ts'
import { sendChatAction, sendContact, sendLocation, sendMessage } from './sending.ts'

const getMe = method({}, (state: State) => state.people.bot)

/** Every method that is served but those that bring updates, which need a feed of their own. */
export const methods: Record<string, Method> = {
  getMe,
  sendMessage,
  sendLocation,
  sendContact,
  sendChatAction,
  sendPhoto,
  sendDocument,
  sendMediaGroup,
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
  answerCallbackQuery,
}
