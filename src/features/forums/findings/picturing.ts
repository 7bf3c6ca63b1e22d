import { z } from 'zod'
import { barSection } from '../../../platform/charts/bars.ts'
import { chartPicture } from '../../../platform/charts/chart.ts'
import { pictureOf } from '../../../platform/charts/frame.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import type { Voice } from '../../../platform/texts.ts'
import { handOver, tellFault } from '../../../shared/people/handing.ts'
import { publishedOf } from './published.ts'
import type { Findings } from './published.ts'
import { agreed, divided, sharesOf } from './words.ts'

const colors = { agreed: '#009e73', divided: '#d55e00', uncertain: '#6b7c93' }

/** The lists of a forum's findings as bars, of everyone's rounded shares; null: there is nothing to draw. */
export function drawFindings({ published, texts }: Findings, voice: Voice, title: string) {
  const group = (heading: string, numbers: number[], of: 'agree' | 'pass', color: string) => ({
    heading,
    most: 100,
    hasLongNames: true,
    bars: numbers.flatMap((number) => {
      const share = sharesOf(published.shares, number)?.[of] ?? null
      if (share === null) return []
      const percent = Math.round(100 * share)
      return [
        { name: texts.get(number) ?? '', value: percent, text: voice.label('forums:barShare', { percent }), color },
      ]
    }),
  })
  const groups = [
    group(voice.label('forums:barsAgreed'), agreed(published), 'agree', colors.agreed),
    group(voice.label('forums:barsDivided'), divided(published), 'agree', colors.divided),
    group(voice.label('forums:barsUncertain'), published.uncertain, 'pass', colors.uncertain),
  ].filter(({ bars }) => bars.length > 0)
  const under = voice.label('forums:barsUnder', { people: published.people })
  return groups.length === 0 ? null : pictureOf({ title, under }, groups.map(barSection))
}

/** Draws them for somebody who may see them by then. */
export const picturing = task({
  name: 'forums.picturing',
  payload: z.object({ forumId: z.string(), chatId: z.string(), language: z.enum(languages) }),
  async run(work, { forumId, chatId, language }, signal) {
    const { client } = work.database
    const forum = await client.forum.findUnique({ where: { id: BigInt(forumId) } })
    const found = forum && (await publishedOf(client, forum.id))
    if (forum === null || found === null) return async () => []
    const voice = work.voice(language)
    const { title } = forum
    const drawn = drawFindings(found, voice, title)
    if (drawn === null) return async () => []
    return handOver(BigInt(chatId), {
      name: 'result.png',
      type: 'image/png',
      isPhoto: true,
      bytes: await chartPicture(drawn.option, drawn.size, signal),
      caption: voice.t('forums:barsCaption', { title }),
    })
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})

/** Has them drawn for who speaks. */
export async function orderBars({ begin, who, voice }: Turn, forumId: bigint): Promise<void> {
  const order = { forumId: String(forumId), chatId: String(who.telegramId), language: voice.language }
  await begin(picturing, order)
}
