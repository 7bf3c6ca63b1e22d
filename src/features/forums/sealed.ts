import { z } from 'zod'
import type { Dialog } from '../../platform/dialog/dialog.ts'
import type { Turn } from '../../platform/inbox/turn.ts'

/** What dialogs in a forum are opened with. */
export const InForum = z.object({ forum: z.string() })
type InForum = z.infer<typeof InForum>

/** The dialog, of which nobody who reads the database learns what is written while it is open, where the forum is anonymous. */
export function sealedWhereAnonymous(dialog: Dialog<InForum>): Dialog<InForum> {
  return {
    ...dialog,
    async seals({ db }: Turn, opening) {
      const id = BigInt(InForum.parse(opening).forum)
      const forum = await db.forum.findUnique({ where: { id }, select: { isNamed: true } })
      return forum?.isNamed === false
    },
  }
}
