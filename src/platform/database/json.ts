/** JSON that PostgreSQL takes: it refuses NUL and halves of a character, which a cut text may end with. */
export function storable(value: unknown): string {
  const json = JSON.stringify(value)
  if (!/\\u(?:0000|d[89a-f])/.test(json)) return json
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\uFFFD') : part,
  )
}
