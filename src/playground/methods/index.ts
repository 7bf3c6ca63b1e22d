import type { State } from '../state/index.ts'
import * as callbacks from './callbacks.ts'
import * as chats from './chats.ts'
import * as copying from './copying.ts'
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
import { sendAnimation, sendAudio, sendVideo } from './recordings.ts'
import { sendPoll, stopPoll } from './polls.ts'
import * as profile from './profile.ts'
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
  sendVideo,
  sendAnimation,
  sendAudio,
  sendMediaGroup,
  sendPoll,
  stopPoll,
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
  ...callbacks,
  ...copying,
  ...chats,
  ...profile,
}
