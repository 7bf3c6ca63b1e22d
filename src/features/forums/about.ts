import type { Forum } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Html } from '../../platform/html.ts'
import type { Voice } from '../../platform/texts.ts'
import { cut, paragraphName } from '../../shared/policies/places.ts'
import { headingsOf, newestEdition } from '../../shared/policies/versions.ts'
import type { Edition, Heading } from '../../shared/policies/versions.ts'

/** Of a policy's title and of each paragraph's name, what one line has room for. */
const room = { title: 120, name: 60 } as const

type Subject = Pick<Forum, 'paragraphs'> & { policyId: bigint | null }

/** The newest version of the policy that a forum is about, and those of its paragraphs that this version has; null: none. */
export async function aboutOf(
  db: Db,
  { policyId, paragraphs }: Subject,
): Promise<{ edition: Edition; headings: Heading[] } | null> {
  if (policyId === null) return null
  const edition = await newestEdition(db, policyId)
  const headings = paragraphs.length === 0 ? [] : await headingsOf(db, edition.id)
  return { edition, headings: headings.filter(({ identity }) => paragraphs.includes(identity)) }
}

/** The policy and the paragraphs that a forum is about, on a line; undefined: it is about none. */
export async function aboutText(db: Db, voice: Voice, subject: Subject): Promise<Html | undefined> {
  const about = await aboutOf(db, subject)
  if (about === null) return undefined
  const title = cut(about.edition.title, room.title)
  const names = about.headings.map((heading) => cut(paragraphName(voice, heading), room.name))
  return names.length === 0
    ? voice.t('forums:subject', { title })
    : voice.t('forums:subjectParagraphs', { title, paragraphs: names.join('; ') })
}
