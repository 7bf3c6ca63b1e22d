import { z } from 'zod'
import { PolicyNoticeKind } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { joinHtml } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { effectiveText, toldView } from './newsViews.ts'
import { funnelButton } from './funnelViews.ts'
import { listButton, readButton } from './readingButtons.ts'
import type { Edition } from '../../shared/policies/versions.ts'
import { cut } from '../../shared/policies/places.ts'

const id = z.string().transform(BigInt)
/** What somebody is told of in a message, by version; `base`: the version that they had acknowledged before. */
export const Items = z.array(z.object({ version: id, kind: z.enum(PolicyNoticeKind), base: id.nullable() })).min(1)
type Item = z.infer<typeof Items>[number]

/** Titles that are named, and letters of each. */
const most = 10
const longest = 90

/** What somebody is told by the clock, as a message: of one policy what there is to tell, of several which. */
export async function noticeView(db: Db, voice: Voice, editions: Edition[], items: Item[]): Promise<View> {
  const told = items.flatMap((item) => {
    const edition = editions.find(({ id: version }) => version === item.version)
    return edition === undefined ? [] : [{ item, edition }]
  })
  const [first, ...others] = told
  if (first === undefined) throw new Error('A message is about something')
  if (others.length > 0)
    return severalView(
      voice,
      told.map(({ edition }) => edition),
    )
  const { item, edition } = first
  return item.kind === 'news' ? toldView(db, voice, edition, item.base) : reminderView(voice, edition, item)
}

/** How many in a head's units have not acknowledged a policy. */
export function escalationView(
  voice: Voice,
  { title, id: version }: Edition,
  { roster, acknowledged }: { roster: number; acknowledged: number },
): View {
  return {
    text: voice.t('policies:escalation', { title, count: roster - acknowledged, roster }),
    buttons: [[funnelButton.with(voice.label('policies:progressOf'), { version, unit: 0n, page: 0 })]],
  }
}

function severalView(voice: Voice, editions: Edition[]): View {
  const lines = editions
    .slice(0, most)
    .map(({ title }) => voice.t('policies:severalLine', { title: cut(title, longest) }))
  const left = editions.length - lines.length
  return {
    text: joinHtml([
      voice.t('policies:several', { count: editions.length }),
      joinHtml([...lines, left > 0 ? voice.t('policies:severalMore', { count: left }) : undefined], '\n'),
      voice.t('policies:reminderStop'),
    ]),
    buttons: [[listButton.with(voice.label('policies:openShelf'), { page: 0 })]],
  }
}

function reminderView(voice: Voice, { title, number, effective, policyId }: Edition, { base }: Item): View {
  return {
    text: joinHtml([
      base === null ? voice.t('policies:reminder', { title }) : voice.t('policies:reminderChanged', { title, number }),
      effective === null ? undefined : effectiveText(voice, effective),
      voice.t('policies:reminderStop'),
    ]),
    buttons: [[readButton.with(voice.label('policies:read'), { policy: policyId })]],
  }
}
