import type { Feature } from '../../platform/feature.ts'
import { disown } from './actions.ts'
import { commands } from './bot.ts'
import { onCorrect, onDeed, onOpen, onRefresh } from './controlling.ts'
import { correcting } from './correctingDialog.ts'
import { composing } from './composing.ts'
import { deliveriesExport } from './deliveriesExport.ts'
import { unread } from './groups.ts'
import { sendingScheduled } from './jobs.ts'
import { onReachedPage, onRecentPage } from './listingPresses.ts'
import { listButton, reachedButton } from './listViews.ts'
import { correctButton, deedButton, openButton, refreshButton } from './panelButtons.ts'
import { collectBroadcasts } from './personal.ts'
import { followProgress } from './progress.ts'
import { onRead, readButton } from './reading.ts'
import { reporting } from './reporting.ts'
import { nextScheduled } from './schedules.ts'
import { onReschedule, onUnschedule, rescheduling } from './rescheduling.ts'
import { rescheduleButton, unscheduleButton } from './scheduleViews.ts'
import { listing, onOwnUnread, onOwnUnreadFile, onUnread, onUnreadFile } from './unread.ts'
import { ownUnreadButton, ownUnreadFileButton, unreadButton, unreadFileButton } from './unreadViews.ts'

export const broadcasts: Feature = {
  name: 'broadcasts',
  commands,
  buttons: [
    onReschedule(rescheduleButton),
    onUnschedule(unscheduleButton),
    onDeed(deedButton),
    onCorrect(correctButton),
    onOpen(openButton),
    onRefresh(refreshButton),
    onRead(readButton),
    onUnread(unreadButton, unreadFileButton),
    onUnreadFile(unreadFileButton),
    onOwnUnread(ownUnreadButton, ownUnreadFileButton),
    onOwnUnreadFile(ownUnreadFileButton),
    onRecentPage(listButton),
    onReachedPage(reachedButton),
  ],
  dialogs: [composing, rescheduling, correcting],
  jobs: [sendingScheduled, reporting],
  tasks: [listing],
  groups: [unread],
  exports: [deliveriesExport],
  due: nextScheduled,
  lead: followProgress,
  personal: { collect: collectBroadcasts, erase: disown },
}
