import { z } from 'zod'
import type { Ticket } from '../../../generated/prisma/client.ts'
import { dialog } from '../../../platform/dialog/dialog.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { codeOf, isSecret, readCode, readSecret } from '../../../shared/tickets/codes.ts'
import type { Numbered } from '../../../shared/tickets/codes.ts'
import { takeTicket } from '../../../shared/tickets/log.ts'
import { postEnclosures } from '../files.ts'
import { readOwn } from './own.ts'
import { headText, lastPage } from './ownViews.ts'
import { referred, referTo } from './references.ts'
import { noteFault, triesLeft } from './secretFaults.ts'
import { takeOver } from './takingOver.ts'
import { talkPages } from './talkTexts.ts'

const Opening = z.object({ ticket: z.string(), isProven: z.boolean() })
/** `left`: how many tries there still are today. */
const Tried = z.object({ isRight: z.boolean(), left: z.number() })
type Tried = z.infer<typeof Tried>

/** The six letters of a ticket, for somebody who lost the account; whoever knows them may look, and follow it from here. */
export const provingSecret = dialog({
  name: 'suggestions.secret',
  title: 'suggestions:secretAsked',
  right: 'member',
  brief: true,
  left: 'suggestions:secretLeft',
  opening: Opening,
  answers: z.object({ tried: Tried, take: z.boolean() }),
  steps: [
    {
      key: 'tried',
      when: (_, { isProven }) => !isProven,
      async ask(turn, _, { ticket }) {
        const found = await takeTicket(turn.db, referred(turn.settings, ticket))
        return turn.t('suggestions:askSecret', { code: codeOf(found) })
      },
      async read(turn, message, _, { ticket }) {
        const secret = readSecret(message.text ?? '')
        if (secret === undefined) throw new Refusal('suggestions:secretShape')
        return check(turn, await takeTicket(turn.db, referred(turn.settings, ticket)), secret)
      },
    },
    {
      key: 'take',
      when: ({ tried }, { isProven }) => isProven || tried?.isRight === true,
      async ask(turn, _, { ticket }) {
        const own = await readOwn(turn, referred(turn.settings, ticket))
        const pages = talkPages(turn.voice, own)
        return joinHtml([
          headText(turn, own),
          pages[Math.min(lastPage, pages.length - 1)],
          turn.t('suggestions:askTake'),
        ])
      },
      async options(turn, _, { ticket }) {
        const { id } = await takeTicket(turn.db, referred(turn.settings, ticket))
        return [
          [{ id: 'take', label: turn.label('suggestions:follow'), value: true }],
          [{ id: 'files', label: turn.label('suggestions:seeEnclosures'), act: (now) => postEnclosures(now, { id }) }],
          [{ id: 'leave', label: turn.label('suggestions:onlyLooked'), value: false }],
        ]
      },
    },
  ],
  async done(turn, { tried, take }, { ticket }) {
    const found = await takeTicket(turn.db, referred(turn.settings, ticket))
    if (take === true) return takeOver(turn, found)
    if (take === false) return turn.replace({ text: turn.t('suggestions:lookedAt', { code: codeOf(found) }) })
    await sayWrong(turn, found, tried ?? { isRight: false, left: 0 })
  },
})

/** A ticket's name and, behind it, its letters if they were given; refused when that is no name. */
export function readCalled(argument: string): { code: Numbered; secret: string | undefined } {
  const whole = readCode(argument)
  if (whole !== undefined) return { code: whole, secret: undefined }
  const [, name = '', letters = ''] = /^(.*\d)\s+([a-z][a-z\s.-]*)$/i.exec(argument.trim()) ?? []
  const [code, secret] = [readCode(name), readSecret(letters)]
  if (code === undefined) throw new Refusal('suggestions:codeShape')
  if (secret === undefined) throw new Refusal('suggestions:secretShape')
  return { code, secret }
}

/** Asks for the letters of a ticket. */
export async function askSecret(turn: Turn, ticket: Ticket): Promise<void> {
  if ((await triesLeft(turn, ticket)) === 0) throw new Refusal('suggestions:secretLocked')
  await turn.open(provingSecret, { ticket: referTo(turn.settings, ticket), isProven: false })
}

/** Takes letters that were given with the name. */
export async function trySecret(turn: Turn, ticket: Ticket, secret: string): Promise<void> {
  const tried = await check(turn, await takeTicket(turn.db, ticket.id), secret)
  if (!tried.isRight) return sayWrong(turn, ticket, tried)
  await turn.open(provingSecret, { ticket: referTo(turn.settings, ticket), isProven: true })
}

/** Not a refusal, which would undo the counting of what was wrong. */
async function sayWrong(turn: Turn, ticket: Ticket, { left }: Tried): Promise<void> {
  if (left === 0) return turn.answer({ text: turn.t('suggestions:secretLocked') })
  turn.answer({ text: turn.t('suggestions:secretWrong', { count: left }) })
  await turn.open(provingSecret, { ticket: referTo(turn.settings, ticket), isProven: false })
}

async function check(turn: Turn, ticket: Ticket, secret: string): Promise<Tried> {
  const left = await triesLeft(turn, ticket)
  // Of who erased themselves nothing can be opened any more.
  const isOwned = ticket.personId !== null || ticket.sealedAuthor !== null
  if (left > 0 && isOwned && (await isSecret(secret, { salt: ticket.secretSalt, digest: ticket.secretDigest })))
    return { isRight: true, left }
  if (left > 0) await noteFault(turn, ticket)
  return { isRight: false, left: Math.max(0, left - 1) }
}
