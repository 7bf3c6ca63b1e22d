import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { keepButton, queueButton, templateButton, templatesButton } from './buttons.ts'
import { dropTemplate, keepTemplate, listTemplates, longestTitle, templateOf } from './templates.ts'

const perPage = 8

/** The words of a template, where they are not those of an answer, and its title. */
export const templating = dialog({
  name: 'desk.templating',
  title: 'suggestions:deskTemplating',
  right: 'planner',
  apart: true,
  // 0: the words are still to be written.
  opening: z.object({ event: z.string() }),
  answers: z.object({ title: z.string(), text: z.string() }),
  steps: [
    {
      key: 'title',
      ask: (turn) => turn.t('suggestions:deskAskTitle', { most: longestTitle }),
      read: words(2, longestTitle),
    },
    {
      key: 'text',
      async ask(turn, _, { event }) {
        const said = await saidIn(turn, BigInt(event))
        return said === null
          ? turn.t('suggestions:deskAskTemplate')
          : turn.t('suggestions:deskAskTemplateOf', { text: said })
      },
      async options(turn, _, { event }) {
        const said = await saidIn(turn, BigInt(event))
        return said === null ? [] : [[{ id: 'asis', label: turn.label('suggestions:deskAsIs'), value: said }]]
      },
      read: words(1, 2000),
    },
  ],
  async done(turn, { title, text }) {
    if (title === undefined || text === undefined) throw new Refusal('platform:dialogGone')
    await keepTemplate(turn.db, { title, text }, turn.who.telegramId, turn.now)
    turn.answer({
      text: turn.t('suggestions:deskTemplateKept', { title }),
      buttons: [[templatesButton.with(turn.label('suggestions:deskTemplates'), { page: 0 })]],
    })
  },
})

/** "Simpan sebagai templat", and a new one. */
export const onKeep: Press = press(keepButton, 'planner', (turn, { event }) =>
  turn.open(templating, { event: String(event) }),
)

/** The list of templates. */
export const onTemplates: Press = press(templatesButton, 'planner', (turn, { page }) => showTemplates(turn, page))

/** One template, or its end. */
export const onTemplate: Press = press(templateButton, 'planner', async (turn, { template: id, deed }) => {
  if (deed === 'drop') {
    await dropTemplate(turn.db, id, turn.who.telegramId, turn.now)
    return showTemplates(turn, 0)
  }
  const { title, text } = await templateOf(turn.db, id)
  turn.replace({
    text: turn.t('suggestions:deskTemplateText', { title, text }),
    buttons: [
      [templateButton.with(turn.label('suggestions:deskDropTemplate'), { template: id, deed: 'drop' })],
      [templatesButton.with(turn.label('platform:back'), { page: 0 })],
    ],
  })
})

async function showTemplates(turn: Turn, wanted: number) {
  const templates = await listTemplates(turn.db)
  const pages = Math.max(1, Math.ceil(templates.length / perPage))
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) => templatesButton.with(label, { page: to }))
  turn.replace({
    text: turn.t('suggestions:deskTemplateList', { count: templates.length }),
    buttons: [
      ...templates
        .slice(page * perPage, (page + 1) * perPage)
        .map(({ id: template, title }) => [templateButton.with(title, { template, deed: 'show' })]),
      ...turning,
      [keepButton.with(turn.label('suggestions:deskNewTemplate'), { event: 0n })],
      [queueButton.with(turn.label('suggestions:deskToQueue'), { filter: 'all', unit: 0n, page: 0 })],
    ],
  })
}

/** What was answered; null: nothing that could be a template. */
async function saidIn(turn: Turn, id: bigint): Promise<string | null> {
  if (id === 0n) return null
  const event = await turn.db.ticketEvent.findFirst({ where: { id, kind: 'answered' }, select: { text: true } })
  return event?.text ?? null
}
