const romans: [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

/** A number in one of Word's formats; in one that is not known it is decimal. */
export function writeNumber(count: number, format: string): string {
  switch (format) {
    case 'none':
    case 'bullet':
      return ''
    case 'decimalZero':
      return String(count).padStart(2, '0')
    case 'lowerLetter':
      return letters(count)
    case 'upperLetter':
      return letters(count).toUpperCase()
    case 'lowerRoman':
      return roman(count).toLowerCase()
    case 'upperRoman':
      return roman(count)
    default:
      return String(count)
  }
}

/** a to z, then aa, bb and so on. */
function letters(count: number): string {
  if (count < 1 || count > 780) return String(count)
  const letter = String.fromCodePoint(97 + ((count - 1) % 26))
  return letter.repeat(Math.ceil(count / 26))
}

function roman(count: number): string {
  if (count < 1 || count > 32_767) return String(count)
  let [left, text] = [count, '']
  for (const [amount, numeral] of romans)
    while (left >= amount) {
      text += numeral
      left -= amount
    }
  return text
}
