/** Those who follow one forum's page in one language: each is sent the same bytes. */
export interface Listeners {
  readonly size: number
  /** Somebody more, who is sent `first` at once. */
  add(first: Uint8Array): ReadableStream<Uint8Array>
  /** Sends what is new; whoever did not keep up is sent everything once they do. */
  send(news: Uint8Array, whole: () => Uint8Array): void
}

interface Listener {
  controller: ReadableStreamDefaultController<Uint8Array>
  /** How many pieces it has missed since it last kept up. */
  missed: number
}

/** So many pieces may wait for one listener: behind a slow line the newest state is worth more than each step to it. */
const most = 4
/** Who has missed as many in a row, two minutes of a busy hall, has gone without a word; a browser comes again by itself. */
const mostMissed = 120

export function openListeners(): Listeners {
  const listeners = new Set<Listener>()
  return {
    get size() {
      return listeners.size
    },
    add(first) {
      let listener: Listener | undefined
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            listener = { controller, missed: 0 }
            listeners.add(listener)
            controller.enqueue(first)
          },
          cancel() {
            if (listener !== undefined) listeners.delete(listener)
          },
        },
        { highWaterMark: most },
      )
    },
    send(news, whole) {
      for (const listener of listeners) {
        if ((listener.controller.desiredSize ?? 0) > 0) {
          listener.controller.enqueue(listener.missed > 0 ? whole() : news)
          listener.missed = 0
        } else if (++listener.missed === mostMissed) {
          listeners.delete(listener)
          listener.controller.close()
        }
      }
    },
  }
}
