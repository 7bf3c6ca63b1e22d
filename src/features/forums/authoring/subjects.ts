import type { Message } from '@grammyjs/types'
import type { Db } from '../../../platform/database/database.ts'
import type { Option } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { cut, labelText, paragraphName } from '../../../shared/policies/places.ts'
import { beginningsOf, headingsOf, listEditions, newestEdition } from '../../../shared/policies/versions.ts'
import type { Heading } from '../../../shared/policies/versions.ts'
import type { ForumFault, WrittenForum } from './source.ts'
import type { Voice } from '../../../platform/texts.ts'

/** A forum is about so many paragraphs at most: each has a button on its card. */
export const mostParagraphs = 10
const labelLength = 60

/** The policies that hold, the newest first. */
export async function policyOptions(turn: Turn): Promise<Option<string>[][]> {
  return (await policiesInForce(turn.db)).map(({ policyId, title }) => [
    { id: String(policyId), label: cut(title, labelLength), value: String(policyId) },
  ])
}

/** The paragraphs of a policy's newest version by their identities, marked when they are chosen, and a button to go on. */
export async function paragraphOptions(
  turn: Turn,
  policyId: string,
  chosen: number[] = [],
): Promise<Option<number[]>[][]> {
  const headings = await paragraphsOf(turn.db, policyId)
  const options = headings.map((heading): Option<number[]>[] => {
    const { identity } = heading
    const label = cut(`${paragraphName(turn.voice, heading)}: ${heading.words}`, labelLength)
    const isChosen = chosen.includes(identity)
    return [
      {
        id: String(identity),
        label: isChosen ? turn.label('platform:chosen', { label }) : label,
        value: isChosen ? chosen.filter((one) => one !== identity) : inOrder(headings, [...chosen, identity]),
        stays: true,
      },
    ]
  })
  const ready = { id: 'ready', label: turn.label('audiences:ready'), value: chosen, pinned: true }
  return chosen.length === 0 ? options : [...options, [ready]]
}

/** Paragraphs by what readers see as their numbers, between commas, beside those chosen before. */
export async function readParagraphs(
  { db, voice }: Turn,
  { text = '' }: Message,
  policyId: string,
  chosen: number[] = [],
): Promise<number[]> {
  const headings = await paragraphsOf(db, policyId)
  const wanted = text.split(/[,;\n]/).filter((one) => one.trim() !== '')
  if (wanted.length === 0) throw new Refusal('platform:wordsExpected')
  const found = wanted.map((one) => {
    const [first, second] = named([voice], headings, one)
    if (first === undefined) throw new Refusal('forums:paragraphUnknown', { said: cut(one, labelLength) })
    if (second !== undefined) throw new Refusal('forums:paragraphAmbiguous', { said: cut(one, labelLength) })
    return first.identity
  })
  return inOrder(headings, [...chosen, ...found])
}

/** What a file says that a forum is about, by the policy's row and the identities of paragraphs; or what of it is not there. */
export async function findSubject(
  db: Db,
  { policy, paragraphs }: Pick<WrittenForum, 'policy' | 'paragraphs'>,
  voices: Voice[],
): Promise<{ policyId: string | null; paragraphs: number[]; faults: ForumFault[] }> {
  const none = { policyId: null, paragraphs: [] }
  if (policy === null) return { ...none, faults: [] }
  const fold = (title: string) => title.replaceAll(/\s+/g, ' ').trim().toLowerCase()
  const [edition, other] = (await policiesInForce(db)).filter(({ title }) => fold(title) === fold(policy.name))
  const fault = (reason: ForumFault['reason'], { at, name }: typeof policy): ForumFault => ({
    at,
    reason,
    value: name,
    other: '',
  })
  if (edition === undefined) return { ...none, faults: [fault('policyUnknown', policy)] }
  if (other !== undefined) return { ...none, faults: [fault('policyAmbiguous', policy)] }
  const headings = await headingsOf(db, edition.id)
  const faults: ForumFault[] = []
  const identities = paragraphs.flatMap((written) => {
    const [first, second] = named(voices, headings, written.name)
    if (first !== undefined && second === undefined) return first.identity
    faults.push(fault(first === undefined ? 'paragraphUnknown' : 'paragraphAmbiguous', written))
    return []
  })
  return { policyId: String(edition.policyId), paragraphs: inOrder(headings, identities), faults }
}

async function policiesInForce(db: Db) {
  return (await listEditions(db)).filter(({ policy }) => policy.withdrawnAt === null)
}

async function paragraphsOf(db: Db, policyId: string) {
  const { id } = await newestEdition(db, BigInt(policyId))
  const headings = await headingsOf(db, id)
  const words = await beginningsOf(
    db,
    id,
    headings.map(({ identity }) => identity),
  )
  return headings.map((heading) => ({ ...heading, words: words.get(heading.identity) ?? '' }))
}

/** Those that are called so: by the number alone, or with the heading above it. */
function named(voices: Voice[], headings: Heading[], text: string): Heading[] {
  const fold = (name: string) =>
    name
      .replaceAll(/[\s·/]+/g, ' ')
      .trim()
      .toLowerCase()
  return headings.filter((heading) =>
    voices.some((voice) =>
      [labelText(voice, heading.label, heading.position), paragraphName(voice, heading)].some(
        (name) => fold(name) === fold(text),
      ),
    ),
  )
}

/** Each once, in the order of the policy; refused when they are too many. */
function inOrder(headings: Heading[], identities: number[]): number[] {
  const chosen = headings.map(({ identity }) => identity).filter((identity) => identities.includes(identity))
  if (chosen.length > mostParagraphs) throw new Refusal('forums:paragraphsMany', { max: mostParagraphs })
  return chosen
}
