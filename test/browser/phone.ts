import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'

/** Starts Debian's Chromium, or the one of CHROMIUM_PATH, on an empty profile. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A page of the playground, and whatever the browser had to complain about while it was open. */
export interface Playground {
  page: Page
  /** Errors and warnings of the console (among them what the content security policy stopped), and of scripts. */
  complaints: string[]
  phone(person: number): Phone
}

/**
 * Opens the playground with these people on the screen (none: as a newcomer meets it), with the panel if wanted; each
 * script arrives `late` milliseconds after the one before it.
 */
export async function openPlaygroundPage(
  browser: Browser,
  url: string,
  people: number[],
  options: BrowserContextOptions & { panel?: boolean; late?: number } = {},
): Promise<Playground> {
  const { panel = false, late, ...given } = options
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'id-ID', ...given })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  if (late !== undefined) {
    let scripts = 0
    await page.route('**/*.js?*', async (route) => {
      const response = await route.fetch()
      await sleep(++scripts * late)
      await route.fulfill({ response })
    })
  }
  await page.goto(people.length === 0 ? url : `${url}?show=${people.join(',')}${panel ? '&panel=1' : ''}`)
  // A press that comes before htmx has begun is lost.
  await page.locator('[id^="stream-"][data-htmx-powered]').waitFor({ state: 'attached' })
  return { page, complaints, phone: (person) => openPhone(page, person) }
}

/** One person's column of the page: what they see in it and do with it. */
export type Phone = ReturnType<typeof openPhone>

function openPhone(page: Page, person: number) {
  const column = page.locator(`#column-${person}`)
  const input = column.locator('[data-role="input"]')
  const theirs = column.locator('.message.theirs .bubble')
  return {
    column,
    input,
    /** What the bot has said, oldest first. */
    heard: theirs,
    async says(text: string) {
      await input.fill(text)
      await input.press('Enter')
    },
    /** Presses a button of the conversation by its label, the lowest one that is shown. */
    presses: (label: string | RegExp) =>
      column.locator('.chat').getByRole('button', { name: label, exact: true }).last().click(),
    /** Waits until the bot's newest message says this. */
    async hears(words: string | RegExp): Promise<Locator> {
      const found = theirs.filter({ hasText: words }).last()
      await found.waitFor()
      return found
    },
    async joins(as: 'Warga' | 'Pegawai') {
      for (const label of ['Mulai', 'Bahasa Indonesia', 'Setuju', as]) await this.presses(label)
      await this.hears('Anda terdaftar sebagai')
    },
  }
}
