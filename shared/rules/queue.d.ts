/**
 * The queue of the centre (R9, R10, R155, R174 to R176): who is called next, how long one waits and is served,
 * and how that stands against the limit. Pure functions; the clock is passed in.
 */
export declare const ticketStates: readonly ["waiting", "called", "serving", "served", "no_show", "left"];
export type TicketState = (typeof ticketStates)[number];
/** What can be done with a ticket, by its state; everything else is refused. */
export declare const ticketSteps: {
    readonly call: readonly ["waiting", "no_show"];
    readonly callAgain: readonly ["called"];
    readonly start: readonly ["called"];
    readonly putBack: readonly ["called", "serving", "no_show"];
    readonly noShow: readonly ["called"];
    readonly transfer: readonly ["waiting", "called", "serving"];
    readonly finish: readonly ["serving"];
    readonly takeOut: readonly ["waiting", "called", "no_show"];
};
export type TicketStep = keyof typeof ticketSteps;
export declare const canStep: (step: TicketStep, state: TicketState) => boolean;
/**
 * Whom a centre may call before others. No act of those held here prescribes this list for a career centre: it is
 * the centre's own setting, and a centre chooses from it which reasons it knows.
 */
export declare const priorityReasons: readonly ["disability", "veteran", "pregnant", "small_child", "elderly"];
export type PriorityReason = (typeof priorityReasons)[number];
/** As it is printed, shown and called out: `А-012`. */
export declare const ticketCode: (letter: string, number: number) => string;
/** What decides the order. */
export interface Queued {
    id: number;
    state: TicketState;
    priority: boolean;
    groupId: string;
    /** Only this window calls it; null: any that serves its group. */
    targetWindow: string | null;
    /** The moment of the ticket: what was put back or passed on keeps its place by it. */
    issuedAt: string;
}
/** Priority first, then the oldest ticket. */
export declare const inOrder: <T extends Queued>(tickets: readonly T[]) => T[];
/** Whether a window calls a ticket: its own ones, and those of its groups that no other window was given. */
export declare const isServedAt: (ticket: Pick<Queued, "groupId" | "targetWindow">, window: {
    name: string;
    groups: readonly string[];
}) => boolean;
/** The ticket that a window calls next. */
export declare const nextTicket: <T extends Queued>(tickets: readonly T[], window: {
    name: string;
    groups: readonly string[];
}) => T | undefined;
/** Moments in UTC; seconds of earlier stretches, where a ticket was put back or passed on. */
export interface Timed {
    state: TicketState;
    /** Where the present stretch of waiting began. */
    waitingSince: string;
    waitedSeconds: number;
    /** The last call. */
    calledAt: string | null;
    /** Where the present stretch of serving began; null when nobody is served. */
    servingAt: string | null;
    servedSeconds: number;
}
/** Full seconds; a clock that was set back gives none. */
export declare const secondsBetween: (from: string, to: string) => number;
/** R9: seconds from the ticket to the call, or until now for whoever still waits; being served is no waiting. */
export declare const waitingSeconds: (ticket: Timed, now: string) => number;
/** R10: seconds of serving, or until now for whoever is at the window. */
export declare const servingSeconds: (ticket: Timed, now: string) => number;
export type LimitStanding = 'within' | 'near' | 'over';
/**
 * R9, R10, R155: how a time stands against its limit. `near` from `warnMinutes` before it, `over` at the limit
 * itself; null limit: the act and the centre name none.
 */
export declare function againstLimit(seconds: number, limitMinutes: number | null, warnMinutes: number): LimitStanding;
/** What the centre holds itself to from a day on. Minutes. */
export interface DatedLimits {
    from: string;
    waiting: number;
    /** By code of the service; a service without an entry has no limit. */
    serving: Readonly<Record<string, number>>;
}
/** Minutes that an edition names, at the places it names (R155, R175). */
export interface LawMinutes {
    waiting: readonly {
        place: string;
        minutes: number;
    }[];
    serving: readonly {
        place: string;
        minutes: number;
    }[];
}
/** The centre's limits in force on a day; the earliest ones for a day before all. */
export declare const limitsOn: (limits: readonly DatedLimits[], day: string) => DatedLimits;
/**
 * Limits of a ticket: what the edition in force names for the provider's desk comes first, else the centre's own
 * dated minutes, since the lists in force (214, 84/129) no longer name any (R9, R10). Of several services of a
 * group the shortest serving counts.
 */
export declare function ticketLimits(services: readonly {
    code: string;
    law: LawMinutes | undefined;
}[], limits: DatedLimits): {
    waiting: number;
    serving: number | null;
};
export interface Spread {
    average: number;
    median: number;
    max: number;
}
/** Average, median and longest, in full seconds; null without a value. */
export declare function spread(values: readonly number[]): Spread | null;
