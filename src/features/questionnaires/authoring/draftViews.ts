import type { InlineKeyboardButton } from '@grammyjs/types'
import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'
import { leaf, pagesOf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import type { Definition } from '../../../shared/questionnaires/definition.ts'
import type { ReadyDraft } from './drafts.ts'
import { askedText } from './askedViews.ts'
import { spanText, useKey } from '../words.ts'
import { missingOf } from './publishing.ts'

const id = z.coerce.bigint()
/** A page of a draft's questions. */
export const draftButton = button('quest.draft', { id, page: z.coerce.number().int().min(0).max(1000) })
export const publishButton = button('quest.publish', { id })
export const dropButton = button('quest.drop', { id })
/** Writes another question at its end, or takes the last one away. */
export const addButton = button('quest.add', { id })
export const cutButton = button('quest.cut', { id })

/** What is known of a draft beside itself. */
export interface Survey {
  draft: ReadyDraft
  /** Of what it is the next version; null: it is new. */
  before: { title: Definition['title']; number: number } | null
  /** Whom it is for, in words; null: it does not say so. */
  audience: string | null
}

/** Questions that one writes in chat: more are better written in a file. */
export const mostWritten = 10
const longestPage = 2600

const missingKey = { questions: 'questionnaires:draftNoQuestions', right: 'questionnaires:draftNoRight' } as const

/** A draft as it will be asked, page by page, with what a round of it begins with. */
export function draftView(voice: Voice, survey: Survey, wanted: number): View {
  const { draft } = survey
  const { questions } = draft.definition
  const texts = questions.map((question, index) => askedText(voice, draft.definition, question, index))
  const pages = pagesOf(texts, longestPage, '\n\n')
  const { page, turning } = leaf(voice, { wanted, pages: pages.length }, (to, label) =>
    draftButton.with(label, { id: draft.id, page: to }),
  )
  const missing = missingOf(draft.definition)
  return {
    text: joinHtml([
      headText(voice, survey),
      pages[page],
      missing && voice.t(missingKey[missing]),
      voice.t('questionnaires:draftHint'),
    ]),
    buttons: [...turning, ...buttonsOf(voice, draft, missing === undefined)],
  }
}

function buttonsOf(voice: Voice, { id: draft, definition }: ReadyDraft, isReady: boolean): InlineKeyboardButton[][] {
  const count = definition.questions.length
  const values = { id: draft }
  const writing = [
    ...(count < mostWritten ? [addButton.with(voice.label('questionnaires:addQuestion'), values)] : []),
    ...(count > 0 && count <= mostWritten ? [cutButton.with(voice.label('questionnaires:cutQuestion'), values)] : []),
  ]
  return [
    ...(writing.length > 0 ? [writing] : []),
    [
      ...(isReady ? [publishButton.with(voice.label('questionnaires:publish'), values)] : []),
      dropButton.with(voice.label('platform:cancel'), values),
    ],
  ]
}

function headText(voice: Voice, { draft, before, audience }: Survey): Html {
  const { title, use, isAnonymous, schedule, reminders, index, questions, openMinutes } = draft.definition
  return joinHtml([
    voice.t('questionnaires:draftTitle', { title: said(title, voice.language) }),
    joinHtml(
      [
        before === null
          ? voice.t('questionnaires:draftNew', { use: voice.label(useKey[use]) })
          : voice.t('questionnaires:draftVersion', {
              use: voice.label(useKey[use]),
              number: before.number + 1,
              title: said(before.title, voice.language),
            }),
        voice.t(isAnonymous ? 'questionnaires:draftAnonymous' : 'questionnaires:draftNamed'),
        audience === null
          ? voice.t('questionnaires:draftNoAudience')
          : voice.t('questionnaires:draftAudience', { audience }),
        schedule === null
          ? voice.t('questionnaires:draftOnce')
          : voice.t('questionnaires:draftSchedule', { words: schedule.words }),
        joinHtml(
          [
            voice.t('questionnaires:draftOpen', { span: spanText(voice, openMinutes) }),
            voice.t('questionnaires:draftReminders', { count: reminders }),
          ],
          ' · ',
        ),
        index === undefined ? undefined : voice.t('questionnaires:draftIndex'),
        voice.t('questionnaires:draftCount', { count: questions.length }),
      ],
      '\n',
    ),
  ])
}
