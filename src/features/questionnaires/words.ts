import type { TextKey, Voice } from '../../platform/texts.ts'
import type { Definition } from '../../shared/questionnaires/definition.ts'

/** What a questionnaire is for, in a word. */
export const useKey: Record<Definition['use'], TextKey> = {
  checkin: 'questionnaires:useCheckin',
  survey: 'questionnaires:useSurvey',
  test: 'questionnaires:useTest',
  reaction: 'questionnaires:useReaction',
  followup: 'questionnaires:useFollowup',
  needs: 'questionnaires:useNeeds',
  satisfaction: 'questionnaires:useSatisfaction',
  quiz: 'questionnaires:useQuiz',
}

/** Minutes in the largest unit that they are a whole number of. */
export function spanText(voice: Voice, minutes: number): string {
  if (minutes % 1440 === 0) return voice.label('questionnaires:spanDays', { count: minutes / 1440 })
  if (minutes % 60 === 0) return voice.label('questionnaires:spanHours', { count: minutes / 60 })
  return voice.label('questionnaires:spanMinutes', { count: minutes })
}
