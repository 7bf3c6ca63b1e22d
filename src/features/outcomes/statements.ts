import type { Outcome, OutcomeKind } from '../../generated/prisma/client.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { linkOf } from '../../shared/policies/links.ts'
import { cut, paragraphName } from '../../shared/policies/places.ts'
import type { Place } from './places.ts'

/** Letters of a policy's title in a line. */
const longestTitle = 120

/** What became of it, with its mark. */
export const kindKey: Record<OutcomeKind, TextKey> = {
  adopted: 'outcomes:kindAdopted',
  partly: 'outcomes:kindPartly',
  declined: 'outcomes:kindDeclined',
  already: 'outcomes:kindAlready',
}

/** An outcome in one line, for a button. */
export function lineOf(voice: Voice, { kind, sentence }: Pick<Outcome, 'kind' | 'sentence'>, most: number): string {
  return cut(voice.label('outcomes:line', { mark: markOf(voice, kind), sentence }), most)
}

/** What became of it, the sentence, and where it leads; with a link where the bot's name is given. */
export function statementText(
  voice: Voice,
  { kind, sentence }: Pick<Outcome, 'kind' | 'sentence'>,
  place: Place | null,
  botName?: string,
): Html {
  const outcome = voice.label(kindKey[kind])
  return joinHtml(
    [
      voice.t('outcomes:statement', { outcome, sentence }),
      place === null ? undefined : placeText(voice, place, botName),
    ],
    '\n',
  )
}

/** Where an outcome leads. */
function placeText(voice: Voice, { policyId, title, paragraph }: Place, botName?: string): Html {
  const name = cut(title, longestTitle)
  const place = paragraph === null ? name : `${paragraphName(voice, paragraph)}, ${name}`
  if (botName === undefined) return voice.t('outcomes:place', { place })
  return voice.t('outcomes:placeLink', { place, link: linkOf(botName, policyId, paragraph?.identity) })
}

/** The mark at the beginning of its name. */
function markOf(voice: Voice, kind: OutcomeKind): string {
  return voice.label(kindKey[kind]).split(' ')[0] ?? ''
}
