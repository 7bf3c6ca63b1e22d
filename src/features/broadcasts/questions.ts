import type { Html } from '../../platform/html.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { deedButton } from './panelButtons.ts'
import type { Prospect } from './recalling.ts'
import type { DeedName } from './running.ts'

const doneKey: Record<DeedName, TextKey> = {
  pause: 'broadcasts:donePause',
  resume: 'broadcasts:doneResume',
  stop: 'broadcasts:doneStop',
  recall: 'broadcasts:doneRecall',
  resend: 'broadcasts:doneResend',
}

/** Says what a deed that cannot be undone would do, and asks. */
export function questionView(voice: Voice, id: bigint, deed: DeedName, prospect: Prospect): View {
  const { deletable, late, unsent } = prospect
  const number = String(id)
  const text =
    deed === 'recall'
      ? joinHtml([
          voice.t('broadcasts:askRecall', { number, deletable, unsent }),
          late > 0 ? voice.t('broadcasts:askRecallLate', { count: late }) : undefined,
        ])
      : voice.t('broadcasts:askStop', { number, unsent })
  const yes = voice.label(deed === 'recall' ? 'broadcasts:yesRecall' : 'broadcasts:yesStop')
  return {
    text,
    buttons: [
      [
        deedButton.with(yes, { id, deed, sure: 'y' }),
        deedButton.with(voice.label('broadcasts:no'), { id, deed, sure: 'n' }),
      ],
    ],
  }
}

/** What was done to so many messages; null: nothing, for the broadcast had gone on. */
export function doneText(turn: Turn, id: bigint, deed: DeedName, moved: number | null): Html {
  const number = String(id)
  if (moved === null) return turn.t('broadcasts:passed')
  return turn.t(doneKey[deed], { number, moved })
}
