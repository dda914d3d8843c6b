import type { Currency, Money } from "./money";
import { add, format, zero as nothing } from "./money";
import * as events from "node:events";
import path, { join } from "node:path";

export interface Item {
    name: string;
    price: Money;
}

// The name `join` is also a method here, which uses no import.
export class Cart extends events.EventEmitter {
    #items: Item[] = [];

    put(...items: Item[]): this {
        this.#items.push(...items);
        this.emit("put", items);
        return this;
    }

    get total(): Money {
        return this.#items.map(({ price }) => price).reduce(add, nothing);
    }

    join(separator = ", "): string {
        return this.#items.map((item) => item.name).join(separator);
    }
}

export default function receipt(cart: Cart): string {
    return `${cart.join()}: ${format(cart.total)}`;
}

export abstract class Discount {
    abstract apply(price: Money): Money;
}

export enum State { Open, Paid }
export { add as sum };
