/** The name of deep links to policies. */
export const policyStart = 'policy'

/** A link to a policy, or to a paragraph of it in whatever version holds. */
export function linkOf(botName: string, policyId: bigint, identity?: number): string {
  const place = identity === undefined ? '' : `-${identity}`
  return `https://t.me/${botName}?start=${policyStart}-${policyId}${place}`
}

/** The policy and the paragraph that a deep link names; undefined: it names none. */
export function readLink(argument: string): { policy: bigint; identity: number | null } | undefined {
  const [, policy, identity] = /^(\d{1,18})(?:-(\d{1,7}))?$/.exec(argument) ?? []
  if (policy === undefined) return undefined
  return { policy: BigInt(policy), identity: identity === undefined ? null : Number(identity) }
}
