// What the threads of thread.test.ts do.

/** The sum of the numbers, and in which thread it was found. */
export async function add(numbers: number[]) {
  const { threadId } = await import('node:worker_threads')
  return { sum: numbers.reduce((sum, number) => sum + number, 0), threadId }
}

export function fail() {
  throw new RangeError('That is too far')
}

export function hoard() {
  const hoarded: string[][] = []
  for (;;) hoarded.push(Array.from({ length: 1000 }, (_, n) => `${hoarded.length} ${n}`))
}

export function spin() {
  for (;;);
}
