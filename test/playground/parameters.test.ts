import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { methods } from '../../src/playground/methods/index.ts'
import { inlineButtonFields } from '../../src/playground/methods/inlineKeyboards.ts'
import { replyButtonFields } from '../../src/playground/methods/replyKeyboards.ts'
import { botCommand, inputPollOption, linkPreviewOptions, replyParameters } from '../../src/playground/methods/kinds.ts'
import { entityFields } from '../../src/playground/methods/entities.ts'
import { inputDocument, inputPhoto } from '../../src/playground/methods/media.ts'
import { inputAnimation, inputAudio, inputVideo } from '../../src/playground/methods/recordings.ts'
import { openFeed } from '../../src/playground/methods/updates.ts'
import type { Table } from '../../src/playground/parameters.ts'
import { openState } from '../../src/playground/state/index.ts'

interface Field {
  name: string
  types: string[]
  required: boolean
}
interface Described {
  methods: Record<string, { fields?: Field[] }>
  types: Record<string, { fields?: Field[] }>
}

const table = new URL('../../../shared/telegram/bot-api-10.1.json', import.meta.url)
const described: Described = existsSync(table) ? JSON.parse(readFileSync(table, 'utf8')) : { methods: {}, types: {} }

const clock = { now: () => new Date(0), advance: async () => {} }
const state = await openState({
  dir: null,
  clock,
  token: '1:a',
  limits: { sendsPerSecond: 1, chatBurst: 1 },
  log: () => {},
})
const served = { ...methods, ...openFeed(state).methods }
const shapes: Record<string, Table> = {
  MessageEntity: entityFields,
  InlineKeyboardButton: inlineButtonFields,
  KeyboardButton: replyButtonFields,
  ReplyParameters: replyParameters.table,
  LinkPreviewOptions: linkPreviewOptions.table,
  BotCommand: botCommand.table,
  InputPollOption: inputPollOption.table,
  InputMediaPhoto: inputPhoto.table,
  InputMediaDocument: inputDocument.table,
  InputMediaVideo: inputVideo.table,
  InputMediaAnimation: inputAnimation.table,
  InputMediaAudio: inputAudio.table,
}

test.runIf(existsSync(table)).each(Object.keys(served))('%s takes what Telegram takes', (name) => {
  const method = Object.entries(served).find(([key]) => key === name)?.[1]
  expect(ours(method?.parameters ?? {})).toEqual(theirs(described.methods[name]?.fields ?? []))
  expect(described.methods[name]).toBeDefined()
})

test.runIf(existsSync(table)).each(Object.keys(shapes))('%s has the fields it has on Telegram', (name) => {
  expect(ours(shapes[name] ?? {})).toEqual(theirs(described.types[name]?.fields ?? []))
})

function ours(parameters: Table): Field[] {
  const fields = Object.entries(parameters).map(([name, { kind, required }]) => ({
    name,
    types: kind.types.toSorted(),
    required,
  }))
  return fields.toSorted((a, b) => a.name.localeCompare(b.name))
}

function theirs(fields: Field[]): Field[] {
  const plain = fields.map(({ name, types, required }) => ({ name, types: types.toSorted(), required }))
  return plain.toSorted((a, b) => a.name.localeCompare(b.name))
}
