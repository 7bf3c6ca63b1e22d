/** Letters from which on a text that is found in another was copied rather than said again by chance. */
const telling = 20

/** Words that begin a reason, in both languages. */
const reasons =
  /(?:^|[^\p{L}])(?:karena|sebab|lantaran|mengingat|agar|supaya|because|since|due to|owing to|so that)(?:$|[^\p{L}])/iu

/** Whether a sentence says why. */
export function givesReason(sentence: string): boolean {
  return reasons.test(sentence)
}

/** Whether a sentence is what somebody wrote, or holds all of it: what is public is in a planner's words. */
export function repeats(sentence: string, said: string): boolean {
  const [own, theirs] = [bare(sentence), bare(said)]
  if (theirs === '') return false
  return own === theirs || (theirs.length >= telling && own.includes(theirs))
}

/** The words alone. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
