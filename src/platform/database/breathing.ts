import { setImmediate as breath } from 'node:timers/promises'
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQueryable,
} from '@prisma/driver-adapter-utils'

/**
 * An adapter that lets timers and the network have their turn after each statement. The embedded engine computes in this
 * thread and resolves its promises without leaving it: with a queue of transactions, nothing else would happen until the
 * last one is done, which with sixty people at once takes seconds.
 */
export function breathing(factory: SqlMigrationAwareDriverAdapterFactory): SqlMigrationAwareDriverAdapterFactory {
  const connect = factory.connect.bind(factory)
  return Object.assign(factory, { connect: async () => slowly(await connect()) })
}

function slowly(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const startTransaction = adapter.startTransaction.bind(adapter)
  return Object.assign(resting(adapter), {
    startTransaction: async (...level: Parameters<typeof startTransaction>) =>
      resting(await startTransaction(...level)),
  })
}

function resting<Queryable extends SqlQueryable>(queryable: Queryable): Queryable {
  const [query, execute] = [queryable.queryRaw.bind(queryable), queryable.executeRaw.bind(queryable)]
  return Object.assign(queryable, {
    queryRaw: (...given: Parameters<typeof query>) => query(...given).finally(breath),
    executeRaw: (...given: Parameters<typeof execute>) => execute(...given).finally(breath),
  })
}
