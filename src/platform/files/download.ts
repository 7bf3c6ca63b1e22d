/** Fetching again would not help; the reason is short and holds no secret. */
export class Unfetchable extends Error {
  override name = 'Unfetchable'
}

const chunkSize = 256 * 1024
const longestSilence = 30_000

/**
 * Fetches `url` in chunks of 256 KiB, the last one shorter, holding one at a time. Throws Unfetchable beyond `limit`
 * bytes, and an error that names neither the address nor the token when the server fails or is silent for 30 s.
 */
export async function* download(
  url: string,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const silence = new AbortController()
  const timer = setTimeout(() => silence.abort(), longestSilence).unref()
  try {
    // Following a redirect would hand the token in the path to whoever it leads to.
    const response = await fetch(url, { signal: AbortSignal.any([signal, silence.signal]), redirect: 'error' })
    if (Number(response.headers.get('content-length') ?? 0) > limit) throw new Unfetchable('too large')
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`)
    yield* chunks(response.body, limit, () => timer.refresh())
  } finally {
    clearTimeout(timer)
    // Ends the connection when the reader or the server gave up half-way.
    silence.abort()
  }
}

async function* chunks(
  body: AsyncIterable<Uint8Array>,
  limit: number,
  heard: () => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let total = 0
  let filled = 0
  let chunk = new Uint8Array(chunkSize)
  for await (const piece of body) {
    heard()
    total += piece.length
    if (total > limit) throw new Unfetchable('too large')
    for (let read = 0; read < piece.length;) {
      const part = piece.subarray(read, read + chunkSize - filled)
      chunk.set(part, filled)
      read += part.length
      filled += part.length
      if (filled < chunkSize) continue
      yield chunk
      chunk = new Uint8Array(chunkSize)
      filled = 0
    }
  }
  if (filled > 0) yield chunk.slice(0, filled)
}
