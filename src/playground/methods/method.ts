import { read, type Source, type Table, type Values } from '../parameters.ts'
import type { State } from '../state/index.ts'

/** What a call has beside its parameters. */
export interface Call {
  /** Aborted when the client has hung up. */
  signal: AbortSignal
}

/** A method of the Bot API as served: its parameters, and what it answers. */
export interface Method {
  parameters: Table
  answer(state: State, source: Source, call: Call): unknown
}

/** Declares a method by its table of parameters, and what is done once they were read. */
export function method<P extends Table>(
  parameters: P,
  run: (state: State, values: Values<P>, call: Call) => unknown,
): Method {
  return { parameters, answer: (state, source, call) => run(state, read(parameters, source, 'the request'), call) }
}
