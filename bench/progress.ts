const began = performance.now()

/** A line of the report. */
export const tell = (line: string) => void process.stdout.write(`${line}\n`)

/** A line of what is being done, with the seconds since the start. */
export const step = (line: string) =>
  tell(`${String(Math.round((performance.now() - began) / 1000)).padStart(4)} s  ${line}`)

/** What a benchmark has found about one of its claims. */
export interface Verdict {
  what: string
  isSo: boolean
}

/** Says each verdict; gives whether all of them hold. */
export function tellVerdicts(verdicts: Verdict[]): boolean {
  for (const { what, isSo } of verdicts) tell(`${isSo ? 'PASS' : 'FAIL'}  ${what}`)
  return verdicts.every(({ isSo }) => isSo)
}
