import type { Forum } from '../../../generated/prisma/client.ts'

/** Where a forum's page for the hall is, below Rembuk's own address. */
export const pagePath = ({ code }: Pick<Forum, 'code'>) => `/forum/${code}/live`
