import { z } from 'zod'
import type { Forum } from '../../generated/prisma/client.ts'
import type { Dialog } from '../../platform/dialog/dialog.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { forumButton } from './buttons.ts'

/** What dialogs in a forum are opened with. */
export const InForum = z.object({ forum: z.string() })
type InForum = z.infer<typeof InForum>

/** Ends a dialog that came too late, and gives what was typed back to who typed it. */
function lateView({ t, label }: Pick<Voice, 't' | 'label'>, key: TextKey, typed: unknown, forum: string): View {
  const text = z.object({ text: z.string() }).safeParse(typed).data?.text
  return {
    text: joinHtml([t(key), text === undefined ? undefined : t('forums:lateTyped', { text })]),
    buttons: [[forumButton.with(label('forums:about'), { forum: BigInt(forum) })]],
  }
}

/**
 * The dialog, of which nobody who reads the database learns what is written while it is open, where the forum is anonymous; and
 * which ends, with what was typed given back, once `isLate` says why it is.
 */
export function sealedWhereAnonymous(
  dialog: Dialog<InForum>,
  isLate: (turn: Turn, forum: Forum) => Promise<TextKey | null>,
): Dialog<InForum> {
  return {
    ...dialog,
    async over(turn, answers, opening) {
      const { forum: id } = InForum.parse(opening)
      const forum = await turn.db.forum.findUnique({ where: { id: BigInt(id) } })
      const late = forum === null ? 'forums:unknown' : await isLate(turn, forum)
      return late === null ? null : lateView(turn, late, answers, id)
    },
    async seals({ db }: Turn, opening) {
      const id = BigInt(InForum.parse(opening).forum)
      const forum = await db.forum.findUnique({ where: { id }, select: { isNamed: true } })
      return forum?.isNamed === false
    },
  }
}
