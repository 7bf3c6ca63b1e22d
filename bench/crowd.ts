import { z } from 'zod'

/** A button as the stand-in sees it. */
export interface Shown {
  text: string
  data: string
}

export const Crowded = z.object({
  people: z.array(z.number()),
  /** Of each question what somebody wants to press, by the place of the person among the people. */
  labels: z.array(z.array(z.string())),
})

/** What has been noted of a crowd. */
export const Noted = z.object({
  /** People who have a message with the first question's buttons. */
  asked: z.number(),
  /** People who have been answered to their last press. */
  done: z.number(),
  /** Of each press, the milliseconds until the bot's answer to it was taken. */
  times: z.array(z.number()),
  /** Milliseconds from the first press to the last answer. */
  lasted: z.number(),
})

/** Many people who answer a form at once, each pressing the next button as soon as it is shown. */
export interface Crowd {
  /** Who they are, and what they want to press. */
  gather(given: z.infer<typeof Crowded>): void
  /** All of them press the first button. */
  begin(): void
  /** Somebody is shown a message. */
  see(person: number, message: number, buttons: Shown[]): void
  note(): z.infer<typeof Noted>
}

interface Member {
  wanted: string[]
  step: number
  next: { message: number; data: string } | null
  pressed: number
}

/** A crowd of nobody; `press`: how one of them presses a button of a message. */
export function openCrowd(press: (person: number, message: number, data: string) => void, now: () => number): Crowd {
  const members = new Map<number, Member>()
  /** What people were shown before they were told what to press. */
  const early = new Map<number, [number, Shown[]]>()
  let times: number[] = []
  let done = 0
  let began: number | null = null
  let ended = 0

  const go = (person: number, member: Member) => {
    if (member.next === null) return
    const { message, data } = member.next
    member.next = null
    member.step++
    member.pressed = now()
    press(person, message, data)
  }

  const crowd: Crowd = {
    gather({ people, labels }) {
      members.clear()
      for (const [n, person] of people.entries()) {
        const wanted = labels.map((some) => some[n % some.length] ?? '')
        members.set(person, { wanted, step: 0, next: null, pressed: 0 })
      }
      times = []
      done = 0
      began = null
      for (const [person, shown] of early) crowd.see(person, ...shown)
      early.clear()
    },
    begin() {
      began = now()
      for (const [person, member] of members) go(person, member)
    },
    see(person, message, buttons) {
      const member = members.get(person)
      if (members.size === 0) early.set(person, [message, buttons])
      if (member === undefined || member.step > member.wanted.length) return
      const isAnswer = member.step > 0
      const label = member.wanted[member.step]
      const button = buttons.find(({ text }) => text === label || text.startsWith(`${label} `))
      // What says something else beside is not what they wait for.
      if (label !== undefined && button === undefined) return
      if (isAnswer) times.push(now() - member.pressed)
      ended = now()
      if (button !== undefined) member.next = { message, data: button.data }
      else {
        member.step++
        done++
      }
      if (began !== null) go(person, member)
    },
    note: () => ({
      asked: [...members.values()].filter(({ next }) => next !== null).length,
      done,
      times,
      lasted: began === null ? 0 : ended - began,
    }),
  }
  return crowd
}
