import { z } from 'zod'
import { Hidden } from './poll.tsx'
import type { Place } from './showing.ts'
import { placeValues, verbOf, type View } from './view.ts'

const buttonShape = z.union([
  z.string().transform((text) => ({ text, request_contact: undefined, request_location: undefined, style: undefined })),
  z.object({
    text: z.string(),
    request_contact: z.boolean().optional(),
    request_location: z.boolean().optional(),
    style: z.string().optional(),
  }),
])
const keyboardShape = z.object({
  keyboard: z.array(z.array(buttonShape)),
  one_time_keyboard: z.boolean().optional(),
  input_field_placeholder: z.string().optional(),
})
const forceReplyShape = z.object({ force_reply: z.literal(true), input_field_placeholder: z.string().optional() })

interface Props {
  view: View
  place: Place
}

/** What the bot put under the input: buttons that send text, a contact or a location, or a demand to reply. */
export function ReplyKeyboard({ view, place }: Props) {
  const shown = view.world.replyKeyboard(place.chat)
  const forced = forceReplyShape.safeParse(shown)
  if (forced.success)
    return (
      <span hidden data-placeholder={forced.data.input_field_placeholder} data-force-reply={askedBy(view, place)} />
    )
  const parsed = keyboardShape.safeParse(shown)
  if (!parsed.success) return <></>
  const { keyboard, one_time_keyboard: isOnce, input_field_placeholder: placeholder } = parsed.data
  return (
    <div
      class="reply-keyboard"
      role="group"
      aria-label={view.words.keyboard}
      data-placeholder={placeholder}
      data-once={isOnce === true ? 'true' : undefined}
    >
      {keyboard.map((row) => (
        <div class="row">
          {row.map((button) => (
            <form
              hx-post={verbOf(
                place.person,
                button.request_contact === true ? 'contact' : button.request_location === true ? 'location' : 'say',
              )}
              hx-swap="none"
              hx-sync="this:queue all"
            >
              <Hidden values={{ ...placeValues(place), text: button.text }} />
              <button class={button.style === undefined ? 'key' : `key ${button.style}`}>{button.text}</button>
            </form>
          ))}
        </div>
      ))}
    </div>
  )
}

function askedBy(view: View, place: Place): number | undefined {
  return view.world.messages(place.chat).findLast((kept) => kept.fromBot && !kept.deleted)?.message.message_id
}
