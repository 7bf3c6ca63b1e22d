import type { Fact, Portion } from '../feature.ts'
import type { Voice } from '../texts.ts'

/** What is stored about somebody as a page that opens on any phone: nothing in it is fetched, nothing runs. */
export async function dossierPage(
  portions: Portion[],
  voice: Voice,
  timeZone: string,
  now: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  const title = voice.label('platform:personalTitle')
  const page = (
    <html lang={voice.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>{title}</title>
        <style>{style}</style>
      </head>
      <body>
        <h1>{title}</h1>
        <p>{voice.label('platform:personalIntro', { at: now, zone: zoneName(voice, now, timeZone) })}</p>
        {portions.map(({ title: heading, rows }) => (
          <section>
            <h2>{heading}</h2>
            {rows.length === 0 ? (
              <p>{voice.label('platform:personalNothing')}</p>
            ) : (
              rows.map((facts) => card(facts, voice))
            )}
          </section>
        ))}
      </body>
    </html>
  )
  return new TextEncoder().encode(`<!doctype html>${await page}`)
}

/** The same for machines: rows by the name of their portion, moments in UTC. */
export function dossierJson(portions: Portion[], now: Date): Uint8Array<ArrayBuffer> {
  const rowsOf = ({ rows }: Portion) =>
    rows.map((facts) => Object.fromEntries(facts.map(({ name, value }) => [name, value])))
  const whole = Object.fromEntries(portions.map((portion) => [portion.name, rowsOf(portion)]))
  return new TextEncoder().encode(JSON.stringify({ asOf: now, ...whole }, null, 2))
}

function card(facts: Fact[], voice: Voice) {
  // What is not there is said once, by its absence.
  const known = facts.filter(({ value }) => value !== null && value !== '')
  return (
    <dl>
      {known.map((fact) => (
        <div>
          <dt>{fact.label}</dt>
          <dd>{valueText(fact, voice)}</dd>
        </div>
      ))}
    </dl>
  )
}

function zoneName({ language }: Voice, now: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'short' })
  return format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

function valueText({ value, words }: Fact, voice: Voice): string {
  if (words !== undefined) return words
  if (value instanceof Date) return voice.label('platform:personalMoment', { at: value })
  if (typeof value === 'boolean') return voice.label(value ? 'platform:personalYes' : 'platform:personalNo')
  return String(value ?? '')
}

const style = `
body { margin: 0 auto; max-width: 44rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1c2430; background: #f4f6f9 }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
dl { margin: 0 0 .75rem; padding: .5rem 1rem; background: #fff; border-radius: .5rem }
dl div { padding: .25rem 0 } dt { color: #5a6675; font-size: .875rem }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
@media (prefers-color-scheme: dark) { body { color: #e6eaf0; background: #14181f } dl { background: #1f2630 } dt { color: #9aa6b5 } }
`
