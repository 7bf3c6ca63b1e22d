// Loaded before what is measured: tells how much processor time its process has used, in milliseconds, and how much memory
// it holds, in MB.
import { listen } from './line.ts'

listen({
  processor() {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
  memory: () => process.memoryUsage.rss() / 1_048_576,
})
