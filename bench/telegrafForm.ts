// The peer: a bare bot with telegraf that asks a form and writes each answer with Prisma as it comes; nothing else is stored.
import { Markup, Telegraf } from 'telegraf'
import { z } from 'zod'
import { openDatabase } from '../src/platform/database/database.ts'
import { openLog } from '../src/platform/log.ts'
import { choices, questions } from './form.ts'
import { listen } from './line.ts'
import { token } from './scene.ts'

const { DATABASE_URL, DATA_DIR = '', API_ROOT = '' } = process.env
const database = await openDatabase({ url: DATABASE_URL || undefined, folder: DATA_DIR, log: openLog('silent') })
const db = database.client
const bot = new Telegraf(token, { telegram: { apiRoot: API_ROOT } })

const people = await db.person.findMany({ select: { id: true, telegramId: true } })
const idOf = new Map(people.map(({ id, telegramId }) => [Number(telegramId), id]))
const questionnaire = await db.questionnaire.create({ data: { use: 'checkin', createdAt: new Date() } })
const { id: versionId } = await db.questionnaireVersion.create({
  data: { questionnaireId: questionnaire.id, number: 1, definition: {}, createdAt: new Date() },
})

const textOf = (n: number) => `Pertanyaan ${n + 1}/${questions.length}\n\n${questions[n]?.text.id ?? ''}`
const keyboardOf = (n: number) =>
  Markup.inlineKeyboard((choices[n] ?? []).map(({ label }, at) => Markup.button.callback(label, `form|${n}|${at}`)))

bot.action(/^form\|(\d+)\|(\d+)$/, async (context) => {
  const [n, at] = [Number(context.match[1]), Number(context.match[2])]
  const [question, choice] = [questions[n], choices[n]?.[at]]
  const personId = idOf.get(context.from.id)
  if (question === undefined || choice === undefined || personId === undefined) return
  await db.questionTry.create({
    data: { versionId, key: question.key, personId, answer: choice.value, isRight: true, triedAt: new Date() },
  })
  if (n + 1 < questions.length) await context.editMessageText(textOf(n + 1), keyboardOf(n + 1))
  else await context.editMessageText('Terima kasih. Jawaban Anda sudah diterima.')
  await context.answerCbQuery()
})

listen({
  async announce(given) {
    const asked = z.object({ people: z.array(z.number()), inFlight: z.number() }).parse(given)
    const left = asked.people.values()
    const loop = async () => {
      for (const person of left) await bot.telegram.sendMessage(person, textOf(0), keyboardOf(0))
    }
    await Promise.all(Array.from({ length: asked.inFlight }, loop))
  },
})
await bot.launch(() => process.stdout.write('ready\n'))
