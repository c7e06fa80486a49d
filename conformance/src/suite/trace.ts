import type { CaseRequest, Operation } from "./suite-case.ts";

/** One request and what became of it. Moments are milliseconds from the beginning of the case. */
export interface Exchange {
  readonly sentMs: number;
  readonly request: CaseRequest;
  readonly operation: Operation;
  /** The session that was granted last when it was sent, or that the caller brought along. */
  readonly session: string | undefined;
  /** Whether it went to another origin than the provider's. */
  readonly foreign: boolean;
  /** The HTTP status of its response, or its fault. */
  response: string;
  /** When its response was through, or it was given up. */
  endedMs?: number;
  givenUp?: true;
}

/** What a client reported of a call: a status, an error, or neither where it only came to its end. */
export interface Outcome {
  readonly atMs: number;
  readonly status?: Readonly<Record<string, unknown>>;
  readonly error?: Readonly<Record<string, unknown>>;
  /** All that can be seen of it, for the search for secrets. */
  readonly text: string;
}

/** What happened in a case. */
export interface Trace {
  readonly exchanges: readonly Exchange[];
  /** For each call; undefined where none came. */
  readonly outcomes: readonly (Outcome | undefined)[];
  /** What went wrong around the case: the client crashed, did not respond. */
  readonly trouble?: string;
}

/** The trace in lines, for a reader. */
export function linesFromTrace({ exchanges, outcomes, trouble }: Trace): string[] {
  const moment = (ms: number | undefined) => (ms === undefined ? "      -" : `${(ms / 1000).toFixed(3).padStart(9)} s`);
  const rows = [
    ...exchanges.map(({ sentMs, request, foreign, response, endedMs, givenUp }) => ({
      atMs: sentMs,
      text: `${foreign ? "ANOTHER ORIGIN " : ""}${request.method} ${request.path} -> ${response}${givenUp ? ", given up" : ""}${
        endedMs === undefined ? ", never ended" : ` at ${moment(endedMs).trim()}`
      }`,
    })),
    ...outcomes.flatMap((outcome, place) =>
      outcome
        ? [
            {
              atMs: outcome.atMs,
              text: `call ${place + 1}: ${JSON.stringify(outcome.status ?? outcome.error ?? "done")}`,
            },
          ]
        : [],
    ),
  ].toSorted((one, other) => one.atMs - other.atMs);
  return [...rows.map(({ atMs, text }) => `${moment(atMs)}  ${text}`), ...(trouble === undefined ? [] : [trouble])];
}
