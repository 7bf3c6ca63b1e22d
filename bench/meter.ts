// Loaded before what is measured: tells how much processor time its process has used, in milliseconds.
import { listen } from './line.ts'

listen({
  processor() {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
})
