/**
 * Rows batch by batch in the order of their ids: `read` gives some of those after an id, in a query by itself, and none at
 * the end.
 */
export async function* batchesById<Row extends { id: bigint }>(
  read: (after: bigint) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  for (let after = 0n; ;) {
    const rows = await read(after)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last.id
  }
}
