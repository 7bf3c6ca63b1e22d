/**
 * The adjusted Rand index of two partitions of the same things (Hubert & Arabie 1985, J. Classif. 2, 193–218): 1 when they
 * are the same but for the names, about 0 for chance. Things that are −1 in either are left out. Two partitions that both
 * have all in one, or both each alone, are the same: 1.
 */
export function randIndex(one: ArrayLike<number>, two: ArrayLike<number>): number {
  const cells = new Map<string, number>()
  const rows = new Map<number, number>()
  const columns = new Map<number, number>()
  let all = 0
  for (let i = 0; i < one.length; i++) {
    const [a = -1, b = -1] = [one[i], two[i]]
    if (a === -1 || b === -1) continue
    count(cells, `${a} ${b}`)
    count(rows, a)
    count(columns, b)
    all += 1
  }
  const [both, left, right] = [pairs(cells), pairs(rows), pairs(columns)]
  const whole = (all * (all - 1)) / 2
  const expected = whole === 0 ? 0 : (left * right) / whole
  const most = (left + right) / 2
  return most === expected ? 1 : (both - expected) / (most - expected)
}

function count<Key>(counts: Map<Key, number>, key: Key) {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function pairs(counts: Map<unknown, number>): number {
  return [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
}
