import type { EChartsOption } from 'echarts'
import { z } from 'zod'
import { inThread } from '../thread.ts'

/** How large a picture is meant to be, in points; it has twice as many pixels each way. */
export interface ChartSize {
  width: number
  height: number
}

const module = new URL('./drawing.ts', import.meta.url)
const output = z.instanceof(Uint8Array).transform((bytes) => new Uint8Array(bytes))

/**
 * Draws a chart in a thread, so that nobody waits for it, and gives it as PNG. The option is plain data: a function in it
 * is refused, for it could not be handed over.
 */
export async function chartPicture(
  option: EChartsOption,
  size: ChartSize,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  return inThread({ module, run: 'draw', input: { option, size }, output, memory: 256 }, signal)
}
