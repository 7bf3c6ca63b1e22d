import type { Column } from '../../../platform/feature.ts'

/** What is said of each ticket. Who sent it is said nowhere, and how the answer was rated is shown of many only. */
export const ticketColumns: Column[] = [
  { name: 'code', title: 'suggestions:exportCode', about: 'suggestions:exportCodeAbout', type: 'text' },
  { name: 'kind', title: 'suggestions:exportKind', about: 'suggestions:exportKindAbout', type: 'text' },
  { name: 'state', title: 'suggestions:exportState', about: 'suggestions:exportStateAbout', type: 'text' },
  {
    name: 'submitted_at',
    title: 'suggestions:exportSubmitted',
    about: 'suggestions:exportSubmittedAbout',
    type: 'moment',
  },
  {
    name: 'anonymous',
    title: 'suggestions:exportAnonymous',
    about: 'suggestions:exportAnonymousAbout',
    type: 'boolean',
  },
  { name: 'named_unit', title: 'suggestions:exportNamedUnit', about: 'suggestions:exportNamedUnitAbout', type: 'text' },
  { name: 'unit', title: 'suggestions:exportUnit', about: 'suggestions:exportUnitAbout', type: 'text' },
  {
    name: 'inspection',
    title: 'suggestions:exportInspection',
    about: 'suggestions:exportInspectionAbout',
    type: 'boolean',
  },
  { name: 'limit_days', title: 'suggestions:exportLimit', about: 'suggestions:exportLimitAbout', type: 'number' },
  {
    name: 'response_days',
    title: 'suggestions:exportResponse',
    about: 'suggestions:exportResponseAbout',
    type: 'number',
  },
  { name: 'working_days', title: 'suggestions:exportDays', about: 'suggestions:exportDaysAbout', type: 'number' },
  { name: 'due_at', title: 'suggestions:exportDue', about: 'suggestions:exportDueAbout', type: 'moment' },
  { name: 'overdue', title: 'suggestions:exportOverdue', about: 'suggestions:exportOverdueAbout', type: 'boolean' },
  {
    name: 'answered_at',
    title: 'suggestions:exportAnswered',
    about: 'suggestions:exportAnsweredAbout',
    type: 'moment',
  },
  { name: 'closed_at', title: 'suggestions:exportClosed', about: 'suggestions:exportClosedAbout', type: 'moment' },
  {
    name: 'reopenings',
    title: 'suggestions:exportReopenings',
    about: 'suggestions:exportReopeningsAbout',
    type: 'number',
  },
  { name: 'merged_into', title: 'suggestions:exportMerged', about: 'suggestions:exportMergedAbout', type: 'text' },
  { name: 'policy', title: 'suggestions:exportPolicy', about: 'suggestions:exportPolicyAbout', type: 'text' },
  {
    name: 'policy_version',
    title: 'suggestions:exportVersion',
    about: 'suggestions:exportVersionAbout',
    type: 'number',
  },
  { name: 'paragraph', title: 'suggestions:exportParagraph', about: 'suggestions:exportParagraphAbout', type: 'text' },
  { name: 'has_place', title: 'suggestions:exportPlace', about: 'suggestions:exportPlaceAbout', type: 'boolean' },
  { name: 'files', title: 'suggestions:exportFiles', about: 'suggestions:exportFilesAbout', type: 'number' },
  {
    name: 'supporters',
    title: 'suggestions:exportSupporters',
    about: 'suggestions:exportSupportersAbout',
    type: 'number',
  },
  { name: 'outcome', title: 'suggestions:exportOutcome', about: 'suggestions:exportOutcomeAbout', type: 'text' },
  { name: 'public_text', title: 'suggestions:exportPublic', about: 'suggestions:exportPublicAbout', type: 'text' },
  { name: 'text', title: 'suggestions:exportText', about: 'suggestions:exportTextAbout', type: 'text' },
]

/** What is said of each thing that happened to a ticket. */
export const eventColumns: Column[] = [
  { name: 'code', title: 'suggestions:exportCode', about: 'suggestions:exportCodeAbout', type: 'text' },
  { name: 'event', title: 'suggestions:exportEvent', about: 'suggestions:exportEventAbout', type: 'text' },
  { name: 'at', title: 'suggestions:exportAt', about: 'suggestions:exportAtAbout', type: 'moment' },
  { name: 'by', title: 'suggestions:exportBy', about: 'suggestions:exportByAbout', type: 'text' },
  { name: 'unit', title: 'suggestions:exportToUnit', about: 'suggestions:exportToUnitAbout', type: 'text' },
  { name: 'working_days', title: 'suggestions:exportSince', about: 'suggestions:exportSinceAbout', type: 'number' },
  { name: 'text', title: 'suggestions:exportSaid', about: 'suggestions:exportSaidAbout', type: 'text' },
]
