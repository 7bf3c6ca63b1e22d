import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import type { Later, NoEffect } from './effects.ts'
import type { Effect } from './scores.ts'

/** Of fewer nothing is concluded, whatever the figures say. */
const fewest = 10

const headKey: Record<Later, TextKey> = { after: 'trainings:effectAfter', followup: 'trainings:effectFollowup' }
export const noneKey: Record<NoEffect, TextKey> = {
  unmeasured: 'trainings:effectUnmeasured',
  different: 'trainings:effectDifferent',
  open: 'trainings:effectOpen',
  few: 'trainings:effectFew',
}

/** How large an effect is in words: the limits of Cohen (1988), of which most speak. */
const sizes: { from: number; key: TextKey }[] = [
  { from: 0.8, key: 'trainings:sizeLarge' },
  { from: 0.5, key: 'trainings:sizeMedium' },
  { from: 0.2, key: 'trainings:sizeSmall' },
  { from: 0, key: 'trainings:sizeTiny' },
]

/** The effect in a sentence that needs no statistics, and below it the figures for who wants them. */
export function effectText(voice: Voice, later: Later, effect: Effect | NoEffect, min: number): Html {
  const head = voice.t(headKey[later])
  if (typeof effect === 'string') return joinHtml([head, voice.t(noneKey[effect], { min })], '\n')
  return joinHtml([head, sentence(voice, effect), figuresLine(voice, effect), dropOut(voice, effect)], '\n')
}

/** The sentence alone. */
export function effectSentence(voice: Voice, effect: Effect | NoEffect, min: number): Html {
  return typeof effect === 'string' ? voice.t(noneKey[effect], { min }) : sentence(voice, effect)
}

function sentence(voice: Voice, { matched: count, most, figures }: Effect): Html {
  if (figures === null) return voice.t('trainings:effectFew', { min: count })
  const unit = voice.label(most === null ? 'trainings:unitPercent' : 'trainings:unitPoints')
  const difference = figures.kind === 'measured' ? figures.difference.value : figures.difference
  if (figures.kind === 'rounded') return roundedSentence(voice, count, unit, figures.difference)
  const values = {
    count,
    way: voice.label(difference > 0 ? 'trainings:wayUp' : difference < 0 ? 'trainings:wayDown' : 'trainings:wayNone', {
      by: figure(Math.abs(difference), 1),
      unit,
    }),
  }
  if (figures.kind === 'noSpread') return voice.t('trainings:effectNoSpread', values)
  const { low, high } = figures.difference
  const all = { ...values, low: figure(low, 1), high: figure(high, 1) }
  if (low <= 0 && high >= 0) return voice.t('trainings:effectUnclear', all)
  // Both ends are on the same side of 0, which "rose" and "fell" say.
  const [near, far] = low > 0 ? [low, high] : [-high, -low]
  const ends = { low: figure(near, 1), high: figure(far, 1) }
  return voice.t('trainings:effectClear', { ...values, ...ends, size: voice.label(sizeOf(figures.gav)) })
}

function roundedSentence(voice: Voice, count: number, unit: string, difference: number): Html {
  const key = difference > 0 ? 'trainings:aboutUp' : difference < 0 ? 'trainings:aboutDown' : 'trainings:aboutNone'
  const way = voice.label(key, { by: figure(Math.abs(difference), 2), unit })
  return voice.t(count < fewest ? 'trainings:effectTooFew' : 'trainings:effectRounded', { count, way })
}

function sizeOf(effect: number): TextKey {
  return sizes.find(({ from }) => Math.abs(effect) >= from)?.key ?? 'trainings:sizeTiny'
}

function figuresLine(voice: Voice, { most, figures }: Effect): Html | undefined {
  if (figures?.kind !== 'measured') return undefined
  const { difference, t, df, p, dz, gz, dav, gav } = figures
  return voice.t('trainings:effectFigures', {
    percent:
      most === null
        ? ''
        : voice.label('trainings:effectPercent', { percent: figure((100 * difference.value) / most, 0) }),
    t: figure(t, 2),
    df,
    p: p < 0.001 ? voice.label('trainings:pSmall') : voice.label('trainings:p', { p: figure(p, 3) }),
    dz: figure(dz.value, 2),
    dzLow: figure(dz.low, 2),
    dzHigh: figure(dz.high, 2),
    gz: figure(gz, 2),
    dav: figure(dav.value, 2),
    davLow: figure(dav.low, 2),
    davHigh: figure(dav.high, 2),
    gav: figure(gav, 2),
  })
}

function dropOut(voice: Voice, { matched, onlyBefore, onlyLater }: Effect): Html {
  return voice.t('trainings:effectDropOut', { matched, onlyBefore, onlyLater })
}

/** With so many decimals, and never "-0". */
function figure(value: number, decimals: number): number {
  const shown = Number(value.toFixed(decimals))
  return shown === 0 ? 0 : shown
}
