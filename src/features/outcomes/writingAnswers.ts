import { z } from 'zod'
import { OutcomeKind } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Option } from '../../platform/dialog/dialog.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { cut, labelText, paragraphName } from '../../shared/policies/places.ts'
import { beginningsOf, headingsOf, listEditions, newestEdition } from '../../shared/policies/versions.ts'
import type { Target } from './places.ts'
import { saidOf } from './sources.ts'

export const Opening = z.object({ kind: z.enum(['ticket', 'question']), id: z.string() })
export type Opening = z.infer<typeof Opening>

export const Answers = z.object({
  /** The paragraph that it is about itself, no policy, or a policy by its number. */
  policy: z.string().regex(/^(?:own|none|\d{1,19})$/),
  /** By its identity; 0: the policy as a whole. */
  paragraph: z.number().int().min(0),
  outcome: z.enum(OutcomeKind),
  sentence: z.string(),
  /** Told at once, with the next version, or when a planner says so. */
  when: z.enum(['now', 'next', 'later']),
})
export type Answers = z.infer<typeof Answers>

/** Letters of a button, and of a heading on it. */
const longest = { button: 60, heading: 24 }
/** What it is about. */
export const nameOf = ({ kind, id }: Opening) => ({ kind, id: BigInt(id) })
/** Whether it is a policy by its number. */
export const isNumber = (policy: string) => /^\d+$/.test(policy)

/** The paragraph that it is about, no policy, or any policy, the newest first. */
export async function policyOptions(turn: Turn, _: Partial<Answers>, opening: Opening): Promise<Option<string>[][]> {
  const { paragraph } = await saidOf(turn.db, nameOf(opening))
  const editions = await listEditions(turn.db)
  const own = paragraph && cut(`${paragraphName(turn.voice, paragraph)}, ${paragraph.version.title}`, longest.button)
  return [
    ...(own === null
      ? []
      : [[{ id: 'own', label: turn.label('outcomes:sameParagraph', { place: own }), value: 'own' }]]),
    ...editions.map(({ policyId, title }) => {
      const value = String(policyId)
      return [{ id: value, label: cut(title, longest.button), value }]
    }),
    [{ id: 'none', label: turn.label('outcomes:noPolicy'), value: 'none', pinned: true }],
  ]
}

/** The paragraphs of the chosen policy, in their order. */
export async function paragraphOptions(turn: Turn, sofar: Partial<Answers>): Promise<Option<number>[][]> {
  const headings = await headingsFor(turn.db, sofar)
  const [first] = headings
  const identities = headings.map(({ identity }) => identity)
  const beginnings =
    first === undefined ? new Map<number, string>() : await beginningsOf(turn.db, first.versionId, identities)
  return [
    ...headings.map(({ identity, label, position, section }) => {
      const heading = cut(section.at(-1) ?? '', longest.heading)
      const name = [heading, labelText(turn.voice, label, position)].filter((part) => part !== '').join(' · ')
      const line = `${position}. ${name}: ${beginnings.get(identity) ?? ''}`
      return [{ id: String(identity), label: cut(line, longest.button), value: identity }]
    }),
    [{ id: '0', label: turn.label('outcomes:noParagraphOf'), value: 0, pinned: true }],
  ]
}

/** When everyone is told. */
export async function whenOptions(
  turn: Turn,
  sofar: Partial<Answers>,
  opening: Opening,
): Promise<Option<Answers['when']>[][]> {
  const { policyId } = await targetOf(turn.db, sofar, opening)
  const isRenewed = policyId !== null && (await newestEdition(turn.db, policyId)).policy.withdrawnAt === null
  return [
    [{ id: 'now', label: turn.label('outcomes:tellNow'), value: 'now' }],
    ...(isRenewed ? [[{ id: 'next', label: turn.label('outcomes:tellNext'), value: 'next' as const }]] : []),
    [{ id: 'later', label: turn.label('outcomes:tellLater'), value: 'later' }],
  ]
}

/** The paragraphs of the newest version of the chosen policy. */
export async function headingsFor(db: Db, { policy }: Partial<Answers>) {
  if (policy === undefined || !isNumber(policy)) throw new Refusal('platform:dialogGone')
  const { id: versionId } = await newestEdition(db, BigInt(policy))
  return (await headingsOf(db, versionId)).map((heading) => ({ ...heading, versionId }))
}

/** Where the answers so far lead. */
export async function targetOf(db: Db, { policy, paragraph }: Partial<Answers>, opening: Opening): Promise<Target> {
  if (policy === undefined) throw new Refusal('platform:dialogGone')
  if (policy === 'none') return { policyId: null, identity: null }
  if (policy !== 'own')
    return { policyId: BigInt(policy), identity: paragraph === undefined || paragraph === 0 ? null : paragraph }
  const said = await saidOf(db, nameOf(opening))
  if (said.paragraph === null) throw new Refusal('outcomes:sourceGone')
  return { policyId: said.paragraph.version.policyId, identity: said.paragraph.identity }
}
