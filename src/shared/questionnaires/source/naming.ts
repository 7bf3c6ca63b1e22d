/** Letters of a question's or an option's key, and of a questionnaire's. */
export const longestKey = { part: 16, whole: 40 } as const

/** Whether a word can be the key of a question. */
export function isKey(word: string): boolean {
  return /^[a-z][a-z0-9_]{0,15}$/.test(word)
}

/** Whether a word can be the key of an option, which may begin with a digit. */
export function isOptionKey(word: string): boolean {
  return /^[a-z0-9_]{1,16}$/.test(word)
}

/** Whether a word can be the key of a questionnaire. */
export function isWholeKey(word: string): boolean {
  return /^[a-z][a-z0-9_]{0,39}$/.test(word)
}

/** A key made of a text's first letters: small letters, digits and "_"; empty where the text has none of these. */
export function keyOf(text: string, most: number): string {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+/g, '')
  return plain.slice(0, most).replaceAll(/_+$/g, '')
}

/** The same, which nothing else is called; `fallback`: where the text gives none. */
export function freeKey(text: string, fallback: string, taken: ReadonlySet<string>): string {
  const made = keyOf(text, longestKey.part)
  const wanted = made === '' ? fallback : made
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : `_${number}`
    const key = wanted.slice(0, longestKey.part - ending.length) + ending
    if (!taken.has(key)) return key
  }
}
