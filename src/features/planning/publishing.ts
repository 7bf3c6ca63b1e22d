import type { Message } from '@grammyjs/types'
import { z } from 'zod'
import { button, press } from '../../platform/dialog/button.ts'
import { dialog } from '../../platform/dialog/dialog.ts'
import type { Command, Publishable } from '../../platform/feature.ts'
import { maxFileSize } from '../../platform/files/files.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { handOn, kindsOf, takeButton } from '../../shared/publishing/routing.ts'

const kindButton = button('publish.kind', { kind: z.string().max(16) })
const perRow = 2

/** "/terbitkan": shows what waits for a word, and asks what is to be published. */
export const publishCommand: Command = {
  name: 'terbitkan',
  alias: 'publish',
  right: 'planner',
  summary: 'planning:publishSummary',
  async run(turn) {
    const kinds = kindsFor(turn)
    const waiting: Publishable[] = []
    for (const kind of kinds) if (await kind.waits?.(turn)) waiting.push(kind)
    if (waiting.length === 0) return turn.open(publishing, {})
    const others = kinds.filter((kind) => !waiting.includes(kind))
    const buttons = rowsOf(others, ({ name, label }) => kindButton.with(turn.label(label), { kind: name }))
    if (others.length > 0) turn.answer({ text: turn.t('planning:publishOther'), buttons })
    for (const kind of waiting) await kind.open(turn)
  },
}

/** Takes the file of anything that can be published, or goes on with the kind that is tapped. */
export const publishing = dialog({
  name: 'planning.publishing',
  title: 'planning:publishing',
  right: 'planner',
  brief: true,
  left: 'planning:publishingLeft',
  opening: z.object({}),
  answers: z.object({ what: z.object({ kind: z.string().nullable() }) }),
  steps: [
    {
      key: 'what',
      ask: (turn) => turn.t('planning:askPublish', { max: maxFileSize / 2 ** 20 }),
      options: (turn) =>
        rowsOf(kindsFor(turn), ({ name, label }) => ({ id: name, label: turn.label(label), value: { kind: name } })),
      read: readFile,
    },
  ],
  async done(turn, { what }) {
    const kind = what?.kind ?? null
    if (kind !== null) return kindNamed(turn, kind).open(turn)
    if (turn.message !== undefined) await handOn(turn, turn.message)
  },
})

/** Goes on with a kind. */
export const onKind = press(kindButton, 'planner', (turn, { kind }) => kindNamed(turn, kind).open(turn))

/** Takes a file that several kinds could be, as the one that is tapped. */
export const onTake = press(takeButton, 'planner', async (turn, { kind }) => {
  const found = kindNamed(turn, kind)
  const sent = turn.message?.reply_to_message
  if (sent?.document === undefined) throw new Refusal('planning:fileGone')
  turn.replace({ text: turn.t('planning:takenAs', { kind: turn.label(found.label) }) })
  await found.take(turn, sent)
})

/** A file that comes while no question waits for it is taken by its ending; false: nothing like it can be published. */
export async function takeFile(turn: Turn): Promise<boolean> {
  return turn.message === undefined ? false : handOn(turn, turn.message)
}

/** Refuses what nobody can publish, by its name. */
function readFile(turn: Turn, { document }: Message): { kind: null } {
  if (document === undefined) throw new Refusal('planning:documentWanted')
  if (kindsOf(turn, document).length === 0) {
    const endings = [...new Set(kindsFor(turn).flatMap((kind) => kind.endings))]
    throw new Refusal('planning:otherType', { endings: endings.map((ending) => `.${ending}`).join(', ') })
  }
  return { kind: null }
}

function kindsFor(turn: Turn): Publishable[] {
  return turn.publishes.filter(({ right }) => turn.may(right))
}

/** The kind that a button names; its right is checked as well. */
function kindNamed(turn: Turn, name: string): Publishable {
  const kind = kindsFor(turn).find((one) => one.name === name)
  if (kind === undefined) throw new Refusal('platform:buttonOld')
  return kind
}

function rowsOf<One, Made>(all: One[], make: (one: One) => Made): Made[][] {
  const made = all.map(make)
  return Array.from({ length: Math.ceil(made.length / perRow) }, (_, row) =>
    made.slice(row * perRow, (row + 1) * perRow),
  )
}
