import type { PhotoSize } from '@grammyjs/types'

/** Width and height in the header of a PNG, JPEG, GIF, WebP or BMP; undefined for anything else. */
export function imageSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = Buffer.from(bytes.subarray(0, 30)).toString('latin1')
  if (head.startsWith('\x89PNG\r\n') && bytes.length >= 24) return sized(view.getUint32(16), view.getUint32(20))
  if (head.startsWith('GIF8') && bytes.length >= 10) return sized(view.getUint16(6, true), view.getUint16(8, true))
  if (head.startsWith('BM') && bytes.length >= 26)
    return sized(view.getInt32(18, true), Math.abs(view.getInt32(22, true)))
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP' && bytes.length >= 30)
    return webpSize(view, head.slice(12, 16))
  if (head.startsWith('\xff\xd8\xff')) return jpegSize(view)
  return undefined
}

/** The sizes Telegram makes of a photo: its longer side at most 90, 320, 800 and 1280, never larger than it was. */
export function photoSizes(width: number, height: number): Pick<PhotoSize, 'width' | 'height'>[] {
  const longer = Math.max(width, height)
  const sides = [90, 320, 800, 1280].filter((side) => side < longer)
  if (sides.length < 4) sides.push(longer)
  return sides.map((side) => ({
    width: Math.max(1, Math.round((width * side) / longer)),
    height: Math.max(1, Math.round((height * side) / longer)),
  }))
}

function sized(width: number, height: number): { width: number; height: number } | undefined {
  return width > 0 && height > 0 ? { width, height } : undefined
}

function webpSize(view: DataView, chunk: string) {
  if (chunk === 'VP8X') return sized(1 + read24(view, 24), 1 + read24(view, 27))
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true)
    return sized(1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff))
  }
  return chunk === 'VP8 ' ? sized(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff) : undefined
}

function read24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}

/** Walks the segments of a JPEG up to the frame header. */
function jpegSize(view: DataView) {
  let at = 2
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return sized(view.getUint16(at + 7), view.getUint16(at + 5))
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}
