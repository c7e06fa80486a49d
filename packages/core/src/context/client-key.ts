import type { Server } from "./server.ts";
import type { ClientOptions, FormatOption } from "./client-options.ts";
import { WATCH_DEFAULT_CHECKS } from "./watch-defaults.ts";

const numberOf = new WeakMap<object, number>();
let count = 0;

/** Options that change no request: clients that use the machine's clock have the same one, and each wait has its own defaults. */
const IRRELEVANT = new Set([
  "clock",
  "gate",
  "maxConcurrentRequests",
  "requireSuccess",
  ...Object.keys(WATCH_DEFAULT_CHECKS),
]);

/** A text that is the same for clients whose requests are the same: equal values, and the very same functions. */
export function clientKey(provider: string, server: Server, options: ClientOptions<unknown> & FormatOption): string {
  const relevant = Object.fromEntries(Object.entries(options).filter(([name]) => !IRRELEVANT.has(name)));
  return JSON.stringify([provider, server, relevant], (_, value: unknown) => {
    if (typeof value === "bigint") return `${value}n`;
    return typeof value === "function" ? `function ${numberFrom(value)}` : value;
  });
}

function numberFrom(value: object): number {
  const number = numberOf.get(value) ?? (count += 1);
  numberOf.set(value, number);
  return number;
}
