/** The id in a `tg://user?id=…` link, if it is one. */
export function mentionedUser(url: string): number | undefined {
  const id = /^tg:(?:\/\/)?user\?id=(\d{1,15})$/i.exec(url.trim())?.[1]
  return id === undefined ? undefined : Number(id)
}

/** The address as Telegram would keep it, or why it does not take it. */
export function checkLink(url: string): { url: string } | { reason: string } {
  const trimmed = url.trim()
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):(?:\/\/)?(.*)$/i.exec(trimmed) ?? []
  if (scheme !== undefined && /^(?:tg|ton)$/i.test(scheme)) {
    return rest ? { url: trimmed } : { reason: 'Wrong tg URL' }
  }
  if (scheme !== undefined && /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) && !/^https?$/i.test(scheme)) {
    return { reason: 'Unsupported URL protocol' }
  }
  if (scheme !== undefined && /^(?:javascript|mailto|tel|data|file)$/i.test(scheme)) {
    return { reason: 'Unsupported URL protocol' }
  }
  let parsed: URL
  try {
    parsed = new URL(/^https?:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`)
  } catch {
    return { reason: /^https?:\/*$/i.test(trimmed) || trimmed === '' ? 'URL host is empty' : 'Wrong HTTP URL' }
  }
  const host = parsed.hostname
  if (/\s/.test(trimmed) || (!host.includes('.') && !host.startsWith('['))) return { reason: 'Wrong HTTP URL' }
  return { url: parsed.href }
}

/** The address as Telegram would keep it; undefined for one it would silently not make a link. */
export function checkedLink(url: string): string | undefined {
  const checked = checkLink(url)
  return 'url' in checked ? checked.url : undefined
}
