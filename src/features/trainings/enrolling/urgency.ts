/** Whoever would set out before quiet hours end has to know at once. */
const soon = 12 * 3_600_000

/** In which lane news of a training goes: that of one that begins soon waits for no quiet hours. */
export function urgencyOf(sessions: { startsAt: Date }[], now: Date): 'urgent' | 'notice' {
  const isSoon = sessions.some(({ startsAt }) => startsAt > now && startsAt.getTime() - now.getTime() < soon)
  return isSoon ? 'urgent' : 'notice'
}
