import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Voice } from '../../../platform/texts.ts'
import { share } from '../../../shared/statistics/share.ts'
import type { Satisfaction } from './satisfaction.ts'
import type { Part, Tally } from './tallies.ts'
import { nameOf } from './units.ts'

const longestName = 120

/** The figures of all that is looked at, a line each. */
export function wholeLines(voice: Voice, tally: Tally, satisfaction: Satisfaction | undefined): Html {
  const { n, open, overdue, ended, inTime, reopened, suggestions: all, withOutcome: some, survival } = tally
  return joinHtml(
    [
      voice.t('suggestions:figuresCame', { n }),
      voice.t('suggestions:figuresOpen', { open, overdue }),
      ended === 0
        ? voice.t('suggestions:figuresNoneEnded')
        : voice.t('suggestions:figuresEnded', { ended, percent: share(inTime, ended) }),
      survival.median === undefined
        ? voice.t('suggestions:figuresNoMedian')
        : voice.t('suggestions:figuresMedian', { median: survival.median }),
      voice.t('suggestions:figuresReopened', { reopened }),
      satisfactionLine(voice, satisfaction),
      all === 0 ? undefined : voice.t('suggestions:figuresOutcomes', { some, all, percent: share(some, all) }),
    ],
    '\n',
  )
}

/** The figures of a part on two lines. */
export function partText(voice: Voice, part: Part, satisfaction: Satisfaction | undefined): Html {
  const figures = [...figuresOf(voice, part), ...satisfactionWords(voice, satisfaction)].join(' · ')
  return voice.t('suggestions:figuresPart', { unit: nameOf(voice, part, longestName), figures })
}

/** The figures in few words each; those of which there is none are left out. */
export function figuresOf(voice: Voice, { n, open, overdue, ended, inTime, reopened, survival }: Tally): string[] {
  return [
    voice.label('suggestions:partCame', { n }),
    voice.label('suggestions:partOpen', { open }),
    ...(overdue > 0 ? [voice.label('suggestions:partOverdue', { overdue })] : []),
    ...(ended > 0
      ? [
          voice.label('suggestions:partEnded', { ended }),
          voice.label('suggestions:partInTime', { percent: share(inTime, ended) }),
        ]
      : []),
    survival.median === undefined
      ? voice.label('suggestions:partNoMedian')
      : voice.label('suggestions:partMedian', { median: survival.median }),
    ...(reopened > 0 ? [voice.label('suggestions:partReopened', { reopened })] : []),
  ]
}

function satisfactionLine(voice: Voice, satisfaction: Satisfaction | undefined): Html | undefined {
  if (satisfaction === undefined || satisfaction.rated === 0) return undefined
  const { rated, satisfied } = satisfaction
  if (rated === null || satisfied === null) return voice.t('suggestions:figuresSatisfiedHidden')
  return voice.t('suggestions:figuresSatisfied', { percent: share(satisfied, rated), rated })
}

function satisfactionWords(voice: Voice, satisfaction: Satisfaction | undefined): string[] {
  if (satisfaction === undefined || satisfaction.rated === 0) return []
  const { rated, satisfied } = satisfaction
  if (rated === null || satisfied === null) return [voice.label('suggestions:partSatisfiedHidden')]
  return [voice.label('suggestions:partSatisfied', { percent: share(satisfied, rated) })]
}
