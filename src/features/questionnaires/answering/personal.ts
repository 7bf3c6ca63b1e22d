import type { Db } from '../../../platform/database/database.ts'
import type { Fact, Portion } from '../../../platform/feature.ts'
import { removeFreed } from '../../../platform/scheduler/unused.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import { Answers } from '../../../shared/questionnaires/answers.ts'
import { Definition, said } from '../../../shared/questionnaires/definition.ts'
import type { Question } from '../../../shared/questionnaires/definition.ts'
import { answerText } from '../../../shared/questionnaires/wording.ts'

const titled = { version: { select: { definition: true } } }

/** In which rounds somebody was asked, and what they answered where that bears their name. */
export async function collectAnswers(db: Db, telegramId: bigint, voice: Voice): Promise<Portion[]> {
  const own = { person: { telegramId } }
  const asked = await db.participation.findMany({
    where: own,
    orderBy: { roundId: 'asc' },
    include: { round: { include: titled } },
  })
  const responses = await db.response.findMany({
    where: own,
    orderBy: { id: 'asc' },
    include: { round: { include: titled } },
  })
  const fact = (name: string, key: TextKey, value: Fact['value']): Fact => ({ name, label: voice.label(key), value })
  const titleFact = ({ title }: Definition) =>
    fact('questionnaire', 'questionnaires:factTitle', said(title, voice.language))
  return [
    {
      name: 'participations',
      title: voice.label('questionnaires:factsAsked'),
      rows: asked.map(({ round, isFinished }) => [
        titleFact(Definition.parse(round.version.definition)),
        fact('opensAt', 'questionnaires:factOpens', round.opensAt),
        fact('isAnonymous', 'questionnaires:factAnonymous', round.isAnonymous),
        fact('isFinished', 'questionnaires:factFinished', isFinished),
      ]),
    },
    {
      name: 'responses',
      title: voice.label('questionnaires:factsAnswers'),
      rows: responses.map(({ round, sentAt, answers, points, mostPoints }) => {
        const definition = Definition.parse(round.version.definition)
        return [
          titleFact(definition),
          fact('sentAt', 'questionnaires:factSent', sentAt),
          fact('points', 'questionnaires:factPoints', points),
          fact('mostPoints', 'questionnaires:factMost', mostPoints),
          ...answerFacts(voice, definition, Answers.parse(answers)),
        ]
      }),
    },
  ]
}

/**
 * Takes somebody out of their answers: those that can be counted stay without them, what they wrote and sent goes. Nobody can
 * tell which answers of an anonymous round were theirs.
 */
export async function forgetAnswers(db: Db, telegramId: bigint): Promise<void> {
  const own = { person: { telegramId } }
  const responses = await db.response.findMany({ where: own, include: { files: true, round: { include: titled } } })
  for (const { id, answers, round, files } of responses) {
    const { questions } = Definition.parse(round.version.definition)
    const counted = new Set(questions.filter(isCounted).map(({ key }) => key))
    const left = Object.fromEntries(Object.entries(Answers.parse(answers)).filter(([key]) => counted.has(key)))
    await db.responseFile.deleteMany({ where: { responseId: id } })
    await db.response.update({ where: { id }, data: { personId: null, answers: left } })
    await removeFreed(
      db,
      [],
      files.map(({ fileId }) => fileId),
    )
  }
  await db.participation.deleteMany({ where: own })
}

function isCounted({ kind }: Question): boolean {
  return kind !== 'text' && kind !== 'longtext' && kind !== 'file' && kind !== 'date'
}

function answerFacts(voice: Voice, { questions }: Definition, answers: Answers): Fact[] {
  return questions.flatMap((question) => {
    const answer = answers[question.key]
    if (answer === undefined) return []
    const value = typeof answer === 'object' ? JSON.stringify(answer) : answer
    const [label, words] = [said(question.text, voice.language), answerText(voice, question, answer)]
    return [{ name: question.key, label, value, words }]
  })
}
