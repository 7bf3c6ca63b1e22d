import type { TextKey, Voice } from '../../../platform/texts.ts'
import type { Findings } from '../findings/published.ts'
import { agreed, divided, sharesOf, shortWords } from '../findings/words.ts'

const whole = 100

interface Given {
  voice: Voice
  findings: Pick<Findings, 'published' | 'texts'>
  /** Whether they have the stage for themselves. */
  isAlone: boolean
}

/** What has room in a panel, in rem, with the letters on a line; hall.css has the sizes. */
const rooms = { alone: { line: 2.6, letters: 30 }, beside: { line: 2.4, letters: 32 } } as const
const [panel, heading] = [36, 4.2]
/** The bar below a statement, and the gap to the next; and how many lines of it are shown. */
const [bar, gap, mostLines] = [3.8, 1.2, 4]

/** The first of the statements that have room where so many lists stand below each other, one at least. */
function fitting(numbers: number[], texts: Map<number, string>, isAlone: boolean, lists: number): number[] {
  const { line, letters } = rooms[isAlone ? 'alone' : 'beside']
  const height = panel / (isAlone ? 1 : lists) - heading
  let filled = -gap
  const heights = numbers.map((number) => {
    const lines = Math.min(mostLines, Math.ceil((texts.get(number) ?? '').length / letters))
    return (filled += gap + lines * line + bar)
  })
  return numbers.filter((_, n) => n === 0 || (heights[n] ?? 0) <= height)
}

/** What all agree on, and what divides. */
export function Lists({ voice, findings, isAlone }: Given) {
  const { published } = findings
  const [consensus, divisive] = [agreed(published), divided(published)]
  // As in `agreed`: where groups are told, it is what they have in common.
  const hasGroups = (published.groups?.list.length ?? 0) > 1
  const lists = [consensus, divisive].filter((numbers) => numbers.length > 0).length
  const shown = { voice, findings, isAlone, lists }
  const title = hasGroups ? 'forums:liveConsensus' : 'forums:liveMajority'
  const otherTitle = 'forums:liveDivisive'
  return (
    <section class="results">
      <List {...shown} title={title} numbers={consensus} />
      <List {...shown} title={otherTitle} numbers={divisive} />
      {consensus.length + divisive.length === 0 && <p>{voice.label('forums:liveNoLists')}</p>}
    </section>
  )
}

function List({
  voice,
  findings,
  isAlone,
  lists,
  title,
  numbers,
}: Given & { lists: number; title: TextKey; numbers: number[] }) {
  if (numbers.length === 0) return null
  const { published, texts } = findings
  return (
    <div>
      <h2>{voice.label(title)}</h2>
      <ul>
        {fitting(numbers, texts, isAlone, lists).map((number) => {
          const shares = sharesOf(published.shares, number)
          return (
            <li>
              <p class="statement">{texts.get(number) ?? ''}</p>
              {shares && shares.agree !== null && shares.disagree !== null && (
                <Bar voice={voice} agree={shares.agree} disagree={shares.disagree} />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** Shares of those who voted on it, in length and in words: colour alone tells nobody anything. */
function Bar({ voice, agree, disagree }: { voice: Voice; agree: number; disagree: number }) {
  const [yes, no] = [Math.round(agree * whole), Math.round(disagree * whole)]
  return (
    <div class="shares">
      <svg viewBox={`0 0 ${whole} 4`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="pass" width={whole} height="4" />
        <rect class="agree" width={yes} height="4" />
        <rect class="disagree" x={whole - no} width={no} height="4" />
      </svg>
      <p>
        <span>{voice.label('forums:liveAgree', { share: shortWords(voice, agree) ?? '' })}</span>
        <span>{voice.label('forums:liveDisagree', { share: shortWords(voice, disagree) ?? '' })}</span>
      </p>
    </div>
  )
}
