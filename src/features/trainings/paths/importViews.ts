import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import type { Changes } from './applying.ts'

const id = z.coerce.bigint()
export const applyButton = button('paths.apply', { id })
export const dropButton = button('paths.drop', { id })

/** Positions that are named in a message, of each kind. */
const mostNamed = 8
const longest = 80

/** What a file of career paths would change, and the buttons to do so. */
export function previewView(voice: Voice, importId: bigint, changes: Changes): View {
  return {
    text: joinHtml([
      voice.t('trainings:pathsReady', { count: changes.added.length + changes.changed.length + changes.same }),
      joinHtml(
        [
          named(voice, 'trainings:pathsAdded', changes.added),
          named(voice, 'trainings:pathsChanged', changes.changed),
          changes.same > 0 ? voice.t('trainings:pathsSame', { count: changes.same }) : undefined,
          changes.others > 0 ? voice.t('trainings:pathsOthers', { count: changes.others }) : undefined,
        ],
        '\n',
      ),
      named(voice, 'trainings:pathsUnknown', changes.unknown),
    ]),
    buttons: [
      [
        applyButton.with(voice.label('trainings:pathsApply'), { id: importId }),
        dropButton.with(voice.label('platform:cancel'), { id: importId }),
      ],
    ],
  }
}

function named(
  voice: Voice,
  key: Extract<TextKey, 'trainings:pathsAdded' | 'trainings:pathsChanged' | 'trainings:pathsUnknown'>,
  positions: string[],
): Html | undefined {
  if (positions.length === 0) return undefined
  const left = positions.length - mostNamed
  const names = positions.slice(0, mostNamed).map((position) => cut(position, longest))
  const all = left > 0 ? [...names, voice.label('trainings:pathsMore', { count: left })] : names
  return voice.t(key, { count: positions.length, positions: all.join('; ') })
}
