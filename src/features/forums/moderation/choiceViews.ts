import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import { moderateButton } from '../buttons.ts'
import { allButton, deedButton, mergeButton, oneButton, rejectButton, targetsButton } from './buttons.ts'
import { statementText } from './queueViews.ts'
import { reasonLabel, reasonsOf } from './reasons.ts'
import { standingOf } from './statements.ts'
import type { Moderated, Target } from './statements.ts'

/** Statements on one page. */
export const perPage = 8
/** Buttons of numbers in one row. */
const perRow = 4
/** Letters of a reason on a button. */
const longestLabel = 60

/** The reasons for which a statement can be rejected. */
export function reasonsView(voice: Voice, statement: Moderated): View {
  const { id, forum } = statement
  const was = standingOf(statement)
  return {
    text: joinHtml([statementText(voice, statement), voice.t('forums:modWhy')]),
    buttons: [
      ...reasonsOf(forum).map((reason, index) => [
        rejectButton.with(reasonLabel(voice, reason).slice(0, longestLabel), { statement: id, was, reason: index }),
      ]),
      [deedButton.with(voice.label('forums:modOwnWords'), { statement: id, was, deed: 'words' })],
      [oneButton.with(voice.label('forums:modBack'), { statement: id })],
    ],
  }
}

/** The accepted statements into which one can be merged, the most like it first. */
export function targetsView(
  voice: Voice,
  statement: Moderated,
  targets: Target[],
  { wanted, count }: { wanted: number; count: number },
): View {
  const { id } = statement
  const was = standingOf(statement)
  const { turning } = leaf(voice, { wanted, pages: pagesFor(count) }, (page, label) =>
    targetsButton.with(label, { statement: id, was, page }),
  )
  return {
    text: joinHtml([
      statementText(voice, statement),
      count === 0
        ? voice.t('forums:modNoTargets')
        : voice.t('forums:modInto', { list: targets.map(({ number, text }) => `#${number} ${text}`).join('\n') }),
    ]),
    buttons: [
      ...inRows(
        targets.map(({ id: into, number }) =>
          mergeButton.with(voice.label('forums:modNumber', { number: String(number) }), { statement: id, was, into }),
        ),
      ),
      ...turning,
      [oneButton.with(voice.label('forums:modBack'), { statement: id })],
    ],
  }
}

/** All statements of a forum, on pages. */
export function allView(
  voice: Voice,
  forum: { id: bigint; title: string },
  statements: Pick<Moderated, 'id' | 'number' | 'text' | 'state' | 'appealState' | 'isFlagged'>[],
  { wanted, count }: { wanted: number; count: number },
): View {
  const { turning } = leaf(voice, { wanted, pages: pagesFor(count) }, (page, label) =>
    allButton.with(label, { forum: forum.id, page }),
  )
  const lines = statements.map((one) =>
    voice.t('forums:modLine', {
      sign: signs[standingOf(one)],
      number: one.number,
      text: one.text,
      flag: one.isFlagged ? '⚠️' : '',
    }),
  )
  return {
    text: joinHtml([
      voice.t('forums:modList', { title: forum.title, total: count }),
      lines.length === 0 ? undefined : joinHtml(lines, '\n'),
      voice.t('forums:modSigns'),
    ]),
    buttons: [
      ...inRows(
        statements.map(({ id, number }) =>
          oneButton.with(voice.label('forums:modNumber', { number: String(number) }), { statement: id }),
        ),
      ),
      ...turning,
      [moderateButton.with(voice.label('forums:modQueue'), { forum: forum.id })],
    ],
  }
}

export const pagesFor = (count: number) => Math.max(1, Math.ceil(count / perPage))

const signs = { w: '⏳', p: '✋', a: '✅', r: '🚫', m: '🔗' } as const

function inRows<Item>(items: Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / perRow) }, (_, row) =>
    items.slice(row * perRow, (row + 1) * perRow),
  )
}
