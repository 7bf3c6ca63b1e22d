import type { Html } from '../../platform/html.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import type { Document } from './document.ts'
import type { Survey } from './surveying.ts'
import { cut, labelText } from '../../shared/policies/places.ts'

/** Letters that are shown of a paragraph, and of the headings above it. */
const longest = { line: 90, section: 300 }

const changeKey = { same: 'policies:markSame', changed: 'policies:markChanged', new: 'policies:markNew' } as const

/** Every paragraph by its number and first words, the relevance texts, and the quiz. */
export function foundLines(voice: Voice, { draft, pairing }: Survey): Html[] {
  const { paragraphs, relevance, quiz } = draft.document
  const lines: Html[] = []
  let section = ''
  for (const [index, paragraph] of paragraphs.entries()) {
    const heading = paragraph.section.join(' › ')
    if (heading !== section && heading !== '')
      lines.push(voice.t('policies:draftSection', { section: cut(heading, longest.section) }))
    section = heading
    const kind = pairing?.kinds[index]
    lines.push(
      voice.t('policies:draftParagraph', {
        mark: kind === undefined ? '' : `${voice.label(changeKey[kind])} `,
        label: labelText(voice, paragraph.label, index + 1),
        words: cut(paragraph.body.text, longest.line),
      }),
    )
  }
  for (const { label, section: place } of pairing?.removed ?? [])
    lines.push(voice.t('policies:draftRemoved', { label: label || place.join(' › ') }))
  if (relevance.length > 0) lines.push(voice.t('policies:draftRelevance'))
  for (const { to, body } of relevance)
    lines.push(voice.t('policies:draftRelevant', { who: whoText(voice, to), words: cut(body.text, longest.line) }))
  if (quiz.length > 0) lines.push(voice.t('policies:draftQuiz'))
  for (const [index, question] of quiz.entries())
    lines.push(
      voice.t('policies:draftQuestion', {
        number: index + 1,
        words: cut(question.text, longest.line),
        answer: cut(question.options.find(({ isRight }) => isRight)?.text ?? '', longest.line),
      }),
    )
  return lines
}

const roleKey: Record<Extract<Document['relevance'][number]['to'], { kind: 'role' }>['role'], TextKey> = {
  employee: 'audiences:employees',
  citizen: 'audiences:public',
  head: 'audiences:head',
  planner: 'audiences:planner',
  admin: 'audiences:admin',
}

function whoText(voice: Voice, to: Document['relevance'][number]['to']): string {
  return to.kind === 'unit' ? to.unit : voice.label(roleKey[to.role])
}
