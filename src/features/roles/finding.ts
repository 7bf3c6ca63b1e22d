import { z } from 'zod'
import { dialog } from '../../platform/dialog/dialog.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { appointing } from './appointing.ts'
import { findTarget, Ref, search, searchContact } from './targets.ts'
import { choiceView } from './views.ts'

/** "/peran": whom is it about? What was typed is not kept, only whom it found. */
export const finding = dialog({
  name: 'roles.finding',
  title: 'roles:finding',
  right: 'admin',
  brief: true,
  opening: z.object({}),
  answers: z.object({ found: z.array(Ref) }),
  steps: [
    {
      key: 'found',
      ask: (turn) => turn.t('roles:askWho'),
      async read({ db }, { contact, text }) {
        if (contact !== undefined) return searchContact(db, contact)
        if (text === undefined) throw new Refusal('roles:whoUnknown')
        return search(db, text.trim())
      },
    },
  ],
  done: (turn, { found }) => goOn(turn, found ?? []),
})

/** Goes on with the one who was found, or lets the admin choose among several. */
export async function goOn(turn: Turn, found: Ref[]): Promise<void> {
  const [target, ...others] = found
  if (target === undefined) throw new Refusal('people:notFound')
  if (others.length === 0) return turn.open(appointing, { target })
  const choices = []
  for (const ref of found) choices.push({ ref, target: await findTarget(turn.db, ref) })
  turn.answer(choiceView(turn, choices))
}
