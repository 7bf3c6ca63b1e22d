import type { Feature } from '../../../platform/feature.ts'
import { gathering, onNeedsClosed } from './gathering.ts'
import { onNeed, onNeeds, onTurn } from './pressing.ts'

/** What units said they need, and the trainings that were made of it. */
export const needs = {
  buttons: [onNeeds, onNeed, onTurn],
  tasks: [gathering],
  listen: [onNeedsClosed],
} satisfies Partial<Feature>
