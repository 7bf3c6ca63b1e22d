import type { Db } from '../../platform/database/database.ts'
import { fromColumn } from '../../platform/calendar.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import { writeDay } from '../../platform/moments.ts'
import type { Voice } from '../../platform/texts.ts'
import { changesSince } from './carrying.ts'
import { questionsOf } from './quizzes.ts'
import { readButton } from './readingButtons.ts'
import type { Edition } from '../../shared/policies/versions.ts'

/** What somebody is told of a version: that it is there, or how much has changed since the base that they acknowledged. */
export async function toldView(db: Db, voice: Voice, edition: Edition, baseId: bigint | null): Promise<View> {
  return {
    text: baseId === null ? await newsText(db, voice, edition) : await changeText(db, voice, edition, baseId),
    buttons: [[readButton.with(voice.label('policies:read'), { policy: edition.policyId })]],
  }
}

async function newsText(db: Db, voice: Voice, edition: Edition): Promise<Html> {
  const { title, number, summary, effective, id: versionId } = edition
  const [paragraphs, questions] = [
    await db.policyParagraph.count({ where: { versionId } }),
    (await questionsOf(db, edition)).length,
  ]
  return joinHtml([
    number === 1 ? voice.t('policies:newsFirst', { title }) : voice.t('policies:newsVersion', { title, number }),
    summary === '' ? undefined : voice.t('policies:newsSummary', { summary }),
    joinHtml(
      [
        effective === null ? undefined : effectiveText(voice, effective),
        voice.t('policies:newsLength', { count: paragraphs }),
        questions === 0 ? undefined : voice.t('policies:newsQuiz', { count: questions }),
      ],
      '\n',
    ),
  ])
}

async function changeText(db: Db, voice: Voice, edition: Edition, baseId: bigint): Promise<Html> {
  const { title, number, effective } = edition
  const { required, removed } = await changesSince(db, baseId, edition.id)
  const base = await db.policyVersion.findUniqueOrThrow({ where: { id: baseId }, select: { number: true } })
  return joinHtml([
    voice.t('policies:changeTitle', { title, number }),
    voice.t('policies:changeCount', { before: base.number, count: required.length + removed.length }),
    effective === null ? undefined : effectiveText(voice, effective),
  ])
}

/** That only the day has changed from which it holds. */
export function dateText(voice: Voice, { title, number, effective }: Edition): Html {
  return joinHtml([
    voice.t('policies:dateChanged', { title, number }),
    effective === null ? voice.t('policies:effectiveNow') : effectiveText(voice, effective),
  ])
}

/** From when it holds. */
export function effectiveText(voice: Voice, effective: Date): Html {
  return voice.t('policies:effectiveOn', { day: writeDay(fromColumn(effective), voice.language) })
}
