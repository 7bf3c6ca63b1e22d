import { plainText } from '../../../platform/html.ts'
import type { Voice } from '../../../platform/texts.ts'
import type { Findings } from '../findings/published.ts'
import { unclearText } from '../findings/words.ts'
import { htmlOf } from '../../../platform/drawing.ts'
import { Lists } from './lists.tsx'
import { OpinionMap } from './opinionMap.tsx'
import type { LiveState } from './state.ts'
import { hintKey, phaseKey } from '../hall/words.ts'

/** How people get in: the bot's link, drawn and in words. */
export interface Entrance {
  link: string
  bot: string
  code: string
  qr: { size: number; path: string }
}

/** The pieces of the page that change, by the id of the element whose content they are. */
export type Parts = Record<'head' | 'phase' | 'stage' | 'side' | 'counts', string>

/** How the page is divided: the way in large, or beside what the hall is at, in words or in panels; without it at the end. */
export type Layout = 'join' | 'words' | 'panels' | 'over'

export function layoutOf({ isOver, phase, questions, showsMap, showsResults }: LiveState): Layout {
  if (isOver) return 'over'
  if (questions !== null || showsMap || showsResults) return 'panels'
  return phase === null || phase === 'join' ? 'join' : 'words'
}

/** The pieces of the page as HTML. */
export function drawParts(voice: Voice, state: LiveState, entrance: Entrance): Parts {
  return {
    head: htmlOf(<Head title={state.title} question={state.question} />),
    phase: state.phase === null ? '' : htmlOf(<span>{voice.label(phaseKey[state.phase])}</span>),
    stage: htmlOf(<Stage voice={voice} state={state} />),
    side: state.isOver ? '' : htmlOf(<Side voice={voice} entrance={entrance} />),
    counts: htmlOf(<Counts voice={voice} state={state} />),
  }
}

function Head({ title, question }: { title: string; question: string | null }) {
  return (
    <>
      <h1>{title}</h1>
      {question !== null && <p class="question">{question}</p>}
    </>
  )
}

/** At most two panels have room: in the phase of questions these and one more, the map before the results. */
function Stage({ voice, state }: { voice: Voice; state: LiveState }) {
  const { questions, findings, showsMap } = state
  // That there is nothing to show yet is said once.
  const showsResults = state.showsResults && (findings !== null || !showsMap)
  const wanted = [questions !== null, showsMap, showsResults].filter(Boolean).length
  const isAlone = wanted === 1
  const panels = [
    ...(questions === null ? [] : [<Questions voice={voice} questions={questions} isAlone={isAlone} />]),
    ...(showsMap ? [<MapPanel voice={voice} findings={findings} />] : []),
    ...(showsResults ? [<ResultPanel voice={voice} findings={findings} isAlone={isAlone} />] : []),
  ].slice(0, 2)
  if (wanted > 0) return <div class={isAlone ? 'panels alone' : 'panels'}>{panels}</div>
  if (state.isOver) return <Words title={voice.label('forums:liveOver')} text={voice.label('forums:liveThanks')} />
  const phase = state.phase ?? 'join'
  return <Words title={voice.label(phaseKey[phase])} text={voice.label(hintKey[phase])} />
}

function Words({ title, text }: { title: string; text: string }) {
  return (
    <section class="words">
      <h2>{title}</h2>
      <p>{text}</p>
    </section>
  )
}

/** So many have room beside another panel. */
const fewQuestions = 3

function Questions({
  voice,
  questions: { shown, count },
  isAlone,
}: {
  voice: Voice
  questions: NonNullable<LiveState['questions']>
  isAlone: boolean
}) {
  const first = isAlone ? shown : shown.slice(0, fewQuestions)
  const more = count - first.length
  return (
    <section class="questions">
      <h2>{voice.label('forums:liveQuestions')}</h2>
      {first.length === 0 && <p>{voice.label('forums:hint_questions')}</p>}
      <ol>
        {first.map(({ text, upvotes }) => (
          <li>
            <span class="upvotes" role="img" aria-label={voice.label('forums:liveUpvotes', { count: upvotes })}>
              ▲ {upvotes}
            </span>
            <span class="asked">{text}</span>
          </li>
        ))}
      </ol>
      {more > 0 && <p class="more">{voice.label('forums:liveMore', { count: more })}</p>}
    </section>
  )
}

function MapPanel({ voice, findings }: { voice: Voice; findings: Findings | null }) {
  const groups = findings?.published.groups ?? null
  const unclear = findings && unclearText(voice, findings.published)
  return (
    <section class="map">
      <h2>{voice.label('forums:liveMap')}</h2>
      {groups !== null && groups.list.length > 0 ? (
        <OpinionMap voice={voice} groups={groups} />
      ) : (
        <p>{unclear === null ? voice.label('forums:liveNothing') : plainText(unclear)}</p>
      )}
    </section>
  )
}

function ResultPanel({ voice, findings, isAlone }: { voice: Voice; findings: Findings | null; isAlone: boolean }) {
  if (findings !== null) return <Lists voice={voice} findings={findings} isAlone={isAlone} />
  return (
    <section class="results">
      <h2>{voice.label('forums:liveResults')}</h2>
      <p>{voice.label('forums:liveNothing')}</p>
    </section>
  )
}

function Side({ voice, entrance: { link, bot, code, qr } }: { voice: Voice; entrance: Entrance }) {
  const margin = 3
  const size = qr.size + 2 * margin
  return (
    <section class="way-in">
      <h2>{voice.label('forums:liveScan')}</h2>
      <svg
        class="qr"
        role="img"
        aria-label={link}
        viewBox={`${-margin} ${-margin} ${size} ${size}`}
        shape-rendering="crispEdges"
      >
        <rect x={-margin} y={-margin} width={size} height={size} fill="#fff" />
        <path d={qr.path} fill="#000" />
      </svg>
      <p class="link">{link.replace('https://', '')}</p>
      <p class="by-hand" dangerouslySetInnerHTML={{ __html: voice.t('forums:liveOr', { bot }) }} />
      <p class="code">/forum {code}</p>
    </section>
  )
}

function Counts({ voice, state: { people, votes, statements } }: { voice: Voice; state: LiveState }) {
  const number = new Intl.NumberFormat(voice.language === 'id' ? 'id-ID' : 'en-GB')
  const one = (count: number, words: string) => (
    <div class="count">
      <dd>{number.format(count)}</dd>
      <dt>{words}</dt>
    </div>
  )
  return (
    <dl>
      {one(people, voice.label('forums:livePeople'))}
      {one(votes, voice.label('forums:liveVotes'))}
      {one(statements, voice.label('forums:liveStatements'))}
    </dl>
  )
}
