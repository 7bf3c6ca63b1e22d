import type { Forum } from '../../../generated/prisma/client.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { writeMoment } from '../../../platform/moments.ts'
import type { Voice } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { isOpen, linkOf } from '../forums.ts'

/** With what a card is drawn beside its forum. */
interface Around {
  voice: Voice
  botName: string
  timeZone: string
  now: Date
}

/** Letters of a title on a button. */
const longestLabel = 40

/** A forum in a group: what it is about, until when, how many take part. How they vote is shown to nobody there. */
export function groupCardView(
  { voice, botName, timeZone, now }: Around,
  forum: Forum,
  counted: { people: number; votes: number },
): View {
  const { title, question, changeReason } = forum
  const open = isOpen(forum, now)
  const label = open ? 'forums:groupJoin' : forum.state === 'published' ? 'forums:groupResult' : 'forums:groupOpen'
  return {
    text: joinHtml([
      voice.t('forums:groupCard', { title, question }),
      joinHtml(
        [
          stateText(voice, forum, { open, timeZone }),
          changeReason === null || !forum.isPublic
            ? undefined
            : voice.t('forums:groupChanged', { reason: changeReason }),
          voice.t('forums:groupCounts', counted),
        ],
        '\n',
      ),
      open ? voice.t('forums:groupHow') : undefined,
    ]),
    buttons: [[{ text: voice.label(label), url: linkOf(botName, forum) }]],
  }
}

/** The open forums for everybody, with their links; for planners also how a card is put up. */
export function groupListView(turn: Turn, forums: Forum[]): View {
  const { voice, botName, settings } = turn
  const line = ({ title, code, closesAt }: Forum) =>
    turn.t('forums:groupLine', { title, code, at: writeMoment(closesAt, settings.timeZone, voice.language) })
  return {
    text: joinHtml([
      turn.t(forums.length === 0 ? 'forums:groupNone' : 'forums:groupList'),
      joinHtml(forums.map(line), '\n'),
      turn.t(turn.may('planner') ? 'forums:groupPlanner' : 'forums:groupOthers'),
    ]),
    buttons:
      forums.length === 0
        ? [[{ text: turn.label('forums:groupBot'), url: `https://t.me/${botName}` }]]
        : forums.map((forum) => [{ text: cut(forum.title, longestLabel), url: linkOf(botName, forum) }]),
  }
}

function stateText(voice: Voice, forum: Forum, { open, timeZone }: { open: boolean; timeZone: string }): Html {
  const at = (date: Date | null) => writeMoment(date ?? forum.closesAt, timeZone, voice.language)
  if (open) return voice.t('forums:groupUntil', { at: at(forum.closesAt) })
  if (forum.state === 'published') return voice.t('forums:groupPublished')
  return voice.t('forums:groupClosed', { at: at(forum.closedAt) })
}
