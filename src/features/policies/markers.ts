/** What stands before a clause: "Pasal 3", "(2)", "a.", "1.2". */
export interface Marker {
  kind: 'pasal' | 'whole' | 'number' | 'letter' | 'roman' | 'other'
  /** What is around the numeral, by which one list is told from another: "()", ".", ")". */
  around: string
  /** The numeral alone. */
  bare: string
  /** Its place in the list, from 1; 0: unknown. */
  place: number
}

const pasal = /^pasal\s+(\d{1,3}\s?[A-Z]?|[IVXLC]+)$/i

/** What a number of a list is; `isRoman` and `isWhole`, where it is known, how it was made. */
export function readMarker(label: string, known?: { isRoman: boolean; isWhole: boolean }): Marker {
  const text = label.trim().replace(/[.:]+$/, '')
  const article = pasal.exec(text)?.[1]
  if (article !== undefined)
    return { kind: 'pasal', around: '', bare: `Pasal ${article.toUpperCase().trim()}`, place: 0 }
  if (known?.isWhole === true || /^\d+(?:\.\d+)+$/.test(text))
    return { kind: 'whole', around: '', bare: text.replace(/\)+$/, ''), place: 0 }
  const [, opening = '', numeral, closing = ''] = /^(\(?)(\d+|[A-Za-z]+)([.)]*)$/.exec(label.trim()) ?? []
  if (numeral === undefined) return { kind: 'other', around: '', bare: text, place: 0 }
  const around = `${opening}${closing}${numeral === numeral.toLowerCase() ? '' : 'A'}`
  const rest = { around, bare: opening === '' ? numeral : `(${numeral})` }
  if (/^\d/.test(numeral)) return { kind: 'number', ...rest, place: Number(numeral) }
  const isRoman = known?.isRoman ?? (numeral.length > 1 && /^[ivxlc]+$/i.test(numeral))
  if (isRoman) return { kind: 'roman', ...rest, place: romanPlace(numeral) }
  const isOne = /^(.)\1*$/i.test(numeral)
  if (!isOne) return { kind: 'other', around, bare: text, place: 0 }
  return { kind: 'letter', ...rest, place: numeral.toLowerCase().charCodeAt(0) - 96 + 26 * (numeral.length - 1) }
}

/** A number typed by hand before a text: how long it is with the space after it, and what it is; undefined: none. */
export function typedMarker(text: string): { length: number; markers: Marker[] } | undefined {
  const article = /^(pasal\s+(?:\d{1,3}\s?[A-Z]?|[IVXLC]+))\s*(?:$|[.:–—-]+\s+|\n\s*)/i.exec(text)
  if (article !== null) return { length: article[0].length, markers: [readMarker(article[1] ?? '')] }
  const found =
    /^([1-9]\d?(?:\.[1-9]\d?)+)[.)]?(?:\s+|$)/.exec(text) ??
    /^(\((?:\d{1,3}[a-z]?|[a-z]{1,2}|[ivx]{1,5})\))(?:\s+|$)/.exec(text) ??
    /^((?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5}|[A-Z])[.)])(?:\s+|$)/.exec(text)
  if (found === null) return undefined
  const [whole, label = ''] = found
  const marker = readMarker(label)
  // "i." is the first of one list or the ninth of another.
  const isBoth = marker.kind === 'letter' && /^[ivx]$/i.test(marker.bare.replaceAll(/[()]/g, ''))
  const roman = isBoth ? [readMarker(label, { isRoman: true, isWhole: false })] : []
  return { length: whole.length, markers: [marker, ...roman] }
}

function romanPlace(numeral: string): number {
  const values: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }
  const digits = Array.from(numeral.toLowerCase(), (letter) => values[letter] ?? 0)
  return digits.reduce((sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit), 0)
}
