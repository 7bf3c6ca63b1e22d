import { z } from 'zod'
import type { Option } from '../../../platform/dialog/dialog.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Message } from '@grammyjs/types'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { excerpt } from '../citizen/excerpts.ts'
import { keepSent } from '../../../platform/files/sent.ts'
import type { Sent } from '../../../platform/files/sent.ts'
import { seeTicket } from './rights.ts'
import { sendAnswer } from './sending.ts'
import { fillTemplate, listTemplates } from './templates.ts'

/** What is written so far: all of the answer, or only its beginning, which came from a template. */
const Written = z.object({ text: z.string(), isBegun: z.boolean() })
type Written = z.infer<typeof Written>

/** UTF-16 units. */
const longest = 3000
const mostFiles = 5
const readWords = words(1, longest)

/** "Jawab": the words, which may begin with a template, then files, then a last look. */
export const answering = dialog({
  name: 'desk.answering',
  title: 'suggestions:deskAnswering',
  right: 'overseer',
  apart: true,
  opening: z.object({ ticket: z.string(), settled: z.number() }),
  answers: z.object({ text: Written, files: z.array(z.object({ fileId: z.string(), isPhoto: z.boolean() })) }),
  steps: [
    {
      key: 'text',
      async ask(turn, { text }, { ticket }) {
        const code = codeOf(await seeTicket(turn, BigInt(ticket)))
        if (text?.isBegun) return turn.t('suggestions:deskAskRest', { code, text: excerpt(text.text, longest) })
        const hasTemplates = (await listTemplates(turn.db)).length > 0
        return turn.t(hasTemplates ? 'suggestions:deskAskAnswerOr' : 'suggestions:deskAskAnswer', { code })
      },
      options: (turn, { text }, { ticket }) => templateOptions(turn, BigInt(ticket), text),
      read: (turn, message, { text }) => readRest(turn, message, text),
    },
    {
      key: 'files',
      async ask(turn, { text, files = [] }, { ticket }) {
        const code = codeOf(await seeTicket(turn, BigInt(ticket)))
        return turn.t('suggestions:deskAskFiles', {
          code,
          text: excerpt(text?.text ?? '', longest),
          n: files.length,
          most: mostFiles,
        })
      },
      options: (turn, { files = [] }) => [
        [{ id: 'send', label: turn.label('suggestions:deskSendAnswer'), value: files }],
        ...(files.length > 0
          ? [[{ id: 'none', label: turn.label('suggestions:deskNoFiles'), value: [], stays: true }]]
          : []),
      ],
      read: (turn, message, { files = [] }) => readFile(turn, message, files),
      readStays: true,
    },
  ],
  async done(turn, { text, files }, { ticket, settled }) {
    if (text === undefined) throw new Refusal('platform:dialogGone')
    await sendAnswer(turn, BigInt(ticket), { text: text.text, settled, files })
  },
})

/** Each template begins the answer; what it begins can be sent as it stands, or left out again. */
async function templateOptions(turn: Turn, ticketId: bigint, written?: Written): Promise<Option<Written>[][]> {
  if (written?.isBegun)
    return [
      // Filled in, a template may be longer than an answer.
      ...(written.text.length > longest
        ? []
        : [[{ id: 'asis', label: turn.label('suggestions:deskAsIs'), value: { ...written, isBegun: false } }]]),
      [{ id: 'own', label: turn.label('suggestions:deskOwnWords'), value: { text: '', isBegun: false }, stays: true }],
    ]
  const templates = await listTemplates(turn.db)
  if (templates.length === 0) return []
  const ticket = await seeTicket(turn, ticketId)
  const options: Option<Written>[][] = []
  for (const { id, title, text } of templates) {
    const filled = await fillTemplate(turn, ticket, text)
    options.push([{ id: String(id), label: title, value: { text: filled, isBegun: true }, stays: true }])
  }
  return options
}

function readRest(turn: Turn, message: Message, written?: Written): Written {
  const said = readWords(turn, message)
  const text = written?.isBegun ? `${written.text}\n\n${said}` : said
  const { length } = text
  if (length > longest) throw new Refusal('platform:wordsLong', { count: length, max: longest })
  return { text, isBegun: false }
}

async function readFile(turn: Turn, message: Message, files: Sent[]): Promise<Sent[]> {
  if (message.text !== undefined) throw new Refusal('suggestions:deskFileExpected')
  if (files.length >= mostFiles) throw new Refusal('suggestions:deskFilesFull', { most: mostFiles })
  return [...files, await keepSent(turn, message)]
}
