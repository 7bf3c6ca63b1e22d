import { z } from 'zod'
import { joinHtml } from '../../platform/html.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { effectiveText } from './announcing.ts'
import { funnelButton } from './funnelViews.ts'
import { readButton } from './readingButtons.ts'
import type { Edition } from './versions.ts'

/** What whoever has not acknowledged a policy is reminded of, as a message's parameters. */
export function reminderView(voice: Voice, { title, effective, policyId }: Edition) {
  return json({
    text: joinHtml([
      voice.t('policies:reminder', { title }),
      effective === null ? undefined : effectiveText(voice, effective),
      voice.t('policies:reminderStop'),
    ]),
    buttons: [[readButton.with(voice.label('policies:read'), { policy: policyId })]],
  })
}

/** How many in a head's units have not acknowledged a policy, as a message's parameters. */
export function escalationView(
  voice: Voice,
  { title, id }: Edition,
  { roster, acknowledged }: { roster: number; acknowledged: number },
) {
  return json({
    text: voice.t('policies:escalation', { title, count: roster - acknowledged, roster }),
    buttons: [[funnelButton.with(voice.label('policies:progressOf'), { version: id, unit: 0n, page: 0 })]],
  })
}

function json(view: Parameters<typeof parameters>[0]) {
  return z.record(z.string(), z.json()).parse(parameters(view))
}
