import { leaf } from '../../platform/dialog/pages.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import { draftButton, placeButton, placesButton } from './draftViews.ts'
import type { ReadyDraft } from './drafts.ts'
import { cardButton } from '../../shared/policies/buttons.ts'
import { cut } from '../../shared/policies/places.ts'
import type { Edition } from '../../shared/policies/versions.ts'

const perPage = 8

/** The policies of which a draft may be the next version, and that it is a new one. */
export function placesView(turn: Turn, { id }: ReadyDraft, editions: Edition[], wanted: number): View {
  const open = editions.filter(({ policy }) => policy.withdrawnAt === null)
  const pages = Math.max(1, Math.ceil(open.length / perPage))
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) => placesButton.with(label, { id, page: to }))
  const place = ({ policyId, title, number }: Edition) =>
    placeButton.with(turn.label('policies:placeVersion', { title: cut(title, 40), number: number + 1 }), {
      id,
      policy: policyId,
    })
  const buttons = [
    [placeButton.with(turn.label('policies:placeNew'), { id, policy: 0n })],
    ...open.slice(page * perPage, (page + 1) * perPage).map((one) => [place(one)]),
    ...turning,
    [draftButton.with(turn.label('platform:back'), { id, page: 0 })],
  ]
  return { text: turn.t('policies:askPlace'), buttons }
}

/** A draft is a version by now; how many are told. */
export function publishedView(turn: Turn, { policyId, title, number }: Edition, told: number): View {
  return {
    text: turn.t('policies:published', { title, number, count: told }),
    buttons: [[cardButton.with(turn.label('policies:openCard'), { policy: policyId })]],
  }
}
