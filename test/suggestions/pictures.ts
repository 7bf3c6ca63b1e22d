// Pictures as people's phones make them, with what these write beside what is seen.
import sharp from 'sharp'

/** What must not be left of any of them. */
export const traces = ['Ani Rahasia', 'KameraRahasia', '-1.61']

/** A photo with a name, a camera, a place and an XMP packet in it. */
export async function photoOf(colour: string, size = 320): Promise<{ bytes: Buffer; name: string; type: string }> {
  const bytes = await sharp({ create: { width: size, height: size / 2, channels: 3, background: colour } })
    .withExif({
      IFD0: { Artist: 'Ani Rahasia', Model: 'KameraRahasia', Copyright: 'Ani Rahasia' },
      IFD3: { GPSLatitude: '1/1 36/1 36/1', GPSLatitudeRef: 'S', GPSLongitude: '103/1 36/1 36/1' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>Ani Rahasia -1.61</creator></x:xmpmeta>')
    .jpeg()
    .toBuffer()
  return { bytes, name: 'Ani Rahasia.jpg', type: 'image/jpeg' }
}
