import type { TextKey, Values } from './texts.ts'

/**
 * What a person asked for cannot be done, for a reason they can understand: wrong input, no right, too late. Thrown by
 * actions; the person reads the text in their language, and nothing of what the action began is kept.
 */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly key: TextKey
  readonly values: Values
  /** Said only once for what shares this name, such as the pictures of one album. */
  readonly once: string | undefined

  constructor(key: TextKey, values: Values = {}, once?: string) {
    super(key)
    this.key = key
    this.values = values
    this.once = once
  }
}
