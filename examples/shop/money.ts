/** Amounts of money, in cents. */
export type Currency = "EUR" | "USD";

export interface Money {
    readonly cents: number;
    readonly currency: Currency;
}

export const zero: Money = { cents: 0, currency: "EUR" };

/** Adds two amounts of one currency. */
export function add(a: Money, b: Money): Money {
    if (a.currency !== b.currency) {
        throw new RangeError(`${a.currency} and ${b.currency}`);
    }
    return { cents: a.cents + b.cents, currency: a.currency };
}

function pad(cents: number): string {
    return String(cents % 100).padStart(2, "0");
}

export const format = ({ cents, currency }: Money): string =>
    `${Math.trunc(cents / 100)}.${pad(cents)} ${currency}`;
