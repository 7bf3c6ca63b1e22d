import type { InlineKeyboardButton } from '@grammyjs/types'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import { deskButton } from '../buttons.ts'
import { allButton, deedButton, targetsButton, waitingButton } from './buttons.ts'
import { reasonText } from './reasons.ts'
import { standingOf } from './statements.ts'
import type { Moderated, Queued, Target } from './statements.ts'

/** A waiting statement, with what can be done about it; `lead`: what has just been done. */
export function queuedView(voice: Voice, { statement, place, count }: Queued, similar: Target[], lead?: Html): View {
  const { id: from, forumId: forum, forum: about } = statement
  const turning =
    count > 1
      ? [
          [
            waitingButton.with(voice.label('forums:modBefore'), { forum, from, to: 'p' }),
            waitingButton.with(voice.label('forums:modAfter'), { forum, from, to: 'n' }),
          ],
        ]
      : []
  return {
    text: joinHtml([
      lead,
      voice.t('forums:modHead', { title: about.title, place, total: count }),
      statementText(voice, statement),
      similar.length === 0 ? undefined : voice.t('forums:modAlike', { list: listText(similar) }),
    ]),
    buttons: [...deedRows(voice, statement), ...turning, lastRow(voice, forum)],
  }
}

/** That nothing waits. */
export function nothingView(voice: Voice, { id, title }: { id: bigint; title: string }, lead?: Html): View {
  return { text: joinHtml([lead, voice.t('forums:modNothing', { title })]), buttons: [lastRow(voice, id)] }
}

/** A statement from the list, on which another decision can be taken. */
export function oneView(voice: Voice, statement: Moderated, similar: Target[], lead?: Html): View {
  return {
    text: joinHtml([
      lead,
      voice.t('forums:modOne', { title: statement.forum.title }),
      statementText(voice, statement),
      similar.length === 0 ? undefined : voice.t('forums:modAlike', { list: listText(similar) }),
    ]),
    buttons: [
      ...deedRows(voice, statement),
      [waitingButton.with(voice.label('forums:modNext'), { forum: statement.forumId, from: statement.id, to: 'n' })],
      lastRow(voice, statement.forumId),
    ],
  }
}

/** A statement as moderators judge it: without its author. */
export function statementText(voice: Voice, statement: Moderated): Html {
  const { number, text, isFlagged, isMeta, isSeed, state, forum, reason, appeal, mergedInto } = statement
  const standing = standingOf(statement)
  return joinHtml([
    voice.t('forums:modStatement', { number, text }),
    joinHtml(
      [
        isFlagged ? voice.t('forums:modFlagged') : undefined,
        isMeta ? voice.t('forums:modIsMeta') : undefined,
        isSeed ? voice.t('forums:modIsSeed') : undefined,
        standing === 'w' && forum.moderation === 'after' ? voice.t('forums:modShownAlready') : undefined,
        state === 'accepted' ? voice.t('forums:modIsAccepted') : undefined,
        state === 'rejected'
          ? voice.t('forums:modIsRejected', { reason: reason === null ? '' : reasonText(voice, reason) })
          : undefined,
        state === 'merged' ? voice.t('forums:modIsMerged', { number: mergedInto?.number ?? 0 }) : undefined,
      ],
      '\n',
    ),
    standing === 'p' ? voice.t('forums:modAppeal', { text: appeal ?? '' }) : undefined,
  ])
}

function deedRows(voice: Voice, statement: Moderated): InlineKeyboardButton[][] {
  const { id, state, isMeta, isSeed } = statement
  const was = standingOf(statement)
  const deed = (key: Parameters<Voice['label']>[0], name: Parameters<typeof deedButton.with>[1]['deed']) =>
    deedButton.with(voice.label(key), { statement: id, was, deed: name })
  return [
    [
      ...(state === 'accepted' ? [] : [deed('forums:modAccept', 'accept')]),
      ...(state === 'rejected' ? [] : [deed('forums:modReject', 'reject')]),
      ...(was === 'p' ? [deed('forums:modKeep', 'keep')] : []),
    ],
    [
      targetsButton.with(voice.label('forums:modMerge'), { statement: id, was, page: 0 }),
      ...(state === 'rejected' || state === 'merged'
        ? []
        : [
            deed(isMeta ? 'forums:modMetaOff' : 'forums:modMeta', 'meta'),
            deed(isSeed ? 'forums:modSeedOff' : 'forums:modSeed', 'seed'),
          ]),
    ],
  ]
}

function lastRow(voice: Voice, forum: bigint): InlineKeyboardButton[] {
  return [
    allButton.with(voice.label('forums:modAll'), { forum, page: 0 }),
    deskButton.with(voice.label('forums:modDesk'), { forum }),
  ]
}

const listText = (targets: Target[]) => targets.map(({ number, text }) => `#${number} ${text}`).join('\n')
