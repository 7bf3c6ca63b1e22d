/** A QR code as a PNG picture, large enough to be scanned from a screen. */
export async function qrPicture(link: string): Promise<Uint8Array<ArrayBuffer>> {
  const { toBuffer } = (await import('qrcode')).default
  return new Uint8Array(await toBuffer(link, { errorCorrectionLevel: 'M', width: 512, margin: 4 }))
}
