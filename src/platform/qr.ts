/** A QR code as squares in the path of an SVG picture, which is `size` units wide and has no margin. */
export async function qrPath(link: string): Promise<{ size: number; path: string }> {
  const { create } = (await import('qrcode')).default
  const { size, data } = create(link, { errorCorrectionLevel: 'M' }).modules
  const dark = Array.from(data).flatMap((isDark, n) => (isDark ? [`M${n % size} ${Math.floor(n / size)}h1v1h-1z`] : []))
  return { size, path: dark.join('') }
}

/** A QR code as a PNG picture, large enough to be scanned from a screen. */
export async function qrPicture(link: string): Promise<Uint8Array<ArrayBuffer>> {
  const { toBuffer } = (await import('qrcode')).default
  return new Uint8Array(await toBuffer(link, { errorCorrectionLevel: 'M', width: 512, margin: 4 }))
}
