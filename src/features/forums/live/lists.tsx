import type { Voice } from '../../../platform/texts.ts'
import type { Findings, PublishedFindings } from '../findings/published.ts'
import { agreed, divided, sharesOf, shortWords } from '../findings/words.ts'

/** So many statements have room in each of the two lists. */
const most = 2
const whole = 100

interface Given {
  voice: Voice
  published: PublishedFindings
  texts: Findings['texts']
}

/** What all agree on, and what divides. */
export function Lists({ voice, published, texts }: Given) {
  const [consensus, divisive] = [agreed(published), divided(published)]
  // As in `agreed`: where groups are told, it is what they have in common.
  const hasGroups = (published.groups?.list.length ?? 0) > 1
  return (
    <section class="results">
      {consensus.length > 0 && (
        <>
          <h2>{voice.label(hasGroups ? 'forums:liveConsensus' : 'forums:liveMajority')}</h2>
          <List voice={voice} published={published} texts={texts} numbers={consensus} />
        </>
      )}
      {divisive.length > 0 && (
        <>
          <h2>{voice.label('forums:liveDivisive')}</h2>
          <List voice={voice} published={published} texts={texts} numbers={divisive} />
        </>
      )}
      {consensus.length + divisive.length === 0 && <p>{voice.label('forums:liveNoLists')}</p>}
    </section>
  )
}

function List({ voice, published, texts, numbers }: Given & { numbers: number[] }) {
  return (
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
