import type { TextKey, Voice } from '../../../platform/texts.ts'
import type { Findings } from '../findings/published.ts'
import { agreed, divided, sharesOf, shortWords } from '../findings/words.ts'

const whole = 100

interface Given {
  voice: Voice
  findings: Pick<Findings, 'published' | 'texts'>
  /** How many statements have room in each list. */
  most: number
}

/** What all agree on, and what divides. */
export function Lists({ voice, findings, most }: Given) {
  const { published } = findings
  const [consensus, divisive] = [agreed(published), divided(published)]
  // As in `agreed`: where groups are told, it is what they have in common.
  const hasGroups = (published.groups?.list.length ?? 0) > 1
  const title = hasGroups ? 'forums:liveConsensus' : 'forums:liveMajority'
  const otherTitle = 'forums:liveDivisive'
  return (
    <section class="results">
      <List voice={voice} findings={findings} most={most} title={title} numbers={consensus} />
      <List voice={voice} findings={findings} most={most} title={otherTitle} numbers={divisive} />
      {consensus.length + divisive.length === 0 && <p>{voice.label('forums:liveNoLists')}</p>}
    </section>
  )
}

function List({ voice, findings, most, title, numbers }: Given & { title: TextKey; numbers: number[] }) {
  if (numbers.length === 0) return null
  const { published, texts } = findings
  return (
    <div>
      <h2>{voice.label(title)}</h2>
      <ul>
        {numbers.slice(0, most).map((number) => {
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
