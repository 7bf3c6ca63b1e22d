/** Text for Telegram's HTML mode in which everything a person wrote is escaped. */
export type Html = string & { readonly [mark]: true }
declare const mark: unique symbol

/** Escapes what Telegram's HTML mode would read as markup: the one place where that is done. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** What a text in Telegram's HTML says, without its markup. */
export function plainText(html: string): string {
  const bare = html.replaceAll(/<[^>]*>/g, '')
  return bare.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

/** Marks a text of ours, whose values are escaped already, as HTML. */
export function ownHtml(text: string): Html {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a brand exists for the compiler only; given only here
  return text as Html
}

/** Joins texts with a separator of ours, empty ones left out. */
export function joinHtml(parts: (Html | undefined)[], separator = '\n\n'): Html {
  return ownHtml(parts.filter((part) => part !== undefined && part !== '').join(separator))
}
