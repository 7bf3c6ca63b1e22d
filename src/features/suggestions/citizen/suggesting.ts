import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Message } from '@grammyjs/types'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { suggestButton } from '../../../shared/tickets/buttons.ts'
import { keepSent } from '../../../platform/files/sent.ts'
import type { Sent } from '../../../platform/files/sent.ts'
import { demandMaySubmit } from './limits.ts'
import { readEarlier, submitting } from './submitting.ts'

/** "/usul". */
export async function beginSubmission(turn: Turn): Promise<void> {
  await demandMaySubmit(turn)
  await turn.open(submitting, {})
}

/** "Kirim sebagai usulan": with what was said in the message to which the pressed one is a reply, if Telegram gives it. */
export function onSuggest(kind: typeof suggestButton): Press {
  return press(kind, 'member', async (turn) => {
    await demandMaySubmit(turn)
    const message = turn.pressed?.message
    const earlier = message !== undefined && 'reply_to_message' in message ? message.reply_to_message : undefined
    const said = earlier && (await readEarlier(turn, earlier))
    turn.settle()
    if (earlier === undefined) return turn.open(submitting, {})
    const files = await keepEarlier(turn, earlier)
    if (earlier.media_group_id !== undefined) turn.answer({ text: turn.t('suggestions:albumFirst') })
    await turn.open(submitting, { ...(said && { said }), ...(files.length > 0 && { files }) })
  })
}

/** The picture or document with which it was said; none where it is of a kind that is not taken. */
async function keepEarlier(turn: Turn, message: Message): Promise<Sent[]> {
  if (message.photo === undefined && message.document === undefined) return []
  try {
    return [await keepSent(turn, message)]
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}
