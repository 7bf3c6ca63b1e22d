import type { Fault } from '../types.ts'

/** The faults that are switched on, one of each kind at most. */
export interface Faults {
  all(): Fault[]
  set(fault: Fault): void
  clear(): void
  /** The fault of this kind if it is on, one of its times used up. */
  take<K extends Fault['kind']>(kind: K): Extract<Fault, { kind: K }> | undefined
}

/** No faults yet; `changed` is called whenever one is switched or used up. */
export function openFaults(changed: () => void): Faults {
  let faults: Fault[] = []
  return {
    all: () => [...faults],
    set(fault) {
      faults = [...faults.filter((other) => other.kind !== fault.kind), fault]
      changed()
    },
    clear() {
      faults = []
      changed()
    },
    take<K extends Fault['kind']>(kind: K) {
      const fault = faults.find((other): other is Extract<Fault, { kind: K }> => other.kind === kind)
      if (!fault || fault.times === undefined) return fault
      const times = fault.times - 1
      faults = faults.flatMap((other) => (other !== fault ? [other] : times > 0 ? [{ ...other, times }] : []))
      changed()
      return fault
    },
  }
}
