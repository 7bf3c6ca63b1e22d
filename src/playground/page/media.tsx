import type { Message } from '@grammyjs/types'
import { Poll } from './poll.tsx'
import type { Place } from './showing.ts'
import { fill, type Words } from './texts.ts'
import { initialsOf, tintOf, type View } from './view.ts'

interface Props {
  view: View
  place: Place
  message: Message
}

/** Whatever a message carries beside its text. */
export function Media({ view, place, message }: Props) {
  const { words } = view
  if (message.photo) return <Photo message={message} words={words} />
  if (message.poll) return <Poll view={view} place={place} messageId={message.message_id} poll={message.poll} />
  if (message.video)
    return <video class="picture" controls preload="metadata" src={fileAddress(message.video.file_id)} />
  if (message.animation)
    return <video class="picture" controls loop muted src={fileAddress(message.animation.file_id)} />
  if (message.voice) return <audio controls preload="none" src={fileAddress(message.voice.file_id)} />
  if (message.audio) return <audio controls preload="none" src={fileAddress(message.audio.file_id)} />
  if (message.document) return <Document document={message.document} words={words} />
  if (message.contact) return <Contact contact={message.contact} words={words} />
  const location = message.venue?.location ?? message.location
  if (location) return <Location location={location} venue={message.venue} words={words} />
  if (message.sticker) return <span class="big">{message.sticker.emoji ?? words.sticker}</span>
  if (message.dice)
    return (
      <span class="big">
        {message.dice.emoji} {message.dice.value}
      </span>
    )
  if (message.text === undefined) return <span class="faint">{words.unsupported}</span>
  return <></>
}

/** A picture that opens in full when pressed. */
function Photo({ message, words }: { message: Message; words: Words }) {
  const largest = message.photo?.toSorted((one, other) => other.width - one.width)[0]
  if (!largest) return <></>
  const name = message.caption ?? words.photo
  return (
    <a class="photo" href={fileAddress(largest.file_id)} target="_blank" data-picture>
      <img
        src={fileAddress(largest.file_id)}
        width={largest.width}
        height={largest.height}
        alt={name}
        loading="lazy"
        decoding="async"
      />
    </a>
  )
}

/** A file with its name and size, to open or save. */
function Document({ document, words }: { document: NonNullable<Message['document']>; words: Words }) {
  const name = document.file_name ?? words.document
  const kind = /\.([a-z0-9]{1,4})$/i.exec(name)?.[1]?.toUpperCase() ?? ''
  return (
    <a
      class="file"
      href={fileAddress(document.file_id)}
      target="_blank"
      download={name}
      aria-label={fill(words.download, { name })}
    >
      <span class="file-kind" aria-hidden="true">
        {kind}
      </span>
      <span class="file-words">
        <span class="file-name">{name}</span>
        <span class="faint">{sizeOf(document.file_size)}</span>
      </span>
    </a>
  )
}

/** Bytes in people's units, such as "1,4 MB". */
function sizeOf(bytes: number | undefined): string {
  if (bytes === undefined) return ''
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1).replace('.', ',')} KB`
  return `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB`
}

function Contact({ contact, words }: { contact: NonNullable<Message['contact']>; words: Words }) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(' ')
  return (
    <span class="file" role="group" aria-label={`${words.contact}: ${name}`}>
      <span class={`avatar ${tintOf(contact.user_id ?? 0)}`} aria-hidden="true">
        {initialsOf(name)}
      </span>
      <span class="file-words">
        <span class="file-name">{name}</span>
        <span class="faint">+{contact.phone_number.replace(/^\+/, '')}</span>
      </span>
    </span>
  )
}

function Location(props: { location: NonNullable<Message['location']>; venue: Message['venue']; words: Words }) {
  const { latitude, longitude } = props.location
  const point = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
  return (
    <span class="place">
      <span class="map" aria-hidden="true">
        <span class="pin">📍</span>
      </span>
      <span class="file-words">
        <span class="file-name">{props.venue?.title ?? props.words.location}</span>
        {props.venue && <span class="faint">{props.venue.address}</span>}
        <span class="faint">{point}</span>
        <a
          href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`}
          target="_blank"
          rel="noopener noreferrer"
        >
          {props.words.openMap}
        </a>
      </span>
    </span>
  )
}

function fileAddress(fileId: string): string {
  return `/playground/files/${encodeURIComponent(fileId)}`
}
