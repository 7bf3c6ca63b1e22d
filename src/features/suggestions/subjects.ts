/** The subject of the messages by which officers hear of a ticket: what they quote goes when its author erases themselves. */
export const ticketSubjectOf = (ticketId: bigint) => `ticket:${ticketId}`
