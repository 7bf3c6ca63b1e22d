// The peer: a minimal bot with telegraf, broadcasting by the same loop.
import { setTimeout as pause } from 'node:timers/promises'
import { Telegraf, TelegramError } from 'telegraf'
import { z } from 'zod'
import { listen } from './line.ts'
import { announcement, commands, menu, token } from './scene.ts'

const bot = new Telegraf(token, { telegram: { apiRoot: process.env['API_ROOT'] ?? '' } })

async function retrying<T>(send: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await send()
    } catch (error) {
      const wait = error instanceof TelegramError ? error.parameters?.retry_after : undefined
      if (wait === undefined) throw error
      await pause(wait * 1000)
    }
}

bot.command(
  commands.map((command) => command.slice(1)),
  (context) => retrying(() => context.reply(menu)),
)

listen({
  async announce(given) {
    const { people, inFlight } = z.object({ people: z.array(z.number()), inFlight: z.number() }).parse(given)
    const left = people.values()
    const loop = async () => {
      for (const person of left) await retrying(() => bot.telegram.sendMessage(person, announcement))
    }
    await Promise.all(Array.from({ length: inFlight }, loop))
  },
})
await bot.launch(() => process.stdout.write('ready\n'))
