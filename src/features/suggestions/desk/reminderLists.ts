import type { Ticket } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Settings } from '../../../platform/work.ts'
import type { Officer } from '../../../shared/people/admins.ts'
import { isOnLeave } from '../../../shared/people/leave.ts'
import { officersOf, plannersOf } from '../../../shared/tickets/officers.ts'

/** A ticket, and why an officer is told of it: its limit comes near, has passed, or nobody has responded in time. */
export interface Item {
  ticket: Ticket
  why: 'soon' | 'late' | 'silent'
}

/** What each officer is to be told. */
export interface Lists {
  add(ticket: Ticket, why: Item['why']): Promise<void>
  all(): { officer: Officer; items: Item[] }[]
}

/** Collects what officers are to be told at once; who is asked for is read once for each unit. */
export function openLists(db: Db, settings: Pick<Settings, 'adminIds' | 'timeZone'>, now: Date): Lists {
  const lists = new Map<bigint, { officer: Officer; items: Item[] }>()
  const units = new Map<bigint | null, Officer[]>()
  let planners: Officer[] | undefined

  const responsible = async ({ unitId }: Ticket) => {
    const known = units.get(unitId)
    if (known !== undefined) return known
    const found = await officersOf(db, { unitId }, settings)
    units.set(unitId, found)
    return found
  }
  const whom = async (ticket: Ticket, why: Item['why']): Promise<Officer[]> => {
    planners ??= await plannersOf(db, settings)
    switch (why) {
      case 'soon':
        return spare(await responsible(ticket), { fromReminders: true })
      case 'silent':
        return spare(planners, { fromReminders: false })
      case 'late': {
        const own = await spare(await responsible(ticket), { fromReminders: false })
        const above = await spare(planners, { fromReminders: false })
        return [...own, ...above.filter(({ id }) => own.every((one) => one.id !== id))]
      }
    }
  }
  /** Without those on leave, unless all of them are; nor those who have stopped reminders, where these are some. */
  const spare = async (officers: Officer[], { fromReminders }: { fromReminders: boolean }) => {
    const people = await db.person.findMany({
      where: { id: { in: officers.map(({ id }) => id) } },
      select: { id: true, leaveUntil: true, muted: true },
    })
    const listening = officers.filter(
      ({ id }) => !fromReminders || people.some((one) => one.id === id && !one.muted.includes('reminders')),
    )
    const here = listening.filter(({ id }) =>
      people.some((one) => one.id === id && !isOnLeave(one.leaveUntil, now, settings.timeZone)),
    )
    return here.length > 0 ? here : listening
  }

  return {
    async add(ticket, why) {
      for (const officer of await whom(ticket, why)) {
        const list = lists.get(officer.id) ?? { officer, items: [] }
        list.items.push({ ticket, why })
        lists.set(officer.id, list)
      }
    },
    all: () => [...lists.values()],
  }
}
