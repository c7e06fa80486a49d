import { describe, expect, it } from "vitest";
import { contextOf } from "../context/context-of.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { createAcmeClient } from "../testing/acme-client.ts";
import { abortedError } from "./aborted-error.ts";
import { errorFrom } from "./error-from.ts";
import { type PollState, createPollState } from "./poll-state.ts";
import { unsuccessfulError } from "./unsuccessful-error.ts";
import { callbackError, noTimeError, timeoutError } from "./wait-errors.ts";

const context = contextOf(createAcmeClient([]).client);
const lastStatus: JobStatus = { provider: "acme", id: "7", state: "running", native: "WORKING", raw: {} };
const down = new JobStatusError("unavailable", "it is down", { provider: "acme", jobId: "7" });
const subjectWith = (state: Partial<PollState> = {}) => ({
  context,
  id: "7",
  state: { ...createPollState(0), ...state },
});

describe("the error of a timeout says", () => {
  it("the error of a timeout says what was seen last, and to wait longer", () => {
    const error = timeoutError(subjectWith({ lastStatus }), 5_000);
    expect(error).toMatchObject({ code: "timeout", jobId: "7", lastStatus, provider: "acme", operation: "showJob" });
    expect(error.cause).toBeUndefined();
    expect(error.message).toBe(
      'acme showJob job "7": the job had not ended after 5000 ms; it was last seen running ("WORKING"); wait longer, ' +
        "or resume later with the resume token",
    );
  });

  it("the error of a timeout says that nothing was seen, and why the last request failed", () => {
    const error = timeoutError(subjectWith({ lastError: down }), 5_000);
    expect(error.cause).toBe(down);
    expect(error.message).toBe(
      'acme showJob job "7": the job had not ended after 5000 ms; its status was never seen; the last request failed: ' +
        'acme job "7": it is down; find out why, or resume later with the resume token',
    );
  });
});

describe("the error of a wait in which no request fits before the timeout says", () => {
  it("the error of a wait without time for a request says when one is allowed", () => {
    const error = noTimeError(subjectWith({ lastStatus, notBeforeMs: 9_000.5 }), {}, 5_000, 1_000);
    expect([error.code, error.message]).toEqual([
      "timeout",
      'acme showJob job "7": the next request is allowed in 8001 ms, too late for the timeout; it was last seen running ' +
        '("WORKING"); wait longer, or resume later with the resume token',
    ]);
  });

  it("the error says nothing of a request that would be allowed now", () => {
    const { message } = noTimeError(subjectWith({ notBeforeMs: 1_000 }), {}, 5_000, 1_000);
    expect(message).toContain('job "7": the job had not ended after 5000 ms; ');
  });

  it.each([
    [{ nativeMessage: "quota", nativeCode: "Q", httpStatus: 429 }, "quota"],
    [{ nativeCode: "Q", httpStatus: 429 }, "Q"],
    [{ httpStatus: 429 }, "HTTP 429"],
    [{}, "the request failed"],
  ])("the error says why the provider named the pause: %o", (facts, reason) => {
    const cause = new JobStatusError("rate-limited", "slow down", { ...facts, retryAfterMs: 8_000 });
    const error = noTimeError(subjectWith({ lastStatus, notBeforeMs: 9_000 }), { error: cause }, 5_000, 1_000);
    expect(error).toMatchObject({ code: "rate-limited", cause, lastStatus, retryAfterMs: 8_000, ...facts });
    expect(error.message).toBe(
      `acme showJob job "7": ${reason}; the next request is allowed in 8000 ms, too late for the timeout`,
    );
  });
});

it("a function among the options that threw is named as the reason", () => {
  const cause = new Error("boom");
  const error = callbackError(subjectWith({ lastStatus }), cause);
  expect(error).toMatchObject({ code: "invalid-request", cause, jobId: "7", lastStatus });
  expect(error.message).toBe('acme showJob job "7": a function among the options threw: boom');
});

it("an abort says why the last request failed, if it did, and has the signal's reason", () => {
  const signal = AbortSignal.abort("enough");
  const error = abortedError(context, "7", signal);
  expect([error.code, error.cause, error.message]).toEqual([
    "aborted",
    "enough",
    'acme showJob job "7": the caller\'s signal was aborted',
  ]);
  expect(abortedError(context, undefined, signal, down).message).toBe(
    'acme showJob: the caller\'s signal was aborted; the last request failed: acme job "7": it is down',
  );
});

it("what was thrown becomes the one error, and an error of this library stays what it is", () => {
  expect(errorFrom(context, "7", down)).toBe(down);
  const cause = new RangeError("odd");
  const error = errorFrom(context, "7", cause);
  expect([error.code, error.cause, error.jobId, error.message]).toEqual([
    "unavailable",
    cause,
    "7",
    'acme showJob job "7": an unexpected fault: odd',
  ]);
});

it.each([
  [undefined, ""],
  ["by ann", ": by ann"],
])("an end without success is told with the provider's message, if there is one: %s", (message, shown) => {
  const status: JobStatus = {
    ...lastStatus,
    state: "failed",
    native: "BROKEN",
    ...(message !== undefined && { message }),
  };
  const error = unsuccessfulError(context, status);
  expect([error.code, error.jobId, error.lastStatus, error.message]).toEqual([
    "unsuccessful",
    "7",
    status,
    `acme showJob job "7": the job ended failed ("BROKEN")${shown}`,
  ]);
});
