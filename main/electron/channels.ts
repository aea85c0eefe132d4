/** The channels between the desk and its window. The preload script is built alone and holds a copy. */
export const callChannel = 'call'
export const eventChannel = 'event'
export const printersChannel = 'printers'
export const printChannel = 'print'
export const printTicketChannel = 'print-ticket'
export const displayChannel = 'display'
