// How somebody publishes a policy through the city, in as few words as a test needs.
import type { openCity } from './city.ts'

type Actor = Awaited<ReturnType<typeof openCity>>['eko']

/** What a policy's file says beside its head. */
interface Parts {
  title?: string
  audience?: string
  effective?: string
  quiz?: boolean
  relevance?: boolean
}

/** Paragraphs of the sample policy. */
export const clauses = [
  '1. {#tujuan} Setiap pegawai mengikuti sekurang-kurangnya 20 jam pelatihan per tahun.',
  '2. {#umpan-balik} Umpan balik kinerja diberikan setiap triwulan oleh atasan langsung.',
  '3. {#layanan} Permohonan warga dijawab paling lambat lima hari kerja sejak diterima.',
]

/** A policy's file in Markdown. */
export function policyText(paragraphs: string[] = clauses, parts: Parts = {}): string {
  const { title = 'Rencana Kerja Kepegawaian 2027', audience = 'pegawai', effective = '2027-01-04' } = parts
  const head = [
    `title: ${title}`,
    'summary: Pelatihan wajib, umpan balik triwulan, dan standar waktu layanan.',
    ...(audience === '' ? [] : [`audience: ${audience}`]),
    ...(effective === '' ? [] : [`effective: ${effective}`]),
  ]
  const relevance = [
    '## Relevansi',
    '- peran kepala: Anda menyusun jadwal pelatihan unit sebelum 31 Januari.',
    '- unit DINKES: Pelatihan rekam medis elektronik dihitung ganda.',
  ]
  const quiz = [
    '## Kuis',
    '? Berapa jam pelatihan wajib per tahun? -> tujuan',
    '- 10 jam',
    '- 20 jam *',
    '- 40 jam',
    '? Kapan umpan balik diberikan? -> umpan-balik',
    '- Setiap bulan',
    '- Setiap triwulan *',
  ]
  return [
    '---',
    ...head,
    '---',
    '# Bab I Tujuan',
    ...paragraphs,
    ...(parts.relevance === false ? [] : relevance),
    ...(parts.quiz === false ? [] : quiz),
    '',
  ].join('\n')
}

/** Sends a policy's file; gives what the bot shows of it. */
export async function submits(planner: Actor, text: string, name = 'kebijakan.md'): Promise<string> {
  await planner.sendsDocument({ bytes: Buffer.from(text), name, type: 'text/markdown' })
  return planner.saw.at(-1) ?? ''
}

/** Publishes a policy. */
export async function publishes(planner: Actor, text: string): Promise<void> {
  await planner.says('/terbitkan')
  await submits(planner, text)
  await planner.presses('Terbitkan')
}
