import { find } from '../../audiences/written.ts'
import type { Option } from '../definition.ts'
import { isCalled } from './conditions.ts'
import { longest, numberIn, pairsOf, readBilingual, readLine, readNumber, readYes } from './fields.ts'
import type { Report } from './findings.ts'
import { freeKey, isOptionKey } from './naming.ts'
import { fieldsOf, itemsOf } from './nodes.ts'
import type { MapNode, Node } from './nodes.ts'
import { languageNames, optionNames, yesNo } from './vocabulary.ts'

/** From so many to so many. */
const [fewest, most] = [2, 12]

/** Reads the options of a question: texts such as "Sangat baik =4" or "20 jam *", or what is said of each by its name. */
export function readOptions(node: Node, report: Report): Option[] | undefined {
  const pairs = pairsOf(node, report)
  if (pairs === undefined) return undefined
  if (pairs.length < fewest) return void report(node.at, 'optionsFew', String(pairs.length), String(fewest))
  if (pairs.length > most) return void report(node.at, 'optionsMany', String(pairs.length), String(most))
  const drafts = pairs.map(({ id, en }) => readOption(id, en, report))
  const taken = new Set(drafts.flatMap((draft) => draft?.key ?? []))
  const texts = new Map<string, number>()
  const options: Option[] = []
  for (const [index, draft] of drafts.entries()) {
    if (draft === undefined) continue
    const { key: given, ...rest } = draft
    const at = pairs[index]?.id.at ?? node.at
    const plain = rest.text.id.toLowerCase()
    if (texts.has(plain)) report(at, 'optionTwice', rest.text.id)
    texts.set(plain, index)
    if (given !== undefined && options.some(({ key }) => key === given)) report(at, 'nameTwice', given)
    const key = given ?? freeKey(rest.text.id, `o${index + 1}`, taken)
    taken.add(key)
    options.push({ ...rest, key })
  }
  // One that could not be read is a fault by itself, not a number of them.
  return options.length === pairs.length ? options : undefined
}

/** Marks the options that are named as the right ones. */
export function markRight(options: Option[], node: Node, report: Report): Option[] {
  const wanted = new Set<string>()
  for (const item of itemsOf(node, report) ?? []) {
    const word = readLine(item, report)
    const found = word === undefined ? undefined : options.find((option) => isCalled(option, word))
    if (found !== undefined) wanted.add(found.key)
    else if (word !== undefined) report(item.at, 'rightUnknown', word)
  }
  return options.map((option) => (wanted.has(option.key) ? { ...option, isRight: true } : option))
}

type Draft = Omit<Option, 'key'> & { key: string | undefined }

function readOption(id: Node, en: Node | undefined, report: Report): Draft | undefined {
  if (id.kind === 'map' && !isPair(id)) return readNamed(id, report)
  const marks = id.kind === 'text' ? marksOf(id.text) : { text: '' }
  const plain = (node: Node): Node => (node.kind === 'text' ? { ...node, text: marksOf(node.text).text } : node)
  const text = readBilingual(id.kind === 'text' ? plain(id) : id, longest.option, report)
  const english = en === undefined ? undefined : readBilingual(plain(en), longest.option, report)
  if (text === undefined || (en !== undefined && english === undefined)) return undefined
  const { value, isRight } = marks
  return {
    key: undefined,
    text: { ...text, ...(english !== undefined && { en: english.id }) },
    ...(value !== undefined && { value }),
    ...(isRight === true && { isRight }),
  }
}

function readNamed(node: MapNode, report: Report): Draft | undefined {
  const fields = fieldsOf(node, optionNames, report)
  if (fields.text === undefined) return void report(node.at, 'optionEmpty')
  const text = readBilingual(fields.text, longest.option, report)
  const key = fields.key === undefined ? undefined : readLine(fields.key, report)
  if (fields.key !== undefined && key !== undefined && !isOptionKey(key)) report(fields.key.at, 'nameWrong', key)
  const value = fields.value === undefined ? undefined : readNumber(fields.value, report)
  const isRight = fields.right === undefined ? undefined : readYes(fields.right, yesNo, report)
  if (text === undefined) return undefined
  return { key, text, ...(value !== undefined && { value }), ...(isRight === true && { isRight }) }
}

/** Whether it is one text in both languages. */
function isPair({ entries }: MapNode): boolean {
  return entries.every(({ name }) => find(languageNames, name) !== undefined)
}

/** The star of a right one, and the value behind "=", taken off a text. */
function marksOf(written: string): { text: string; value?: number; isRight?: boolean } {
  const starred = /^(.*\S)\s*\*$/s.exec(written.trim())
  const text = starred?.[1] ?? written.trim()
  const [, words, digits] = /^(.*\S)\s*=\s*([-+]?\d+(?:[.,]\d+)?)$/s.exec(text) ?? []
  const value = digits === undefined ? undefined : numberIn(digits)
  return {
    text: value === undefined || words === undefined ? text : words,
    ...(value !== undefined && { value }),
    ...(starred !== null && { isRight: true }),
  }
}
