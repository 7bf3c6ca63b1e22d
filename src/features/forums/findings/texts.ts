import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Voice } from '../../../platform/texts.ts'
import type { Findings, PublishedFindings } from './published.ts'
import { agreed, divided, listText, standsText, unclearText } from './words.ts'

/** The findings of a forum in words, paragraph by paragraph, for the chat, minutes and pages; each begins with its title. */
export function findingTexts(voice: Voice, findings: Findings): Html[] {
  const { published } = findings
  const { groups, majority } = published
  const list = (title: Html, numbers: number[]) => listText(voice, title, numbers, findings)
  // Without groups, what everybody agrees on is what most agree on.
  const isSame = agreed(published) === majority.agree
  return [
    ...groupTexts(voice, findings),
    list(
      voice.t(groups === null || groups.list.length < 2 ? 'forums:listMajority' : 'forums:listConsensus'),
      agreed(published),
    ),
    list(voice.t('forums:listDivisive'), divided(published)),
    ...(isSame ? [] : [list(voice.t('forums:listMajority'), majority.agree)]),
    list(voice.t('forums:listMajorityNot'), majority.disagree),
    list(voice.t('forums:listUncertain'), published.uncertain),
    unitsText(voice, published),
  ].filter((text) => text !== '')
}

function groupTexts(voice: Voice, { published, texts }: Findings): Html[] {
  const { groups } = published
  if (groups === null) return [unclearText(voice, published) ?? joinHtml([])]
  const { people, list, isFirm } = groups
  const head = voice.t('forums:groupsTitle', { count: list.length, people })
  const firmness = voice.t(isFirm ? 'forums:groupsFirm' : 'forums:groupsFair')
  return [
    joinHtml([head, firmness], '\n'),
    ...list.map((group) => {
      const title = voice.t('forums:groupTitle', { name: group.name, count: group.people })
      return joinHtml([title, standsText(voice, group, texts)], '\n')
    }),
  ]
}

/** How many voted from where; what is not told is not named. */
function unitsText(voice: Voice, { units }: PublishedFindings): Html {
  if (units === null || units.length === 0) return joinHtml([])
  const lines = units.map(({ unit, isEmployee, people }) => {
    const name = unit ?? voice.label(isEmployee ? 'forums:unitStaff' : 'forums:unitPublic')
    return voice.t('forums:unitLine', { name, count: people })
  })
  return joinHtml([voice.t('forums:unitsTitle'), ...lines], '\n')
}
