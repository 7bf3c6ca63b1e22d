/** Work that is taken up again whenever there may be more of it, never twice at a time in this process. */
export interface Pump {
  /** There may be work now. */
  wake: () => void
  /** Wakes, and resolves when nothing is left to do. */
  idle: () => Promise<void>
  /** Takes up nothing more, and resolves when what is in hand has ended. */
  stop: () => Promise<void>
}

/** A pump for `pass`, which does some of the work and tells whether there may be more; `broke` hears of a pass that threw. */
export function openPump(pass: () => Promise<boolean>, broke: (error: unknown) => void): Pump {
  let running: Promise<void> | undefined
  const state = { woken: false, stopped: false }

  async function run() {
    try {
      let more = true
      while (!state.stopped && (more || state.woken)) {
        state.woken = false
        more = await pass()
      }
    } catch (error) {
      broke(error)
    }
    // Nothing is awaited between the last look at `woken` and here: no wake falls in between.
    running = undefined
  }
  const wake = () => {
    if (state.stopped) return
    state.woken = true
    running ??= run()
  }
  return {
    wake,
    async idle() {
      wake()
      await running
    },
    async stop() {
      state.stopped = true
      await running
    },
  }
}
