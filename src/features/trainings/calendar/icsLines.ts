/** Where an event begins in a calendar, and where each of its properties stands first, by its name in small letters. */
export interface EventLines {
  line: number
  of: Map<string, number>
}

/** The lines of a calendar's events, in their order: the parser does not tell them. */
export function eventLines(text: string): EventLines[] {
  const events: EventLines[] = []
  let open: EventLines | undefined
  let inner = 0
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    // What goes on from the line before.
    if (/^[ \t]/.test(line)) continue
    const [, mark, part = ''] = /^(BEGIN|END):(.*)$/i.exec(line.trim()) ?? []
    const isEvent = part.toUpperCase() === 'VEVENT'
    if (mark?.toUpperCase() === 'BEGIN' && isEvent) {
      open = { line: index + 1, of: new Map() }
      events.push(open)
    } else if (mark?.toUpperCase() === 'END' && isEvent) open = undefined
    // Such as an alarm, which has a description of its own.
    else if (mark !== undefined) inner += mark.toUpperCase() === 'BEGIN' ? 1 : -1
    else if (open !== undefined && inner <= 1) {
      const name = /^[\w-]+/.exec(line)?.[0].toLowerCase()
      if (name !== undefined && !open.of.has(name)) open.of.set(name, index + 1)
    }
  }
  return events
}
