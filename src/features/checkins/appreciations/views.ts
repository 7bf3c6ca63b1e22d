import type { InlineKeyboardButton } from '@grammyjs/types'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import { appreciateButton, homeButton, receivedButton, showButton, wallButton } from '../buttons.ts'
import { perPage } from './appreciations.ts'
import type { Thanks } from './appreciations.ts'

type One = Pick<Thanks, 'id' | 'from' | 'text' | 'isShown'>

/** What somebody is told of thanks, and asked: whether others may see them. */
export function thanksNews(voice: Voice, thanks: One): View {
  return {
    text: joinHtml([
      voice.t('checkins:thanksNews', { from: giverOf(voice, thanks.from) }),
      voice.t('checkins:quoted', { text: thanks.text }),
      voice.t('checkins:askShow'),
    ]),
    buttons: [
      [
        showButton.with(voice.label('checkins:show'), { id: thanks.id, isShown: 'y', page: 'm' }),
        showButton.with(voice.label('checkins:keep'), { id: thanks.id, isShown: 'n', page: 'm' }),
      ],
    ],
  }
}

/** The same once it is answered. */
export function decidedView(voice: Voice, thanks: One): View {
  return {
    text: joinHtml([
      voice.t('checkins:thanksNews', { from: giverOf(voice, thanks.from) }),
      voice.t('checkins:quoted', { text: thanks.text }),
      voice.t(thanks.isShown ? 'checkins:isShown' : 'checkins:isKept'),
    ]),
    buttons: [[toggle(voice, thanks, 'm', '')]],
  }
}

/** What who speaks got, each with the button that shows or hides it. */
export function receivedView(turn: Turn, { rows, count }: { rows: Thanks[]; count: number }, wanted: number): View {
  const { page, turning } = leaf(turn, { wanted, pages: pagesOf(count) }, (to, label) =>
    receivedButton.with(label, { page: to }),
  )
  return {
    text: joinHtml([
      turn.t('checkins:receivedTitle'),
      rows.length === 0 ? turn.t('checkins:receivedNone') : undefined,
      ...rows.map(({ from, text, isShown, createdAt }, index) =>
        turn.t(isShown ? 'checkins:receivedShown' : 'checkins:receivedKept', {
          number: index + 1,
          from: giverOf(turn.voice, from),
          at: createdAt,
          text,
        }),
      ),
    ]),
    buttons: [
      ...rows.map((one, index) => [toggle(turn.voice, one, page, `${index + 1}. `)]),
      ...turning,
      [homeButton.with(turn.label('platform:back'), {})],
    ],
  }
}

/** What is shown to everyone, or to one's own unit. */
export function wallView(
  turn: Turn,
  of: 'unit' | 'all',
  { rows, count }: { rows: Thanks[]; count: number },
  wanted: number,
): View {
  const { turning } = leaf(turn, { wanted, pages: pagesOf(count) }, (to, label) =>
    wallButton.with(label, { of, page: to }),
  )
  return {
    text: joinHtml([
      turn.t(of === 'unit' ? 'checkins:wallUnit' : 'checkins:wallAll'),
      rows.length === 0 ? turn.t('checkins:wallNone') : undefined,
      ...rows.map(({ to, unit, from, text, createdAt: at }) =>
        turn.t('checkins:wallEntry', { to, unit, from: giverOf(turn.voice, from), at, text }),
      ),
    ]),
    buttons: [
      ...turning,
      [
        of === 'unit'
          ? wallButton.with(turn.label('checkins:wallEveryone'), { of: 'all', page: 0 })
          : wallButton.with(turn.label('checkins:wallOwn'), { of: 'unit', page: 0 }),
        appreciateButton.with(turn.label('checkins:appreciate'), {}),
      ],
      [homeButton.with(turn.label('platform:back'), {})],
    ],
  }
}

/** Somebody who gave thanks may have gone since. */
function giverOf(voice: Voice, from: string | null): string {
  return from ?? voice.label('checkins:colleague')
}

function toggle(
  voice: Voice,
  { id, isShown }: Pick<Thanks, 'id' | 'isShown'>,
  page: number | 'm',
  before: string,
): InlineKeyboardButton {
  const label = voice.label(isShown ? 'checkins:hide' : 'checkins:show')
  return showButton.with(`${before}${label}`, { id, isShown: isShown ? 'n' : 'y', page })
}

function pagesOf(count: number): number {
  return Math.max(1, Math.ceil(count / perPage))
}
