import texts from './texts.json' with { type: 'json' }

export type Language = keyof typeof texts
export type Words = (typeof texts)['id']

/** The page's words in a language; Indonesian for any language the page does not speak. */
export function wordsIn(language: Language): Words {
  return texts[language]
}

/** The language named by `code`, Indonesian unless it is English. */
export function languageOf(code: string | undefined): Language {
  return code === 'en' ? 'en' : 'id'
}

/** Puts values in place of `{name}` marks. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark))
}
