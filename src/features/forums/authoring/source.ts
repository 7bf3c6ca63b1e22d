import type { Language } from '../../../platform/texts.ts'
import { find } from '../../../shared/audiences/written.ts'
import type { WrittenAudience } from '../../../shared/audiences/written.ts'
import { readLine, readYes } from '../../../shared/questionnaires/source/fields.ts'
import type { Place, Reason } from '../../../shared/questionnaires/source/findings.ts'
import { readWhom } from '../../../shared/questionnaires/source/head.ts'
import { fieldsOf, itemsOf } from '../../../shared/questionnaires/source/nodes.ts'
import type { Node } from '../../../shared/questionnaires/source/nodes.ts'
import { readYaml } from '../../../shared/questionnaires/source/yaml.ts'
import { longestReason, longestSeed } from './seeds.ts'
import { mostParagraphs } from './subjects.ts'
import { readForumTime } from './times.ts'

/** What can be wrong in a forum's file. */
export type ForumReason =
  | Reason
  | 'questionMissing'
  | 'momentUnknown'
  | 'momentPast'
  | 'momentFar'
  | 'moderationUnknown'
  | 'policyMissing'
  | 'policyUnknown'
  | 'policyAmbiguous'
  | 'paragraphUnknown'
  | 'paragraphAmbiguous'
  | 'paragraphsMany'
/** Something that is wrong, by its place. */
export interface ForumFault {
  at: Place
  reason: ForumReason
  value: string
  other: string
}

/** What a file calls something, and where. */
export interface Written {
  at: Place
  name: string
}

/** A forum as its file says it; units, its policy and paragraphs as they are written. */
export interface WrittenForum {
  title: string
  question: string
  background: string | null
  policy: Written | null
  paragraphs: Written[]
  whom: { at: Place; audience: WrittenAudience } | null
  isPublic: boolean
  opensAt: Date
  closesAt: Date | null
  isNamed: boolean
  moderation: 'before' | 'after'
  sharesRows: boolean
  reasons: string[]
  seeds: string[]
}

const names = {
  judul: 'title',
  title: 'title',
  pertanyaan: 'question',
  question: 'question',
  latar: 'background',
  background: 'background',
  kebijakan: 'policy',
  policy: 'policy',
  paragraf: 'paragraphs',
  paragraphs: 'paragraphs',
  sasaran: 'audience',
  audience: 'audience',
  tautan: 'link',
  link: 'link',
  buka: 'opens',
  opens: 'opens',
  tutup: 'closes',
  closes: 'closes',
  bernama: 'named',
  named: 'named',
  moderasi: 'moderation',
  moderation: 'moderation',
  'data terbuka': 'rows',
  'open data': 'rows',
  alasan: 'reasons',
  reasons: 'reasons',
  pernyataan: 'statements',
  statements: 'statements',
} as const
const yes: Record<string, boolean> = { ya: true, yes: true, true: true, tidak: false, no: false, false: false }
const moderations: Record<string, 'before' | 'after'> = {
  sebelum: 'before',
  before: 'before',
  sesudah: 'after',
  after: 'after',
}
const nows = { sekarang: true, now: true }
/** No policy's title is longer. */
const longestTitle = 300
const most = { title: 100, question: 300, background: 1500, reason: longestReason } as const

/** Reads a forum's file, written as YAML: the forum, or its faults by their places. */
export async function readForumFile(
  bytes: Uint8Array,
  now: Date,
  timeZone: string,
): Promise<{ written: WrittenForum | null; faults: ForumFault[] }> {
  const faults: ForumFault[] = []
  const report = (at: Place, reason: ForumReason, value = '', other = '') =>
    void faults.push({ at, reason, value, other })
  const whole = await readYaml(bytes, report)
  if (whole === undefined) return { written: null, faults }
  const fields = fieldsOf(whole, names, report)
  const line = (node: Node | undefined, longest: number) => {
    const text = node && readLine(node, report)
    if (node !== undefined && text !== undefined && text.length > longest)
      report(node.at, 'textLong', text, String(longest))
    return text
  }
  const title = line(fields.title, most.title)
  if (fields.title === undefined) report(whole.at, 'titleMissing')
  const question = line(fields.question, most.question)
  if (fields.question === undefined) report(whole.at, 'questionMissing')
  const moment = (node: Node | undefined, isNow: boolean) => {
    const text = node && readLine(node, report)
    if (node === undefined || text === undefined || (isNow && find(nows, text) !== undefined)) return null
    const reading = readForumTime(text, now, timeZone)
    if (reading.kind === 'moment') return reading.at
    report(node.at, reading.kind === 'far' ? 'momentFar' : 'at' in reading ? 'momentPast' : 'momentUnknown', text)
    return null
  }
  const lines = (node: Node | undefined, longest: number) =>
    (node === undefined ? [] : (itemsOf(node, report) ?? [])).flatMap((item) => line(item, longest) ?? [])
  const policy = line(fields.policy, longestTitle)
  const places = fields.paragraphs && (itemsOf(fields.paragraphs, report) ?? [])
  const paragraphs = (places ?? []).flatMap((item): Written[] => {
    const name = readLine(item, report)
    return name === undefined ? [] : [{ at: item.at, name }]
  })
  if (fields.paragraphs !== undefined && fields.policy === undefined) report(fields.paragraphs.at, 'policyMissing')
  if (fields.paragraphs !== undefined && paragraphs.length > mostParagraphs)
    report(fields.paragraphs.at, 'paragraphsMany', '', String(mostParagraphs))
  const audience = readWhom(fields.audience, report)
  const moderation = fields.moderation && readLine(fields.moderation, report)
  const chosen = moderation === undefined ? 'before' : find(moderations, moderation)
  if (fields.moderation !== undefined && chosen === undefined)
    report(fields.moderation.at, 'moderationUnknown', moderation)
  const written = {
    title: title ?? '',
    question: question ?? '',
    background: line(fields.background, most.background) ?? null,
    policy: policy !== undefined && fields.policy ? { at: fields.policy.at, name: policy } : null,
    paragraphs,
    whom: audience && fields.audience ? { at: fields.audience.at, audience } : null,
    isPublic: fields.link === undefined || (readYes(fields.link, yes, report) ?? true),
    opensAt: moment(fields.opens, true) ?? now,
    closesAt: moment(fields.closes, false),
    isNamed: (fields.named && readYes(fields.named, yes, report)) ?? false,
    moderation: chosen ?? 'before',
    sharesRows: (fields.rows && readYes(fields.rows, yes, report)) ?? false,
    reasons: lines(fields.reasons, most.reason),
    seeds: [...new Set(lines(fields.statements, longestSeed))],
  } satisfies WrittenForum
  return { written: faults.length === 0 ? written : null, faults: faults.toSorted((a, b) => a.at.line - b.at.line) }
}

/** The file to begin with, in a language. */
export const templateOf = (language: Language) => new URL(`./template.${language}.yaml`, import.meta.url)
