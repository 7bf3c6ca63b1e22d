import type { Feature } from '../../../platform/feature.ts'
import { onAdmit, onBoard, onDoor, onKey, onRoll, onTick, trainerLink } from './boards.ts'
import { certifying, certifyingAll, onCertify, onCertifyAll } from './certificates.ts'
import { attendees, participants } from './groups.ts'
import { onPeople, onPerson } from './people.ts'
import { attendanceLink, coding, onCode, onRenew } from './showing.ts'

/** Who is there: by the code on the trainer's phone, or by the list; and what they get for it. */
export const attending = {
  buttons: [
    onDoor,
    onKey,
    onBoard,
    onRoll,
    onTick,
    onAdmit,
    onCode,
    onRenew,
    onPeople,
    onPerson,
    onCertify,
    onCertifyAll,
  ],
  dialogs: [certifying, certifyingAll],
  tasks: [coding],
  starts: [trainerLink, attendanceLink],
  groups: [participants, attendees],
} satisfies Partial<Feature>
