import { joinHtml, ownHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Voice } from '../../../platform/texts.ts'
import type { Findings, PublishedFindings, PublishedGroup, Shares } from './published.ts'

/** How a forum's state is called. */
export const stateKey = {
  draft: 'forums:ex_draft',
  planned: 'forums:ex_planned',
  open: 'forums:ex_open',
  closed: 'forums:ex_closed',
  published: 'forums:ex_published',
} as const

const percent = 100
/** From which share on it is called so, the largest first. */
const degrees = [
  { from: 0.95, key: 'forums:shareAll' },
  { from: 0.75, key: 'forums:shareMost' },
  { from: 0.6, key: 'forums:shareMany' },
  { from: 0.4, key: 'forums:shareHalf' },
  { from: 0.25, key: 'forums:shareFewer' },
  { from: 0.05, key: 'forums:shareFew' },
] as const

/** A rounded share in words: "most (about 80 %)"; null: it is not told. */
export function shareWords({ label }: Voice, share: number | null | undefined): string | null {
  if (share === null || share === undefined) return null
  const words = label(degrees.find(({ from }) => share >= from)?.key ?? 'forums:shareNone')
  const hundredths = Math.round(share * percent)
  // Rounded, nobody and everybody are not to be taken at their word.
  return hundredths === 0 || hundredths === percent ? words : label('forums:shareAbout', { words, percent: hundredths })
}

/** The same in short: "about 80 %". */
export function shortWords(voice: Voice, share: number | null | undefined): string | null {
  if (share === null || share === undefined) return null
  const hundredths = Math.round(share * percent)
  return hundredths === 0 || hundredths === percent
    ? shareWords(voice, share)
    : voice.label('forums:barShare', { percent: hundredths })
}

/** Why no groups are told, in words; null: they are. */
export function unclearText(voice: Voice, { unclear }: PublishedFindings): Html | null {
  switch (unclear) {
    case null:
      return null
    case 'tooFewPeople':
      return voice.t('forums:unclearFew')
    case 'unstable':
      return voice.t('forums:unclearUnstable')
    case 'likeChance':
      return voice.t('forums:unclearChance')
    case 'hidden':
      return voice.t('forums:unclearHidden')
  }
}

/** On which sides a group stands, and how many of it do. */
export function standsText(voice: Voice, group: PublishedGroup, texts: Findings['texts']): Html {
  const lines = group.representative.map(({ number, side }) => {
    const words = shareWords(voice, sharesOf(group.shares, number)?.[side])
    const text = texts.get(number) ?? ''
    if (words === null) return voice.t(side === 'agree' ? 'forums:standsFor' : 'forums:standsAgainst', { text })
    return voice.t(side === 'agree' ? 'forums:standsForShare' : 'forums:standsAgainstShare', { text, share: words })
  })
  return joinHtml(lines, '\n')
}

/** Statements under a title, with the shares of everyone; nothing where there are none. */
export function listText(
  voice: Voice,
  title: Html,
  numbers: number[],
  { published, texts }: Pick<Findings, 'published' | 'texts'>,
): Html {
  if (numbers.length === 0) return ownHtml('')
  const lines = numbers.map((number) => {
    const shares = sharesOf(published.shares, number)
    const text = texts.get(number) ?? ''
    const [agree, disagree, pass] = [shares?.agree, shares?.disagree, shares?.pass].map((one) => shortWords(voice, one))
    return agree && disagree && pass
      ? voice.t('forums:listedShares', { text, agree, disagree, pass })
      : voice.t('forums:listed', { text })
  })
  return joinHtml([title, ...lines], '\n')
}

/** What divides: the groups where they are told, else everybody. */
export function divided({ groups, split }: PublishedFindings): number[] {
  return groups === null || groups.list.length < 2 ? split : groups.divisive
}

/** What everybody agrees on: all groups where they are told, else most people. */
export function agreed({ groups, majority }: PublishedFindings): number[] {
  return groups === null || groups.list.length < 2 ? majority.agree : groups.consensus
}

export function sharesOf(shares: Shares[], number: number): Shares | undefined {
  return shares.find((one) => one.number === number)
}
