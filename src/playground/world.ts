import * as doing from './doing.ts'
import * as joining from './joining.ts'
import type { Group } from './state/chats.ts'
import type { State } from './state/index.ts'
import type { World } from './types.ts'

/** What people see and do, on what the stand-in knows. */
export function openWorld(state: State): World {
  const { people, chats, messages, files, queue, profile, faults, calls } = state
  return {
    bot: people.bot,
    people: () => people.all(),
    person: (id) => people.get(id),
    addPerson(input) {
      const person = people.add(input)
      state.announce({ kind: 'people' })
      return person
    },
    chatsOf(userId) {
      const own = chats.room(people.get(userId).user.id)
      const groups = chats
        .groups()
        .filter(isGoingOn)
        .filter((group) => group.members.includes(userId))
      return [own, ...groups.map((group) => group.chat)].filter((chat) => chat !== undefined)
    },
    messages: (chatId) => messages.ofChat(chatId),
    commandsFor(userId, chatId) {
      return profile.commandsFor(userId, people.get(userId).user.language_code ?? '', chats.group(chatId))
    },
    replyKeyboard: (chatId) => chats.shown(chatId)?.markup,
    inlineKeyboard: (chatId, messageId) => messages.find(chatId, messageId)?.message.reply_markup,

    says: async (...given) => doing.says(state, ...given),
    sendsPhoto: async (...given) => doing.sendsPhoto(state, ...given),
    sendsDocument: async (...given) => doing.sendsDocument(state, ...given),
    sendsRecording: async (...given) => doing.sendsRecording(state, ...given),
    sendsAlbum: async (...given) => doing.sendsAlbum(state, ...given),
    sharesContact: async (...given) => doing.sharesContact(state, ...given),
    sharesLocation: async (...given) => doing.sharesLocation(state, ...given),
    edits: async (...given) => doing.edits(state, ...given),
    deletes: async (...given) => doing.deletes(state, ...given),
    presses: async (...given) => doing.presses(state, ...given),
    answersPoll: async (...given) => joining.answersPoll(state, ...given),
    opens: async (...given) => joining.opens(state, ...given),
    blocks: async (userId) => joining.blocks(state, userId),
    unblocks: async (userId) => joining.unblocks(state, userId),
    createsGroup: async (...given) => joining.createsGroup(state, ...given),
    leavesGroup: async (...given) => joining.leavesGroup(state, ...given),
    removesBot: async (...given) => joining.removesBot(state, ...given),
    addsBot: async (...given) => joining.addsBot(state, ...given),
    upgradesGroup: async (...given) => joining.upgradesGroup(state, ...given),

    async file(fileId) {
      const file = files.find(fileId)
      return file && { bytes: await files.bytes(file), name: file.name, type: file.type }
    },
    calls: () => calls.all(),
    faults: () => faults.all(),
    setFault: (fault) => faults.set(fault),
    clearFaults: () => faults.clear(),
    watch: (listener) => state.watch(listener),
    pending: () => queue.pending(),
  }
}

/** One that has become a supergroup is shown as that. */
const isGoingOn = ({ upgradedTo }: Group) => upgradedTo === undefined
