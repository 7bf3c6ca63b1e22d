/** Words that hurt, wherever they stand. */
const hurtful = new Set(
  `bangsat bajingan brengsek kampret kontol kntl memek mmk ngentot ngentod entot jancok jancuk dancok asu goblok goblog tolol bego
  dungu idiot keparat taik tai perek pelacur lonte lonthe sundal pecun bencong pukimak puki kimak pantek pepek jembut colmek
  bacot kunyuk cukimai cukimay bangke anjir anjrit anjay anjeng bgst bngst gblk
  fuck fucking fucker fucked motherfucker shit bullshit bitch asshole bastard cunt whore slut retard faggot nigger wanker`
    .split(/\s+/)
    .map(single),
)
/** Animals, which only hurt who is called so: there are complaints about stray dogs. */
const animals = new Set(['anjing', 'babi', 'monyet', 'kera'])
const before = new Set(['dasar', 'kau', 'kamu', 'lu', 'lo', 'loe', 'kalian', 'you'])
const after = new Set(['lu', 'lo', 'loe', 'kau', 'kamu', 'kalian', 'semua', 'lah', 'banget'])
/** What is written for a letter so that nobody finds it. */
const disguises: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const suffix = /(?:nya|mu|lah|ku|kau|ing|s)$/

/** Whether a text holds words that may hurt somebody, also in disguise; it only marks, for it cannot tell what is quoted. */
export function isHurtful(text: string): boolean {
  const words = wordsOf(text)
  return words.some((word, index) => {
    if (hurtful.has(word) || hurtful.has(word.replace(suffix, ''))) return true
    if (!animals.has(word.replace(/(?:lah|nya)$/, ''))) return false
    return before.has(words[index - 1] ?? '') || after.has(words[index + 1] ?? '') || words.length === 1
  })
}

/** The words of a text as they are meant: "4njiiing" and "a n j i n g" are the same. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const bare = plain
    // A number stays one; an exclamation mark at the end of a word, too.
    .replaceAll(/[\p{L}\d@$!]+/gu, (word) => (/\p{L}/u.test(word) ? undisguise(word.replace(/!+$/, '')) : ' '))
    .replaceAll(/(?<!\p{L})\p{L}(?:[\s.*_-]+\p{L}){2,}(?!\p{L})/gu, (spelt) => spelt.replaceAll(/[^\p{L}]/gu, ''))
  return bare.split(/[^\p{L}]+/u).flatMap((word) => (word === '' ? [] : [single(word)]))
}

const undisguise = (word: string) => word.replaceAll(/[\d@$!]/g, (sign) => disguises[sign] ?? sign)

/** With one letter in the place of several the same: nobody knows how many there will be. */
function single(word: string): string {
  return word.replaceAll(/(\p{L})\1+/gu, '$1')
}
