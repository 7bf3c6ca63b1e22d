// Makes every key of the Indonesian texts known to the compiler; the English ones are compared by a test.
import type platform from '../../locales/id/platform.json'

declare module '../platform/texts.ts' {
  interface Catalogue {
    platform: typeof platform
  }
}
