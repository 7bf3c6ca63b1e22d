import { Icon } from './icons.tsx'
import type { TurnableClock } from '../types.ts'
import { versioned } from './assets.ts'
import { Column } from './column.tsx'
import { Panel, type NextDue } from './panel.tsx'
import { People, PeopleDialogs } from './people.tsx'
import { addressOf, showingQuery, type Showing } from './showing.ts'
import type { View } from './view.ts'

interface Props {
  view: View
  showing: Showing
  clock: TurnableClock
  nextDue: NextDue
}

/** The whole document. */
export function Page({ view, showing, clock, nextDue }: Props) {
  const { words } = view
  const query = showingQuery(showing)
  return (
    <html lang={view.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
        <meta name="color-scheme" content="light dark" />
        <meta
          name="htmx-config"
          content={JSON.stringify({
            includeIndicatorCSS: false,
            defaultSettleDelay: 0,
            // A hidden tab goes on following: what it costs is little, and to miss a toast is worse.
            sse: { pauseOnBackground: false, reconnectMaxDelay: 5000 },
            // What the reader has opened stays open when the server draws it again.
            morphIgnore: ['data-htmx-powered', 'open', 'data-kept'],
          })}
        />
        <title>{words.title}</title>
        <link rel="icon" type="image/svg+xml" href={versioned('icon.svg')} />
        {['frame.css', 'chat.css', 'composer.css', 'panel.css'].map((name) => (
          <link rel="stylesheet" href={versioned(name)} />
        ))}
        {['htmx.js', 'page.js'].map((name) => (
          <script defer src={versioned(name)} />
        ))}
      </head>
      <body class={showing.panel ? 'with-panel' : undefined} data-copied={words.copied} data-lost={words.disconnected}>
        <div
          id={`stream-${nameOfStream(query)}`}
          hx-swap="none"
          {...{ 'hx-sse:connect': `/playground/stream?${query}` }}
        />
        <header class="top">
          <h1>
            <img src={versioned('icon.svg')} alt="" width={28} height={28} /> <span>{words.title}</span>
          </h1>
          <nav class="chips" id="people" aria-label={words.people} hx-boost:inherited="swap:innerMorph">
            <People view={view} showing={showing} />
          </nav>
          <div class="top-tools">
            <button
              type="button"
              class="icon"
              title={words.addPerson}
              aria-label={words.addPerson}
              data-dialog="add-person"
            >
              <Icon name="add" />
            </button>
            <button
              type="button"
              class="icon"
              title={words.createGroup}
              aria-label={words.createGroup}
              data-dialog="create-group"
            >
              <Icon name="group" />
            </button>
            <form method="post" action="/playground/language">
              <input type="hidden" name="back" value={addressOf(showing)} />
              <button
                class="icon language"
                name="language"
                value={view.language === 'id' ? 'en' : 'id'}
                title={words.language}
                aria-label={words.language}
              >
                {view.language === 'id' ? 'EN' : 'ID'}
              </button>
            </form>
            <a
              class="icon panel-toggle"
              href={addressOf({ ...showing, panel: !showing.panel })}
              aria-label={showing.panel ? words.panelClose : words.panelOpen}
              title={showing.panel ? words.panelClose : words.panelOpen}
              aria-expanded={String(showing.panel)}
              role="button"
              {...{ 'hx-boost': 'swap:innerMorph' }}
            >
              <Icon name="panel" />
            </a>
          </div>
        </header>
        <div class="desk" id="desk">
          <div class="stage">
            <main class="columns" id="columns">
              {showing.places.map((place) => (
                <Column view={view} showing={showing} place={place} />
              ))}
            </main>
          </div>
          {showing.panel && <Panel view={view} clock={clock} nextDue={nextDue} />}
        </div>
        <div class="toasts page-toasts" id="notices" role="status" />
        <p class="unseen" id="format-hint">
          {words.hint}
        </p>
        <p class="hint" aria-hidden="true">
          {words.hint}
        </p>
        <div class="sheet message-menu" id="message-menu" role="menu" hidden>
          <button type="button" role="menuitem" class="item" data-act="reply">
            ↩ {words.reply}
          </button>
          <button type="button" role="menuitem" class="item" data-act="edit">
            ✎ {words.edit}
          </button>
          <button type="button" role="menuitem" class="item" data-act="copy">
            ⧉ {words.copy}
          </button>
        </div>
        <PeopleDialogs view={view} showing={showing} />
      </body>
    </html>
  )
}

// Another stream is another element, so that a morph closes the old connection and opens the new one.
function nameOfStream(query: string): string {
  return query.replace(/[^\d]+/g, '-')
}
