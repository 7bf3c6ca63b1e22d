import type { Feature } from '../../../platform/feature.ts'
import { joinedBy } from '../taking/personal.ts'
import { ownQuestions } from './questions.ts'
import { declineText, questionKey } from './words.ts'

/** What somebody asked in halls, and which questions of others they supported. */
export const personal: NonNullable<Feature['personal']> = {
  async collect(db, telegramId, { label }, settings) {
    const rows = []
    for (const { forum, participantId } of await joinedBy(db, telegramId, settings)) {
      const about = { name: 'forum', label: label('forums:factForum'), value: forum.title }
      for (const { text, state, answer, answeredAt, createdAt } of await ownQuestions(db, settings, forum, telegramId))
        rows.push([
          about,
          { name: 'question', label: label('forums:factQuestion'), value: text },
          { name: 'at', label: label('forums:factAt'), value: createdAt },
          { name: 'state', label: label('forums:factState'), value: state, words: label(questionKey[state]) },
          ...(answeredAt === null || answer === null
            ? []
            : [
                {
                  name: 'answer',
                  label: label('forums:factAnswer'),
                  value: state === 'rejected' ? declineText(label, answer) : answer,
                },
              ]),
        ])
      const supported = await db.forumUpvote.findMany({ where: { participantId }, include: { question: true } })
      for (const { question } of supported)
        rows.push([about, { name: 'supported', label: label('forums:factSupported'), value: question.text }])
    }
    return rows.length === 0 ? [] : [{ name: 'forumQuestions', title: label('forums:factsQuestions'), rows }]
  },
  /** The questions stay, without whose they are; what was supported goes with the link to who takes part. */
  async erase(db, telegramId, { settings }) {
    for (const { forum } of await joinedBy(db, telegramId, settings)) {
      const ids = (await ownQuestions(db, settings, forum, telegramId)).map(({ id }) => id)
      await db.forumQuestion.updateMany({ where: { id: { in: ids } }, data: { personId: null, sealedAuthor: null } })
    }
  },
}
