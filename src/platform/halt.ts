/**
 * The start cannot go on, for a reason the operator can cure: the sentence says what and how. Shown without a stack,
 * exit code 1.
 */
export class Halt extends Error {
  override name = 'Halt'
}
