import type { TextKey, Voice } from '../../../../platform/texts.ts'
import type { PublishedFindings } from '../../findings/published.ts'
import { shareWords } from '../../findings/words.ts'

/** So many statements have room in each of the two lists. */
const most = 2
const whole = 100

interface Given {
  voice: Voice
  findings: PublishedFindings | null
  texts: Map<number, string>
}

/** What all agree on, and what divides. */
export function Lists({ voice, findings, texts }: Given) {
  if (findings === null) return <p class="results">{voice.label('forums:liveNothing')}</p>
  const { consensus, divisive } = findings
  const nothing = consensus.length + divisive.length === 0
  return (
    <section class="results">
      <List voice={voice} findings={findings} texts={texts} title="forums:liveConsensus" numbers={consensus} />
      <List voice={voice} findings={findings} texts={texts} title="forums:liveDivisive" numbers={divisive} />
      {nothing && <p>{voice.label('forums:liveNoLists')}</p>}
    </section>
  )
}

function List({ voice, findings, texts, title, numbers }: Given & { findings: PublishedFindings; title: TextKey; numbers: number[] }) {
  if (numbers.length === 0) return null
  return (
    <>
      <h2>{voice.label(title)}</h2>
      <ul>
        {numbers.slice(0, most).map((number) => {
          const { agree = null, disagree = null } = findings.shares.find((one) => one.number === number) ?? {}
          return (
            <li>
              <p class="statement">{texts.get(number) ?? ''}</p>
              {agree !== null && disagree !== null && <Bar voice={voice} agree={agree} disagree={disagree} />}
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Shares of those who voted on it, in length and in words: colour alone tells nobody anything. */
function Bar({ voice, agree, disagree }: { voice: Voice; agree: number; disagree: number }) {
  const [yes, no] = [agree * whole, disagree * whole]
  return (
    <div class="shares">
      <svg viewBox={`0 0 ${whole} 4`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="pass" width={whole} height="4" />
        <rect class="agree" width={yes} height="4" />
        <rect class="disagree" x={whole - no} width={no} height="4" />
      </svg>
      <p>
        <span>
          👍 {shareWords(voice, agree)} 
        </span>
        <span>
          👎 {shareWords(voice, disagree)}
        </span>
      </p>
    </div>
  )
}
