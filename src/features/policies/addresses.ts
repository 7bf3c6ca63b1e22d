import type { Marker } from './markers.ts'

/** A clause with the clauses above it. */
interface Place {
  address: string
  marker: Marker
  /** The list that it is counted in; null: its number was typed. */
  list: { id: string; level: number } | null
  indent: number
  parent: Place | null
}

type Numbered = Pick<Place, 'list' | 'indent'>

export interface Addresses {
  /** The address of a clause, by its number and what is above it, as a reader says it. */
  place(marker: Marker, numbered: Numbered): string
  /**
   * Of several that a number can be, the one that continues a list, else one that begins one. undefined: a capital that
   * was typed and does neither, as in "H. Ahmad".
   */
  choose(markers: Marker[], isTyped: boolean): Marker | undefined
  /** A heading ends what is above it; its own number, if it has one, may be part of an address below it. */
  head(marker: Marker | null, numbered: Numbered): void
  /** A text without a number ends clauses further to the right. */
  pass(indent: number): void
}

/** Follows the clauses of a document, which are numbered by hand or by several lists, of which none knows the others. */
export function openAddresses(): Addresses {
  /** The last clause; those above it are its parents. */
  let last: Place | null = null
  /** The last clause of each level of each list. */
  const lists = new Map<string, (Place | undefined)[]>()

  const chain = () => {
    const found: Place[] = []
    for (let place = last; place !== null; place = place.parent) found.unshift(place)
    return found
  }
  const note = (place: Place) => {
    if (place.list === null) return
    const levels = (lists.get(place.list.id) ?? []).slice(0, place.list.level)
    levels[place.list.level] = place
    lists.set(place.list.id, levels)
  }

  function parentOf(marker: Marker, { list, indent }: Numbered): Place | null {
    const above =
      list === null
        ? undefined
        : lists
            .get(list.id)
            ?.slice(0, list.level)
            .findLast((one) => one !== undefined)
    if (above !== undefined) return above
    const open = chain()
    const same = open.find((one) => one.list !== null && list !== null && one.list.id === list.id)
    if (same !== undefined) return same.parent
    const alike = open.find(
      (one) =>
        one.marker.kind === marker.kind &&
        one.marker.around === marker.around &&
        !(one.list !== null && list !== null && indent > one.indent + 100),
    )
    if (alike !== undefined) return alike.parent
    // Of another form, but further to the left than what it would be a part of.
    const isLeft = (one: Place) => list !== null && one.list !== null && indent + 100 < one.indent
    return open.findLast((one) => !isLeft(one)) ?? null
  }

  return {
    place(marker, numbered) {
      if (marker.kind === 'pasal') lists.clear()
      const isRoot = marker.kind === 'pasal' || marker.kind === 'whole'
      const parent = isRoot ? null : parentOf(marker, numbered)
      last = {
        address: parent === null ? marker.bare : `${parent.address} ${say(marker, parent)}`.trim(),
        marker,
        parent,
        ...numbered,
      }
      note(last)
      return last.address
    },
    choose(markers, isTyped) {
      const open = chain()
      const continues = (marker: Marker) =>
        open.some(({ marker: before }) => isAlike(before, marker) && before.place === marker.place - 1)
      const isFirst = ({ place }: Marker) => place === 1
      const isCapital = ({ kind, bare }: Marker) => kind === 'letter' && /[A-Z]/.test(bare)
      const known = markers.find(continues) ?? markers.find(isFirst)
      return known ?? (isTyped ? markers.find((one) => !isCapital(one)) : markers[0])
    },
    head(marker, numbered) {
      last = null
      const { list } = numbered
      const levels = list === null ? [] : (lists.get(list.id) ?? []).slice(0, list.level)
      lists.clear()
      if (marker === null || list === null) return
      lists.set(list.id, levels)
      // A chapter is named by its heading, not in the address of what stands in it.
      if (marker.kind !== 'other') note({ address: marker.bare, marker, parent: null, ...numbered })
    },
    pass(indent) {
      const open = chain()
      const isInside = open[0]?.marker.kind === 'pasal'
      while (last !== null && last.marker.kind !== 'pasal' && (isInside ? last.indent > indent : last.indent >= indent))
        last = last.parent
    },
  }
}

function isAlike(a: Marker, b: Marker): boolean {
  return a.kind === b.kind && a.around === b.around
}

/** How a reader calls a part of a clause. */
function say({ kind, bare }: Marker, parent: Place): string {
  const word = bare.replaceAll(/[()]/g, '')
  if (kind === 'number' && bare.startsWith('(')) return parent.marker.kind === 'pasal' ? `ayat ${bare}` : bare
  if (kind === 'number' || kind === 'roman') return `angka ${word}`
  return kind === 'letter' ? `huruf ${word}` : bare
}
