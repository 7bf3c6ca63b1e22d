/** A picture that shows what another one showed, and tells nothing else. */
export interface CleanPicture {
  type: 'image/jpeg' | 'image/png'
  bytes: Uint8Array<ArrayBuffer>
}

/** A small file can hold a picture that would fill the memory: more pixels than this are none of a camera's. */
const mostPixels = 120_000_000
/** Seconds in which any picture is read, however it was made. */
const patience = 30

/**
 * Draws a picture anew, upright, at most `side` pixels long and wide: where and by whom it was taken (EXIF, GPS, XMP, IPTC,
 * colour profiles, previews of what it was before) is not in the new one. A PNG stays one unless `isPhoto`. Undefined:
 * these bytes are no picture that can be read.
 */
export async function cleanPicture(
  bytes: Uint8Array,
  { side, isPhoto }: { side: number; isPhoto: boolean },
): Promise<CleanPicture | undefined> {
  const { default: sharp } = await import('sharp')
  // The other processor answers people meanwhile; and a picture is read once only.
  sharp.concurrency(1)
  sharp.cache(false)
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' }).timeout({ seconds: patience })
    const { format } = await picture.metadata()
    const type = format === 'png' && !isPhoto ? 'image/png' : 'image/jpeg'
    // Drawn anew from its pixels only: metadata is kept by nobody who does not ask for it.
    const upright = picture.autoOrient().resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    const drawn =
      type === 'image/png'
        ? upright.png()
        : upright.flatten({ background: '#fff' }).jpeg({ quality: 85, mozjpeg: true })
    return { type, bytes: new Uint8Array(await drawn.toBuffer()) }
  } catch {
    return undefined
  }
}
