import { shape } from '../objects.ts'
import { required } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import { string } from '../scalars.ts'
import { checkLink } from '../text/links.ts'

export const webApp = shape('WebAppInfo', { url: required(string) })

export function styleOf(style: string | undefined): 'danger' | 'success' | 'primary' | undefined {
  if (style === undefined || style === '') return undefined
  if (style === 'danger' || style === 'success' || style === 'primary') return style
  throw badRequest("can't parse keyboard button: Button has invalid style specified")
}

export function checkedAddress(what: string, url: string): string {
  const checked = checkLink(url)
  if ('reason' in checked) throw badRequest(`${what} '${url}' is invalid: ${checked.reason}`)
  return checked.url
}

export function secure(what: string, url: string): string {
  const checked = checkedAddress(what, url)
  if (!checked.startsWith('https://')) throw badRequest(`${what} '${url}' is invalid: Only HTTPS links are allowed`)
  return checked
}
