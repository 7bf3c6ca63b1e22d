/** Numbers in [0, 1), the same ones for the same seed. */
export type Chance = () => number

/** Makes a generator of chance from a seed: mulberry32 (Tommy Ettinger), good enough to draw samples, not for secrets. */
export function makeChance(seed: number): Chance {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A number of the standard normal distribution (Box & Muller 1958). */
export function drawNormal(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
}

/** So many different ones of the numbers, by chance (Fisher & Yates), in their order. */
export function sample(numbers: Int32Array, size: number, chance: Chance): Int32Array {
  const list = numbers.slice()
  for (let i = 0; i < Math.min(size, list.length); i++) {
    const other = i + Math.floor(chance() * (list.length - i))
    const kept = list[i] ?? 0
    list[i] = list[other] ?? 0
    list[other] = kept
  }
  return list.slice(0, size).toSorted()
}
