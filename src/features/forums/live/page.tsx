import type { Child } from 'hono/jsx'
import type { Language, Voice } from '../../../platform/texts.ts'
import { versioned } from './assets.ts'
import { htmlOf } from '../../../platform/drawing.ts'
import type { Layout, Parts } from './parts.tsx'

/** The whole document: what it shows at first stands in it already, and its script keeps it current. */
export function livePage(
  voice: Voice,
  { title, layout, parts, stream }: { title: string; layout: Layout; parts: Parts; stream: string },
): string {
  const piece = (id: keyof Parts, classes: string) => (
    <div id={id} class={classes} dangerouslySetInnerHTML={{ __html: parts[id] }} />
  )
  return documentOf(
    voice.language,
    title,
    <body data-layout={layout} data-stream={stream}>
      <header>
        {piece('head', 'head')}
        <div class="now">
          <p id="phase" class="phase" aria-live="polite" dangerouslySetInnerHTML={{ __html: parts.phase }} />
          <p id="timer" class="timer" role="timer" aria-label={voice.label('forums:liveTime')} hidden />
        </div>
      </header>
      <main>
        {piece('side', 'side')}
        {piece('stage', 'stage')}
      </main>
      <footer>
        {piece('counts', 'counts')}
        <p id="lost" class="lost" role="status" hidden>
          {voice.label('forums:liveLost')}
        </p>
        <button id="full" type="button">
          {voice.label('forums:liveFull')}
        </button>
      </footer>
    </body>,
    { isLive: true },
  )
}

/** What is shown where there is no such page. */
export function unknownPage({ language, label }: Voice): string {
  return documentOf(
    language,
    label('forums:liveUnknown'),
    <body data-layout="over">
      <main>
        <section class="stage words">
          <h1>{label('forums:liveUnknown')}</h1>
          <p>{label('forums:liveUnknownHow')}</p>
        </section>
      </main>
    </body>,
    { isLive: false },
  )
}

function documentOf(language: Language, title: string, body: Child, { isLive }: { isLive: boolean }): string {
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={versioned('hall.css')} />
        {isLive && <script defer src={versioned('hall.js')} />}
        {isLive && (
          <noscript>
            <meta http-equiv="refresh" content="10" />
          </noscript>
        )}
      </head>
      {body}
    </html>
  )
  return `<!doctype html>${htmlOf(page)}`
}
