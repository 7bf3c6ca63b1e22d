import type { Forum } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { shelfOf } from '../../shared/policies/access.ts'
import { cut, paragraphName } from '../../shared/policies/places.ts'
import { headingsOf, newestEdition } from '../../shared/policies/versions.ts'
import type { Edition, Heading } from '../../shared/policies/versions.ts'

/** Of a policy's title and of each paragraph's name, what one line has room for. */
const room = { title: 120, name: 60 } as const

type Subject = Pick<Forum, 'paragraphs'> & { policyId: bigint | null }

/** A policy's version and some of its paragraphs. */
export interface About {
  edition: Edition
  headings: Heading[]
}

/** The newest version of the policy that a forum is about, and those of its paragraphs that this version has; null: none. */
export async function aboutOf(db: Db, { policyId, paragraphs }: Subject): Promise<About | null> {
  if (policyId === null) return null
  const edition = await newestEdition(db, policyId)
  const headings = paragraphs.length === 0 ? [] : await headingsOf(db, edition.id)
  return { edition, headings: headings.filter(({ identity }) => paragraphs.includes(identity)) }
}

/** The same as somebody may read it; null: it is about none, or they may not. */
export async function readableAbout(turn: Turn, subject: Subject): Promise<About | null> {
  const about = await aboutOf(turn.db, subject)
  return about === null || (await shelfOf(turn, [about.edition])).length === 0 ? null : about
}

/** The policy and its paragraphs on a line. */
export function aboutText(voice: Voice, { edition, headings }: About): Html {
  const title = cut(edition.title, room.title)
  const names = headings.map((heading) => cut(paragraphName(voice, heading), room.name))
  return names.length === 0
    ? voice.t('forums:subject', { title })
    : voice.t('forums:subjectParagraphs', { title, paragraphs: names.join('; ') })
}
