import { isRecord } from "@jobstatus/specs/json-record.ts";
import { type ProviderName, providerNames } from "../provider-name.ts";
import type { CaseSetting } from "../suite/client-under-test.ts";
import { type Feature, type PlannedCall, features } from "../suite/suite-case.ts";

/** The version of the protocol. */
export const PROTOCOL = 1;

/** The runner begins. */
export interface StartMessage {
  readonly type: "start";
  readonly protocol: typeof PROTOCOL;
}

/** The adapter is ready, and says what it can do. */
export interface StartedMessage {
  readonly type: "started";
  readonly name: string;
  readonly features: readonly Feature[];
  /** Default: all. */
  readonly providers?: readonly ProviderName[];
  /** How many cases it plays at once. Default: 1. */
  readonly parallel?: number;
}

/** One case for the adapter. It makes the calls, and reports an outcome for each. */
export interface CaseMessage extends Omit<CaseSetting, "fetch" | "clock" | "timeFactor"> {
  readonly type: "case";
  readonly id: string;
  /** The job's id. Absent where the calls name the job by what started it. */
  readonly job?: string;
  /** How many milliseconds of the case pass in one millisecond: every sleep of the client is divided by this. */
  readonly timeFactor: number;
  /** The case's time at its beginning, in milliseconds since 1970. */
  readonly startMs: number;
  readonly calls: readonly PlannedCall[];
}

/** The runner has no more cases. */
export interface StopMessage {
  readonly type: "stop";
}

/** What came out of a call: a status, an error, or `done` for a logout that went well. */
export interface OutcomeMessage {
  readonly type: "outcome";
  readonly case: string;
  /** The call's place in the case, from 0. */
  readonly call: number;
  readonly status?: Readonly<Record<string, unknown>>;
  readonly error?: Readonly<Record<string, unknown>>;
  readonly done?: true;
  /** All else that a log could show of it, for the search for secrets. */
  readonly text?: string;
}

/** What the runner sends. */
export type RunnerMessage = StartMessage | CaseMessage | StopMessage;

/** What an adapter sends: one line for each message. */
export type AdapterMessage = StartedMessage | OutcomeMessage;

/**
 * Reads a line of an adapter.
 *
 * @throws Error - the line isn't a message of the protocol.
 */
export function parseAdapterMessage(line: string): AdapterMessage {
  const message = parseLine(line);
  if (isStarted(message) || isOutcome(message)) return message;
  throw new Error(`the adapter wrote a line that isn't a message: ${line.slice(0, 200)}`);
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`the adapter wrote a line that isn't JSON: ${line.slice(0, 200)}`, { cause });
  }
}

function isStarted(message: unknown): message is StartedMessage {
  if (!isRecord(message) || message["type"] !== "started" || typeof message["name"] !== "string") return false;
  const { providers = [], features: claimed, parallel = 1 } = message;
  return (
    Array.isArray(claimed) &&
    claimed.every((feature) => features.some((known) => known === feature)) &&
    Array.isArray(providers) &&
    providers.every((provider) => providerNames.some((known) => known === provider)) &&
    typeof parallel === "number" &&
    parallel >= 1
  );
}

function isOutcome(message: unknown): message is OutcomeMessage {
  if (!isRecord(message) || message["type"] !== "outcome") return false;
  const outcomes = [isRecord(message["status"]), isRecord(message["error"]), message["done"] === true];
  return (
    typeof message["case"] === "string" && typeof message["call"] === "number" && outcomes.filter(Boolean).length === 1
  );
}
