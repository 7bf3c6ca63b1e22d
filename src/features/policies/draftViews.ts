import { isDeepStrictEqual } from 'node:util'
import type { InlineKeyboardButton } from '@grammyjs/types'
import { z } from 'zod'
import { fromColumn } from '../../platform/calendar.ts'
import { button } from '../../platform/dialog/button.ts'
import { leaf, pagesOf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import { writeDay } from '../../platform/moments.ts'
import type { Voice } from '../../platform/texts.ts'
import { foundLines } from './draftFindings.ts'
import type { Survey } from './surveying.ts'
import { cut } from '../../shared/policies/places.ts'

const id = z.coerce.bigint()
/** A page of what was found in a draft. */
export const draftButton = button('policy.draft', { id, page: z.coerce.number().int().min(0).max(10_000) })
/** `before`: the version with which it was compared when it was shown; 0: none. */
export const publishButton = button('policy.publish', { id, before: id })
export const dropButton = button('policy.drop', { id })
export const audienceButton = button('policy.audience', { id })
export const effectiveButton = button('policy.effective', { id })
/** Which policy it belongs to: asks, or places it; 0: a new policy. */
export const placesButton = button('policy.places', { id, page: z.coerce.number().int().min(0).max(10_000) })
export const placeButton = button('policy.place', { id, policy: id })
/** The first pair of paragraphs that has to be decided. */
export const pairsButton = button('policy.pairs', { id })

/** Letters that are shown of a summary, and on a page of what was found. */
const longest = { summary: 400, page: 2400 }

/** A draft: what was found in it, page by page, and what can be done with it. */
export function draftView(voice: Voice, survey: Survey, wanted: number): View {
  const { draft, pairing, target } = survey
  const pages = pagesOf(foundLines(voice, survey), longest.page)
  const { page, turning } = leaf(voice, { wanted, pages: pages.length }, (to, label) =>
    draftButton.with(label, { id: draft.id, page: to }),
  )
  const isReady = target !== null && (pairing?.doubts.length ?? 0) === 0
  return {
    text: joinHtml([headText(voice, survey), pages[page], voice.t('policies:draftHint')]),
    buttons: [...turning, ...decisions(voice, survey, isReady)].filter((row) => row.length > 0),
  }
}

function decisions(
  voice: Voice,
  { draft, previous, pairing, hasOthers }: Survey,
  isReady: boolean,
): InlineKeyboardButton[][] {
  const values = { id: draft.id }
  const doubts = pairing?.doubts.length ?? 0
  return [
    doubts > 0 ? [pairsButton.with(voice.label('policies:checkPairs', { count: doubts }), values)] : [],
    [
      audienceButton.with(voice.label('policies:audience'), values),
      effectiveButton.with(voice.label('policies:effective'), values),
    ],
    hasOthers ? [placesButton.with(voice.label('policies:place'), { ...values, page: 0 })] : [],
    [
      ...(isReady
        ? [publishButton.with(voice.label('policies:publish'), { ...values, before: previous?.id ?? 0n })]
        : []),
      dropButton.with(voice.label('platform:cancel'), values),
    ],
  ]
}

function headText(voice: Voice, survey: Survey): Html {
  const { draft, previous, pairing, target, effective } = survey
  const { title, summary, paragraphs, relevance, quiz, notes } = draft.document
  const doubts = pairing?.doubts.length ?? 0
  return joinHtml([
    voice.t('policies:draftTitle', { title }),
    summary === '' ? undefined : voice.t('policies:draftSummary', { summary: cut(summary, longest.summary) }),
    joinHtml(
      [
        previous === null
          ? voice.t('policies:draftNew')
          : voice.t('policies:draftVersion', { number: previous.number + 1, title: previous.title }),
        targetText(voice, target),
        effective === null
          ? voice.t('policies:effectiveNow')
          : voice.t('policies:effectiveOn', { day: writeDay(effective, voice.language) }),
        joinHtml(
          [
            voice.t('policies:countParagraphs', { count: paragraphs.length }),
            voice.t('policies:countRelevance', { count: relevance.length }),
            voice.t('policies:countQuiz', { count: quiz.length }),
          ],
          ' · ',
        ),
        draft.originalId === null ? undefined : voice.t('policies:draftOriginal'),
        notes > 0 ? voice.t('policies:draftNotes', { count: notes }) : undefined,
        previous === null || pairing === null ? undefined : changesText(voice, previous.number, pairing),
        besidesText(voice, survey),
        doubts > 0 ? voice.t('policies:draftDoubts', { count: doubts }) : undefined,
      ],
      '\n',
    ),
  ])
}

/** What has changed beside the text, which nobody is asked again for. */
function besidesText(voice: Voice, { draft, previous, effective, target }: Survey): Html | undefined {
  if (previous === null) return undefined
  const before = previous.effective === null ? null : fromColumn(previous.effective)
  const names = [
    ...(before === effective ? [] : [voice.label('policies:effective')]),
    ...(target === null || isDeepStrictEqual(target.audience, previous.audience)
      ? []
      : [voice.label('policies:audience')]),
  ]
  const original = previous.originalId !== null && draft.originalId === null
  return joinHtml(
    [
      names.length === 0 ? undefined : voice.t('policies:draftBesides', { names: names.join(', ') }),
      original ? voice.t('policies:draftOriginalGone', { number: previous.number }) : undefined,
    ],
    '\n',
  )
}

function targetText(voice: Voice, target: Survey['target']): Html {
  if (target === null) return voice.t('policies:audienceMissing')
  const { words, size } = target
  return voice.t('policies:audienceIs', { audience: words, count: size.reachable })
}

function changesText(voice: Voice, before: number, { kinds, removed }: NonNullable<Survey['pairing']>): Html {
  const number = (wanted: (typeof kinds)[number]) => kinds.filter((kind) => kind === wanted).length
  return voice.t('policies:draftChanges', {
    before,
    changed: number('changed'),
    added: number('new'),
    removed: removed.length,
    same: number('same'),
  })
}
