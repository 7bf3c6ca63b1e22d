import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { root } from '../../src/platform/root.ts'

/** Takes a picture for the documentation, into docs/images; only when SCREENSHOTS is set, so that a test changes nothing. */
export async function takePicture(what: Page | Locator, name: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return
  const folder = join(root, 'docs', 'images')
  await mkdir(folder, { recursive: true })
  await ('mouse' in what ? what : what.page()).mouse.move(0, 0)
  await what.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}
