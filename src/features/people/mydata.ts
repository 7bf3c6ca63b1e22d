import { dayOf } from '../../platform/calendar.ts'
import type { Portion } from '../../platform/feature.ts'
import { enclose } from '../../platform/files/documents.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { dossierJson, dossierPage } from '../../platform/personal/dossier.tsx'
import { readCard } from './profile.ts'
import { profileView } from './profileViews.ts'

/** What stands first in the files: who they are. */
const first = ['profile', 'roster']

/**
 * "/datasaya": everything stored about oneself, once to read and once for programs. In the turn rather than a task: it is
 * read in a moment, all of it from one state of the database, and no row has to say for whom it is being made.
 */
export async function giveData(turn: Turn): Promise<void> {
  const { db, now, voice, settings } = turn
  const card = await readCard(db, turn.who.telegramId)
  if (card === null || card.consentAt === null) return turn.answer(profileView(turn, card))
  const collected = await turn.collect()
  const portions: Portion[] = [
    ...collected.filter(({ name }) => first.includes(name)),
    ...collected.filter(({ name }) => !first.includes(name)),
  ]
  const name = `${voice.label('people:mydataFile')}-${dayOf(now, settings.timeZone)}`
  const [page, json] = [await dossierPage(portions, voice, settings.timeZone, now), dossierJson(portions, now)]
  const files = [
    { name: `${name}.html`, type: 'text/html', bytes: page, caption: turn.t('people:mydataPage') },
    { name: `${name}.json`, type: 'application/json', bytes: json, caption: turn.t('people:mydataJson') },
  ]
  for (const file of files) await turn.post(await enclose(db, file, now))
}
