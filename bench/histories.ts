import type { TicketEventKind } from '../src/generated/prisma/client.ts'

type History = TicketEventKind[]

const submitted: History = ['submitted']
const forwarded: History = [...submitted, 'verified', 'forwarded']
const taken: History = [...forwarded, 'taken']
const answered: History = [...taken, 'reminded', 'answered']
const rated: History = [...taken, 'answered', 'rated']
const askedBack: History = [...taken, 'asked', 'replied', 'answered', 'closed']
const reopened: History = [...taken, 'answered', 'reopened', 'answered', 'rated']
const inspected: History = [...forwarded, 'inspected', 'taken', 'reminded', 'answered', 'rated']
const quick: History = ['submitted', 'forwarded', 'taken', 'answered', 'closed']

/** What happens to tickets: sixteen that older ones are of, nearly all of which are answered, and four of new ones that are not. */
export const histories: History[] = [
  answered,
  answered,
  answered,
  answered,
  rated,
  rated,
  rated,
  askedBack,
  askedBack,
  reopened,
  quick,
  quick,
  ['submitted', 'verified', 'rejected'],
  ['submitted', 'verified', 'merged'],
  inspected,
  [...taken, 'reminded'],
  submitted,
  forwarded,
  taken,
  [...taken, 'asked'],
]
