import { expect, it, vi } from "vitest";
import { contextOf } from "../context/context-of.ts";
import type { JobEvent } from "../context/job-event.ts";
import type { JobTarget } from "../model/job-target.ts";
import { type AcmeClient, type AcmeOptions, createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";
import { takeStep } from "./take-step.ts";
import type { StepOptions } from "./wait-options.ts";

/** A client whose schedule polls every 7 s, and the steps of job 7. */
function createStepper(
  responses: readonly ScriptedResponse[],
  more: Partial<AcmeOptions> = {},
  contract = acmeContract,
) {
  const created: AcmeClient = createAcmeClient(responses, { schedule: () => 7_000, ...more }, contract);
  const next = (target: Partial<JobTarget> = {}, options: StepOptions = {}) =>
    created.clock.run(takeStep(contextOf(created.client), { id: "7", ...target }, options));
  /** A step that does not end the wait, from the token of the one before. */
  const pending = async (token?: JobTarget["token"], options: StepOptions = {}) => {
    const taken = await next({ token }, options);
    if (taken.done) throw new Error("the wait has ended");
    return taken;
  };
  return { ...created, next, pending };
}

const raw = (state: string) => ({ job: { state } });

it("a step says what was seen, when to come back, and with what", async () => {
  const { clock, pending } = createStepper([jobIn("WORKING"), jobIn("WORKING")]);
  await clock.advance(1_000);
  const first = await pending();
  const status = { provider: "acme", id: "7", state: "running", native: "WORKING", raw: raw("WORKING") };
  const { resume } = first;
  expect(first).toStrictEqual({ done: false, status, changed: true, resume, delayMs: 7_000, atMs: 8_000 });
  expect(resume).toMatchObject({ id: "7", polls: 1, startedAtMs: 1_000, createdAtMs: 1_000 });
  await clock.advance(7_000);
  expect(await pending(resume)).toMatchObject({ changed: false, delayMs: 7_000, atMs: 15_000, resume: { polls: 2 } });
});

it("a step that sees the end has the status alone", async () => {
  const status = { provider: "acme", id: "7", state: "succeeded", native: "DONE", raw: raw("DONE") };
  expect(await createStepper([jobIn("DONE")]).next()).toStrictEqual({ done: true, status });
});

it("a step whose request failed in passing has the error, and no status", async () => {
  const { pending } = createStepper([{ status: 503 }]);
  const taken = await pending();
  expect(taken).toStrictEqual({
    done: false,
    error: taken.error,
    changed: false,
    resume: taken.resume,
    delayMs: 1_000,
    atMs: 1_000,
  });
  expect([taken.error?.httpStatus, taken.resume.failures]).toEqual([503, 1]);
});

it("a step whose request can't succeed ends the wait with what was seen, and its token", async () => {
  const { next, pending } = createStepper([jobIn("WORKING"), { status: 403 }]);
  const { resume } = await pending();
  const error = await rejectionOf(next({ token: resume }));
  expect(error).toMatchObject({ code: "forbidden", jobId: "7", httpStatus: 403, resume: { id: "7", polls: 1 } });
});

it("a step in which no other fits before the timeout ends the wait", async () => {
  const { next } = createStepper([jobIn("WORKING")]);
  const error = await rejectionOf(next({}, { timeoutMs: 0.5 }));
  expect(error).toMatchObject({
    code: "timeout",
    jobId: "7",
    lastStatus: { native: "WORKING" },
    resume: { polls: 1 },
    message:
      'acme showJob job "7": the job had not ended after 0.5 ms; it was last seen running ("WORKING"); wait longer, or ' +
      "resume later with the resume token",
  });
});

it("the timeout of the client holds for steps, and counts from the first one", async () => {
  const { clock, next, pending } = createStepper([jobIn("WORKING")], { timeoutMs: 20_000 });
  const { resume } = await pending();
  await clock.advance(20_000);
  expect((await rejectionOf(next({ token: resume }))).code).toBe("timeout");
  const without = createStepper([jobIn("WORKING")]);
  const first = await without.pending();
  await without.clock.advance(acmeContract.timeoutMs * 2);
  expect((await without.pending(first.resume)).done).toBe(false);
});

it("a pause that the provider names past the timeout ends the wait at once, with that error", async () => {
  const { next } = createStepper([{ status: 429, headers: { "Retry-After": "90" } }]);
  const error = await rejectionOf(next({}, { timeoutMs: 60_000 }));
  expect([error.code, error.resume?.minDelayMs]).toEqual(["rate-limited", 90_000]);
});

it("a step that was aborted before sends nothing, and its error has the token", async () => {
  const { next, pending, requests } = createStepper([jobIn("WORKING")]);
  const { resume } = await pending();
  const error = await rejectionOf(next({ token: resume }, { signal: AbortSignal.abort("left") }));
  expect(error).toMatchObject({ code: "aborted", jobId: "7", cause: "left", resume: { polls: 1 } });
  expect(requests).toHaveLength(1);
});

it("a step that was aborted before is aborted even if it is too early, and so is one that a listener aborts", async () => {
  const early = createStepper([jobIn("WORKING")], {}, limitedAcmeContract);
  const { resume } = await early.pending();
  const options = { early: "return", signal: AbortSignal.abort("left") } as const;
  expect((await rejectionOf(early.next({ token: resume }, options))).code).toBe("aborted");
  const controller = new AbortController();
  const onEvent = ({ type }: JobEvent) => type === "changed" && controller.abort("left");
  const { next } = createStepper([jobIn("WORKING")], { onEvent });
  const error = await rejectionOf(next({}, { signal: controller.signal }));
  expect(error).toMatchObject({ code: "aborted", cause: "left", resume: { polls: 1 } });
});

it("a step that is aborted in flight has the token of what was known before", async () => {
  const { client, clock, pending } = createStepper([jobIn("WORKING"), { hangs: "request" }]);
  const { resume: token } = await pending();
  const controller = new AbortController();
  const ended = rejectionOf(takeStep(contextOf(client), { id: "7", token }, { signal: controller.signal }));
  await clock.advance(1_000);
  controller.abort("left");
  expect(await ended).toMatchObject({ code: "aborted", cause: "left", jobId: "7", resume: { polls: 1 } });
});

it("a step that is too early returns the rest of the pause, or waits for it", async () => {
  const { clock, pending, requests } = createStepper([jobIn("WORKING")], {}, limitedAcmeContract);
  const { resume } = await pending();
  await clock.advance(4_000);
  const early = await pending(resume, { early: "return" });
  expect(early).toStrictEqual({ done: false, changed: false, resume: early.resume, delayMs: 6_000, atMs: 10_000 });
  expect([early.resume.minDelayMs, requests.length]).toEqual([6_000, 1]);
  await pending(early.resume);
  expect(requests.map(({ atMs }) => atMs)).toEqual([0, 10_000]);
  // At the moment itself it is not too early.
  await clock.advance(10_000);
  await pending({ ...early.resume, createdAtMs: 10_000, minDelayMs: 10_000 }, { early: "return" });
  expect(requests.map(({ atMs }) => atMs)).toEqual([0, 10_000, 20_000]);
});

it("what an engine says of the time that has passed holds", async () => {
  const { pending, requests } = createStepper([jobIn("WORKING")], {}, limitedAcmeContract);
  const { resume } = await pending();
  const early = await pending(resume, { early: "return", passedMs: 3_000 });
  expect([early.delayMs, requests.length]).toEqual([7_000, 1]);
});

it("a stall is told of in the step in which its time has come, and not again", async () => {
  const onStall = vi.fn<(status: unknown) => void>();
  const options = { stallMs: 7_000, onStall };
  const { clock, pending } = createStepper([jobIn("QUEUED"), jobIn("WORKING"), jobIn("WORKING")]);
  const told: number[] = [];
  let { resume } = await pending(undefined, options);
  for (let n = 0; n < 4; n += 1) {
    await clock.advance(7_000);
    ({ resume } = await pending(resume, options));
    told.push(onStall.mock.calls.length);
  }
  // The change at 7 s begins the time anew.
  expect(told).toEqual([0, 1, 1, 1]);
  expect(onStall.mock.calls[0]?.[0]).toMatchObject({ native: "WORKING" });
});

it("a stall is counted from the last change, and is none in a step whose request failed", async () => {
  const onStall = vi.fn<(status: unknown) => void>();
  const options = { stallMs: 7_000, onStall };
  const { clock, pending } = createStepper([jobIn("WORKING"), jobIn("WORKING"), { status: 503 }]);
  await clock.advance(1_000);
  const { resume } = await pending(undefined, options);
  await clock.advance(6_000);
  // 6 s after the change, at 7 s.
  const second = await pending(resume, options);
  await clock.advance(4_000);
  const third = await pending(second.resume, options);
  expect([third.error?.httpStatus, onStall.mock.calls.length]).toEqual([503, 0]);
});

it("a stall needs no function, and one that rejects is reported on the console", async () => {
  const report = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { clock, pending } = createStepper([jobIn("WORKING")]);
  const { resume } = await pending();
  await clock.advance(7_000);
  expect(await pending(resume, { stallMs: 7_000 })).toMatchObject({ changed: false, status: { native: "WORKING" } });
  await pending(resume, { stallMs: 7_000, onStall: () => Promise.reject(new Error("boom")) });
  expect(report.mock.calls).toEqual([["jobstatus: onStall threw", new Error("boom")]]);
});

it("a step ends where until is true, and fails if until throws", async () => {
  const { next } = createStepper([jobIn("WORKING")]);
  expect(await next({}, { until: () => true })).toMatchObject({ done: true, status: { native: "WORKING" } });
  const until = () => {
    throw new Error("no");
  };
  expect(await rejectionOf(next({}, { until }))).toMatchObject({
    code: "invalid-request",
    message: 'acme showJob job "7": a function among the options threw: no',
    resume: { id: "7" },
  });
});

it("the duration of a job that has ended is kept", async () => {
  const add = vi.fn<(kind: string, ms: number) => void>();
  const durations = { kind: "export", store: { read: () => [], add } };
  const { clock, next, pending } = createStepper([jobIn("WORKING"), jobIn("DONE")]);
  const { resume } = await pending(undefined, { durations });
  await clock.advance(7_000);
  await next({ token: resume }, { durations });
  expect(add.mock.calls).toEqual([["export", 7_000]]);
});
