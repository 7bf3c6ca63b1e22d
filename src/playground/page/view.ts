import type { Chat, User } from '@grammyjs/types'
import type { World } from '../types.ts'
import type { Place } from './showing.ts'
import type { Language, Words } from './texts.ts'

/** What every part of the page is drawn from. */
export interface View {
  world: World
  words: Words
  language: Language
}

/** A person's full name. */
export function nameOf(user: User): string {
  return [user.first_name, user.last_name].filter(Boolean).join(' ')
}

/** Up to two capitals for an avatar. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word))
  return words
    .slice(0, 2)
    .map((word) => word.match(/./u)?.[0].toUpperCase() ?? '')
    .join('')
}

/** One of seven colours, always the same for the same id. */
export function tintOf(id: number): string {
  return `tint-${Math.abs(id) % 7}`
}

/** What a chat is called in this person's list. */
export function chatName(chat: Chat, words: Words): string {
  return chat.title ?? words.privateChat
}

/** A place as the hidden fields of a form and the values of a button carry it. */
export function placeValues(place: Place): Record<string, string> {
  return {
    chat: String(place.chat),
    ...(place.thread === undefined ? {} : { thread: String(place.thread) }),
  }
}

/** The address of a person's verb, such as `/playground/people/101/say`. */
export function verbOf(person: number, verb: string): string {
  return `/playground/people/${person}/${verb}`
}
