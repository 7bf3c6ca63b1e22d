/** A text on so many lines at most, of about so many small letters each, broken between words; what is left is cut off. */
export function linesOf(text: string, letters: number, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && (widthOf(longer) <= letters || lines.length === most)) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.map((line) => fit(line, letters))
}

function fit(line: string, letters: number): string {
  if (widthOf(line) <= letters) return line
  const kept = Array.from(line)
  while (widthOf(kept.join('')) > letters - 1) kept.pop()
  return `${kept.join('').trimEnd()}…`
}

/** Of a text, in small letters: capitals are wider, and some lists have nothing else. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (/\p{Lu}/u.test(letter) ? 1.3 : 1), 0)
}
