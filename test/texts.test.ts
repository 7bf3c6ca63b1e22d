// The texts of all rooms: the same things said in every language.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../src/platform/root.ts'
import { languages } from '../src/platform/texts.ts'
import type { Language } from '../src/platform/texts.ts'

type Texts = Record<string, string>
/** The forms of one text by their plural category; '' when it has only one. */
type Forms = Map<string, string>

const names = async (language: Language) => (await readdir(join(root, 'locales', language))).toSorted()
const read = async (language: Language, file: string): Promise<Texts> =>
  JSON.parse(await readFile(join(root, 'locales', language, file), 'utf8'))
const rooms = await names('id')

function byKey(texts: Texts): Map<string, Forms> {
  const found = new Map<string, Forms>()
  for (const [name, text] of Object.entries(texts)) {
    const [, key = name, form = ''] = /^(.+)_(zero|one|two|few|many|other)$/.exec(name) ?? []
    found.set(key, (found.get(key) ?? new Map()).set(form, text))
  }
  return found
}

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{\s*-?\s*(\w+)[^}]*\}\}/g)].map(([, name = '']) => name))].toSorted()
const tags = (text: string) => [...text.matchAll(/<\/?([a-z-]+)[^>]*>/g)].map(([tag]) => tag)

it('every language has the same rooms', async () => {
  for (const language of languages) expect(await names(language)).toEqual(rooms)
})

describe.each(rooms)('%s', async (file) => {
  const texts = new Map<Language, Map<string, Forms>>()
  for (const language of languages) texts.set(language, byKey(await read(language, file)))
  const of = (language: Language) => texts.get(language) ?? new Map<string, Forms>()
  const keys = [...of('id').keys()]

  it.each(languages)('says everything (%s)', (language) => {
    expect([...of(language).keys()].toSorted()).toEqual(keys.toSorted())
  })

  it.each(languages)('has the plural forms of its language, and no others (%s)', (language) => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
    const plural = new Set(languages.flatMap((one) => keys.filter((key) => !of(one).get(key)?.has(''))))
    for (const key of keys)
      expect([...(of(language).get(key)?.keys() ?? [])].toSorted(), key).toEqual(plural.has(key) ? categories : [''])
  })

  it.each(keys)('%s takes the same values and the same markup in every language', (key) => {
    const forms = languages.flatMap((language) => [...(of(language).get(key)?.values() ?? [])])
    // "1 person" need not say its number.
    const values = forms.map((text) =>
      placeholders(text).filter((name) => name !== 'count' || forms.length === languages.length),
    )
    const markup = forms.map((text) => tags(text).toSorted())
    for (const one of values) expect(one).toEqual(values[0])
    for (const one of markup) expect(one).toEqual(markup[0])
  })

  it.each(languages)('holds nothing empty, and only markup that Telegram takes, well nested (%s)', (language) => {
    for (const [key, forms] of of(language))
      for (const text of forms.values()) {
        expect(text.trim(), key).not.toBe('')
        expect(unclosed(text), key).toEqual([])
      }
  })
})

/** Tags that are open at the end of a text, or that close another than the last one opened, or that Telegram refuses. */
function unclosed(text: string): string[] {
  const open: string[] = []
  for (const tag of tags(text)) {
    const name = tag.replaceAll(/^<\/?|[\s>].*$/g, '')
    if (!['b', 'i', 'u', 's', 'a', 'code', 'pre', 'blockquote', 'tg-spoiler'].includes(name)) return [tag]
    if (!tag.startsWith('</')) open.push(name)
    else if (open.pop() !== name) return [tag]
  }
  return open
}

/** Keys that are put together from parts. */
const composed = new Set(['broadcasts:seconds', 'broadcasts:minutes', 'broadcasts:hours'])

it('every text is said somewhere', async () => {
  const sources = (await readdir(join(root, 'src'), { recursive: true })).filter(
    (path) => /\.tsx?$/.test(path) && !path.startsWith('generated'),
  )
  const code = (await Promise.all(sources.map((path) => readFile(join(root, 'src', path), 'utf8')))).join('\n')
  for (const file of rooms) {
    const room = file.replace('.json', '')
    const unsaid = [...byKey(await read('id', file)).keys()]
      .map((key) => `${room}:${key}`)
      .filter((name) => !composed.has(name) && !code.includes(`'${name}'`))
    expect(unsaid).toEqual([])
  }
})
