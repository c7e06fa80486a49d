import { inspect } from "node:util";
import { isRecord } from "@jobstatus/specs/json-record.ts";
import type { Outcome } from "./trace.ts";

/** What a client reported of a call that gave a status. */
export function outcomeFromStatus(status: unknown, atMs: number): Outcome {
  return { atMs, status: isRecord(status) ? status : { state: status }, text: textOf(status) };
}

/** What a client reported of a call that ended well and gives nothing. */
export function outcomeOfEnd(atMs: number): Outcome {
  return { atMs, text: "" };
}

/** What a client reported of a call that failed; `code` is absent where the error has none. */
export function outcomeFromError(error: unknown, atMs: number): Outcome {
  const { code, message, lastStatus } = isRecord(error)
    ? error
    : { code: undefined, message: error, lastStatus: undefined };
  return { atMs, error: { code, message, ...(lastStatus !== undefined && { lastStatus }) }, text: textOf(error) };
}

/** All that a log could show of a value: what is inspected, and what is written as JSON. */
function textOf(value: unknown): string {
  return `${inspect(value, { depth: Infinity, showHidden: true })} ${JSON.stringify(value)}`;
}
