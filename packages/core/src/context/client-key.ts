import type { Server } from "./server.ts";
import type { ClientOptions, FormatOption } from "./client-options.ts";

const numberOf = new WeakMap<object, number>();
let count = 0;

/** A text that is the same for clients whose requests are the same: equal values, and the very same functions. */
export function clientKey(provider: string, server: Server, options: ClientOptions<unknown> & FormatOption): string {
  // Each client that uses the machine's clock has the same one.
  const { clock: _clock, ...rest } = options;
  return JSON.stringify([provider, server, rest], (_, value: unknown) => {
    if (typeof value === "bigint") return `${value}n`;
    return typeof value === "function" ? `function ${numberFrom(value)}` : value;
  });
}

function numberFrom(value: object): number {
  const number = numberOf.get(value) ?? (count += 1);
  numberOf.set(value, number);
  return number;
}
