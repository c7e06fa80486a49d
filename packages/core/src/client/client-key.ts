import type { ClientOptions } from "./client-options.ts";

const numberOf = new WeakMap<object, number>();
let count = 0;

/** A text that is the same for clients whose requests are the same: equal values, and the very same functions. */
export function clientKey({ credentials, headers, fetch, random, onEvent }: ClientOptions<unknown>): string {
  return JSON.stringify([credentials, headers, fetch, random, onEvent], (_, value: unknown) => {
    if (typeof value === "bigint") return `${value}n`;
    return typeof value === "function" ? `function ${numberFrom(value)}` : value;
  });
}

function numberFrom(value: object): number {
  const number = numberOf.get(value) ?? (count += 1);
  numberOf.set(value, number);
  return number;
}
