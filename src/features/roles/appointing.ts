import { z } from 'zod'
import type { RoleName } from '../../generated/prisma/client.ts'
import { dialog } from '../../platform/dialog/dialog.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { listUnits, unitLabel, unitNamed } from '../../shared/units/units.ts'
import { quietOf } from '../../shared/people/quiet.ts'
import { give, revoke } from './actions.ts'
import { findTarget, Ref } from './targets.ts'
import type { Target } from './targets.ts'
import { changeOptions, confirmText, doneText, noticeText, targetText } from './views.ts'
import type { Change } from './views.ts'

const names = z.enum(['head', 'planner', 'admin'])

/** Gives somebody a role or takes one back. */
export const appointing = dialog({
  name: 'roles.appointing',
  title: 'roles:appointing',
  right: 'admin',
  brief: true,
  opening: z.object({ target: Ref }),
  // A change is a role's name, or "r" and the number of the role that is revoked.
  answers: z.object({ change: z.string(), unit: z.string(), sure: z.boolean() }),
  steps: [
    {
      key: 'change',
      ask: async (turn, _sofar, { target }) => targetText(turn, await findTarget(turn.db, target)),
      options: async (turn, _sofar, { target }) => changeOptions(turn, await findTarget(turn.db, target)),
    },
    {
      key: 'unit',
      when: ({ change }) => change === 'head',
      ask: (turn) => turn.t('roles:askUnit'),
      options: async (turn) =>
        (await listUnits(turn.db)).map((unit) => [
          { id: String(unit.id), label: unitLabel(unit), value: String(unit.id) },
        ]),
      async read(turn, { text = '' }) {
        const unit = unitNamed(await listUnits(turn.db), text)
        if (unit === undefined) throw new Refusal('roles:unitUnknown')
        return String(unit.id)
      },
    },
    {
      key: 'sure',
      async ask(turn, sofar, opening) {
        const target = await findTarget(turn.db, opening.target)
        return confirmText(turn, target, await changeOf(turn, target, sofar))
      },
      options: (turn) => [
        [
          { id: 'yes', label: turn.label('roles:yes'), value: true },
          { id: 'no', label: turn.label('roles:no'), value: false },
        ],
      ],
    },
  ],
  async done(turn, answers, { target: ref }) {
    if (answers.sure !== true) return turn.replace({ text: turn.t('roles:unchanged') })
    const { db, now, settings } = turn
    const by = turn.who.telegramId
    const change = await changeOf(turn, await findTarget(db, ref), answers)
    const target =
      change.revoked === undefined
        ? await give(db, { by, to: ref, name: change.name, unitId: change.unitId }, now)
        : (await revoke(db, { by, from: ref, roleId: change.revoked, adminIds: settings.adminIds }, now)).target
    await tell(turn, target, change)
    turn.replace({ text: doneText(turn, target, change) })
    // They may have changed their own.
    await turn.meet()
  },
})

/** What was chosen, in full; refused when the role or the unit is no longer there. */
async function changeOf(
  turn: Turn,
  target: Target,
  { change, unit }: { change?: string; unit?: string },
): Promise<Change> {
  const name: RoleName | undefined = names.safeParse(change).data
  if (name === undefined) {
    const role = target.roles.find(({ id }) => `r${id}` === change)
    if (role === undefined) throw new Refusal('roles:notHeld')
    return { name: role.name, unitId: role.unitId, unit: role.unit, revoked: role.id }
  }
  if (name !== 'head') return { name, unitId: null, unit: undefined, revoked: undefined }
  const found = await turn.db.unit.findUnique({ where: { id: BigInt(unit ?? 0) }, select: { id: true, name: true } })
  if (found === null) throw new Refusal('roles:unitUnknown')
  return { name, unitId: found.id, unit: found.name, revoked: undefined }
}

/** Says it to whom it is about, in their language, if they have joined. */
async function tell(turn: Turn, { telegramId, language }: Target, change: Change) {
  if (telegramId === null || language === undefined || telegramId === turn.who.telegramId) return
  const text = noticeText(turn.voiceIn(language), change)
  const quiet = await quietOf(turn.db, telegramId, turn.settings)
  await turn.post({
    lane: 'notice',
    chatId: telegramId,
    method: 'sendMessage',
    payload: parameters({ text }),
    quiet,
  })
}
