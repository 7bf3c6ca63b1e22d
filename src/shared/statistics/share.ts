/** How many of all, in whole percent: 100 only when nobody is missing. */
export function share(some: number, all: number): number {
  return all === 0 ? 0 : Math.floor((100 * some) / all)
}
