import { z } from 'zod'
import { toCsv } from '../../platform/csv.ts'
import { button } from '../../platform/dialog/button.ts'
import type { MadeFile } from '../../platform/files/documents.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { writtenNip } from '../../shared/people/nip.ts'
import { linkOf } from './actions.ts'
import type { listGuestLinks, PersonalLink } from './actions.ts'
import type { SheetTexts } from './sheet.ts'

/** Calls off a guest link, or with 0 all personal ones. */
export const revokeButton = button('invitations.revoke', { id: z.coerce.bigint() })

type GuestLinks = Awaited<ReturnType<typeof listGuestLinks>>

/** What may still be used, each guest link with a button that calls it off. */
export function openView(turn: Turn, personal: number, guests: GuestLinks): View {
  const lines = guests.map(({ label, uses, expiresAt }) =>
    turn.t('invitations:guestLine', { label: label ?? '', count: uses, date: expiresAt }),
  )
  const text = joinHtml([
    turn.t('invitations:open', { count: personal }),
    lines.length > 0 ? joinHtml([turn.t('invitations:openGuests'), ...lines], '\n') : undefined,
  ])
  const all = revokeButton.with(turn.label('invitations:revokeAll'), { id: 0n })
  const each = guests.map(({ id, label }) => [
    revokeButton.with(turn.label('invitations:revoke', { label: label ?? '' }), { id }),
  ])
  return { text, buttons: [...(personal > 0 ? [[all]] : []), ...each] }
}

export function entryLabel(name: string, unit: string): string {
  return `${name} · ${unit}`
}

export function daysText(voice: Voice, count: number): string {
  return voice.label('invitations:days', { count })
}

/** What is said below the picture of one link's QR code. */
export function linkCaption(
  voice: Voice,
  {
    link,
    expiresAt,
    label,
    name,
    unit,
  }: { link: string; expiresAt: Date; label?: string; name?: string; unit?: string },
): Html {
  if (name === undefined) return voice.t('invitations:guestLink', { label: label ?? '', link, date: expiresAt })
  return voice.t('invitations:personalLink', { name, unit: unit ?? '', link, date: expiresAt })
}

/** The links as a table to hand out. */
export function listFile(voice: Voice, links: PersonalLink[], botName: string, expiresAt: Date): MadeFile {
  const head = [
    voice.label('invitations:nip'),
    voice.label('invitations:name'),
    voice.label('invitations:unitName'),
    voice.label('invitations:position'),
    voice.label('invitations:link'),
  ]
  const rows = links.map(({ nip, name, unit, position, secret }) => [
    writtenNip(nip),
    name,
    unit,
    position,
    linkOf(botName, secret),
  ])
  return {
    name: voice.label('invitations:listFile'),
    type: 'text/csv',
    bytes: toCsv([head, ...rows]),
    caption: voice.t('invitations:listMade', { count: links.length, date: expiresAt }),
  }
}

export function sheetCaption(voice: Voice, count: number): Html {
  return voice.t('invitations:sheetMade', { count })
}

export function sheetTexts(voice: Voice, botName: string, expiresAt: Date): SheetTexts {
  return {
    title: voice.label('invitations:sheetTitle', { bot: botName }),
    howTo: voice.label('invitations:sheetHowTo'),
    validUntil: voice.label('invitations:sheetValid', { date: expiresAt }),
    page: (page) => voice.label('invitations:sheetPage', { page }),
  }
}
