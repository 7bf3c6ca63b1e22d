import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root } from '../../src/platform/root.ts'

/** Takes a picture for the documentation, into docs/images; only when SCREENSHOTS is set, so that a test changes nothing. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return
  const folder = join(root, 'docs', 'images')
  await mkdir(folder, { recursive: true })
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}
