import type { Settings } from '../../src/platform/work.ts'

/** What a city decides in tests, unless a test is about it. */
export const settings: Settings = {
  timeZone: 'Asia/Jakarta',
  sendRate: 1000,
  quietHours: null,
  officeHours: { from: 7 * 60 + 30, to: 16 * 60 },
  responseDays: { first: 3, question: 5, appreciation: 5, suggestion: 14, complaint: 14, inspection: 60 },
  sealing: null,
  minGroup: 5,
  adminIds: [],
}
