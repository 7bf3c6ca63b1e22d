import { batchesById } from '../../platform/exports/batches.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import type { Export, ExportOrder } from '../../platform/feature.ts'
import { paragraphName } from '../../shared/policies/places.ts'

const batch = 1000

/** What was asked about paragraphs, and what was answered; never who asked. */
export const questionsExport: Export = {
  name: 'questions',
  title: 'policies:exportQuestions',
  right: 'planner',
  columns: [
    { name: 'question', title: 'policies:exportQuestion', about: 'policies:exportQuestionAbout', type: 'number' },
    { name: 'asked_at', title: 'policies:exportAsked', about: 'policies:exportAskedAbout', type: 'moment' },
    { name: 'policy', title: 'policies:exportPolicy', about: 'policies:exportPolicyAbout', type: 'number' },
    { name: 'version', title: 'policies:exportVersion', about: 'policies:exportVersionAbout', type: 'number' },
    { name: 'title', title: 'policies:exportTitle', about: 'policies:exportTitleAbout', type: 'text' },
    { name: 'paragraph', title: 'policies:exportParagraph', about: 'policies:exportParagraphAbout', type: 'text' },
    { name: 'text', title: 'policies:exportText', about: 'policies:exportTextAbout', type: 'text' },
    { name: 'answer', title: 'policies:exportAnswer', about: 'policies:exportAnswerAbout', type: 'text' },
    { name: 'answered_at', title: 'policies:exportAnswered', about: 'policies:exportAnsweredAbout', type: 'moment' },
    { name: 'public', title: 'policies:exportPublic', about: 'policies:exportPublicAbout', type: 'boolean' },
    { name: 'public_text', title: 'policies:exportPublicText', about: 'policies:exportPublicTextAbout', type: 'text' },
  ],
  count: (db, order) => db.policyQuestion.count({ where: asked(order) }),
  async *rows(db, order) {
    const readBatch = (after: bigint) =>
      db.policyQuestion.findMany({
        where: { ...asked(order), id: { gt: after } },
        orderBy: { id: 'asc' },
        take: batch,
        select: {
          id: true,
          askedAt: true,
          text: true,
          answer: true,
          answeredAt: true,
          publicAt: true,
          publicText: true,
          paragraph: {
            select: {
              label: true,
              position: true,
              section: true,
              version: { select: { policyId: true, number: true, title: true } },
            },
          },
        },
      })
    for await (const found of batchesById(readBatch))
      yield found.map(({ id, askedAt, text, answer, answeredAt, publicAt, publicText, paragraph }) => [
        Number(id),
        askedAt,
        Number(paragraph.version.policyId),
        paragraph.version.number,
        paragraph.version.title,
        paragraphName(order.voice, paragraph),
        text,
        answer,
        answeredAt,
        publicAt !== null,
        publicText,
      ])
  },
}

/** Of who erased themselves only what is public is left. */
function asked({ from, until }: ExportOrder): Prisma.PolicyQuestionWhereInput {
  return { askedAt: { gte: from, lt: until }, OR: [{ text: { not: null } }, { publicText: { not: null } }] }
}
