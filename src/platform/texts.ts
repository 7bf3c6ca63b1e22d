import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInstance } from 'i18next'
import type { i18n } from 'i18next'
import { escapeHtml, ownHtml } from './html.ts'
import type { Html } from './html.ts'
import { root } from './root.ts'

export const languages = ['id', 'en'] as const
export type Language = (typeof languages)[number]

/** The texts of each room by its name: filled in by src/features/texts.ts from the Indonesian files. */
// oxlint-disable-next-line typescript/no-empty-object-type -- an interface, so that the rooms can be added to it
export interface Catalogue {}

type Room = Extract<keyof Catalogue, string>
/** A key of a text such as "people:welcome"; plural forms count as one. */
export type TextKey = { [R in Room]: `${R}:${Singular<Extract<keyof Catalogue[R], string>>}` }[Room]
type Singular<Key> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key

export type Values = Record<string, string | number | bigint | Date>

/** One language's texts. */
export interface Voice {
  language: Language
  /** The text as HTML, values escaped. */
  t(key: TextKey, values?: Values): Html
  /** The text as it stands, for buttons, toasts, menus and files. */
  label(key: TextKey, values?: Values): string
}

/** Reads locales/ and gives a voice for each language. In tests a missing text or value throws. */
export async function openTexts(options: {
  strict: boolean
  timeZone: string
}): Promise<(language: Language) => Voice> {
  const instance = createInstance()
  await instance.init({
    resources: Object.fromEntries(
      await Promise.all(languages.map(async (l) => [l, await readRooms(l)] as [string, Record<string, object>])),
    ),
    fallbackLng: 'id',
    keySeparator: false,
    returnNull: false,
    interpolation: { escape: escapeHtml },
    ...(options.strict && {
      saveMissing: true,
      missingKeyHandler: (_languages: readonly string[], room: string, key: string) => {
        throw new Error(`No text for ${room}:${key}`)
      },
      missingInterpolationHandler: (text: string, value: RegExpExecArray) => {
        throw new Error(`No value for ${value[1]} in "${text}"`)
      },
    }),
  })
  const voices = { id: openVoice(instance, 'id', options.timeZone), en: openVoice(instance, 'en', options.timeZone) }
  return (language) => voices[language]
}

function openVoice(instance: i18n, language: Language, timeZone: string): Voice {
  const say = instance.getFixedT(language)
  const moment = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  })
  const number = new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB')
  const show = (values: Values = {}) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => {
        if (value instanceof Date) return [key, moment.format(value)]
        // The plural is chosen by `count`, so it stays a number; texts write it as {{count, number}}.
        if (typeof value === 'string' || key === 'count') return [key, value]
        return [key, number.format(value)]
      }),
    )
  return {
    language,
    t: (key, values) => ownHtml(say(key, show(values))),
    label: (key, values) => say(key, { ...show(values), interpolation: { escapeValue: false } }),
  }
}

async function readRooms(language: Language): Promise<Record<string, object>> {
  const folder = join(root, 'locales', language)
  const rooms: Record<string, object> = {}
  for (const file of await readdir(folder))
    rooms[file.replace(/\.json$/, '')] = JSON.parse(await readFile(join(folder, file), 'utf8'))
  return rooms
}
