// The peer: a minimal bot with grammY, broadcasting by the loop of grammY's guide ("Scaling Up IV: Flood Limits").
import { setTimeout as pause } from 'node:timers/promises'
import { Bot } from 'grammy'
import { z } from 'zod'
import { listen } from './line.ts'
import { announcement, commands, menu, token } from './scene.ts'

const bot = new Bot(token, { client: { apiRoot: process.env['API_ROOT'] ?? '' } })

// What the auto-retry plugin, which the guide relies on, does with a 429.
bot.api.config.use(async (call, method, payload, signal) => {
  for (;;) {
    const reply = await call(method, payload, signal)
    const wait = reply.ok ? undefined : reply.parameters?.retry_after
    if (wait === undefined) return reply
    await pause(wait * 1000)
  }
})
bot.command(
  commands.map((command) => command.slice(1)),
  (context) => context.reply(menu),
)

listen({
  async announce(given) {
    const { people, inFlight } = z.object({ people: z.array(z.number()), inFlight: z.number() }).parse(given)
    const left = people.values()
    const loop = async () => {
      for (const person of left) await bot.api.sendMessage(person, announcement)
    }
    await Promise.all(Array.from({ length: inFlight }, loop))
  },
})
await bot.start({ onStart: () => void process.stdout.write('ready\n') })
