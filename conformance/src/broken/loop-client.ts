import { type Clock, JobStatusError, type JobStatus, isEndState } from "@jobstatus/core";
import { createOwnClient } from "../clients/own-client.ts";
import type { CallSetting, CaseClient, CaseSetting, ClientUnderTest } from "../suite/client-under-test.ts";
import type { Feature } from "../suite/suite-case.ts";

/** What a waiting loop does that could be done wrong. */
export interface Habits {
  /** What the loop claims to be able to do. */
  readonly features: readonly Feature[];
  /** How long it sleeps after a status, in milliseconds. */
  delayMs(status: JobStatus): number;
  /** The shortest time between two requests for a job, in milliseconds. */
  floorMs(provider: string): number;
  /** How long it waits where the provider asks for so much. */
  retryAfterMs(askedMs: number): number;
  /** Whether it asks again after this error. */
  retries(error: JobStatusError): boolean;
  /** How many errors in a row it takes. */
  readonly mostFailures: number;
  /** What it makes of a status that was read right. */
  read(status: JobStatus): JobStatus;
  /** What it makes of an error, once it gives up; a status, where it takes the error for one. */
  tell(error: JobStatusError, setting: CaseSetting): JobStatusError | Pick<JobStatus, "state">;
  /** The id that it asks for. */
  id(job: string): string;
  /** What is changed of each request. */
  request(init: RequestInit): RequestInit;
  readonly heedsAbort: boolean;
  /** Whether an abort and a deadline end the request that is under way. */
  readonly endsRequests: boolean;
  readonly heedsDeadline: boolean;
  /** After how long it asks again, although no answer has come. */
  readonly impatientMs: number;
  /** Whether a job that was seen and is not found is gone. */
  readonly remembers: boolean;
}

/** A loop as people write it, done right. It shares nothing between waits. */
export const rightHabits: Habits = {
  features: ["status", "wait", "model", "errors", "abort", "deadline", "success"],
  delayMs: () => 10_000,
  floorMs: (provider) => (provider === "veeva-vault" ? 10_000 : 0),
  retryAfterMs: (askedMs) => askedMs,
  retries: ({ code }) => ["rate-limited", "unavailable", "contract"].includes(code),
  mostFailures: 6,
  read: (status) => status,
  tell: (error) => error,
  id: (job) => job,
  request: (init) => init,
  heedsAbort: true,
  endsRequests: true,
  heedsDeadline: true,
  impatientMs: Infinity,
  remembers: true,
};

/** Makes a client whose answers are read by our packages, and whose waiting is a loop of its own. */
export function createLoopClient(name: string, habits: Habits = rightHabits): ClientUnderTest {
  return { name, features: habits.features, create: (setting) => new LoopClient(setting, habits) };
}

class LoopClient implements CaseClient {
  readonly #setting: CaseSetting;
  readonly #habits: Habits;
  readonly #nextMs = new Map<string, number>();

  constructor(setting: CaseSetting, habits: Habits) {
    this.#setting = setting;
    this.#habits = habits;
  }

  async status(job: string, { signal }: CallSetting): Promise<unknown> {
    try {
      return await this.#ask(job, signal);
    } catch (error) {
      return this.#giveUp(error);
    }
  }

  async wait(job: string, setting: CallSetting): Promise<unknown> {
    const { clock, provider } = this.#setting;
    const habits = this.#habits;
    const { signal, deadlineMs = 3_600_000, requireSuccess = false } = setting;
    const deadlineAtMs = clock.now() + deadlineMs;
    const beganMs = clock.now();
    const ended = new AbortController();
    const late = new AbortController();
    clock.sleep(deadlineMs, ended.signal).then(
      () => late.abort(),
      () => undefined,
    );
    const signals = [...(habits.heedsAbort ? [signal] : []), ...(habits.heedsDeadline ? [late.signal] : [])];
    const stop = signals.length > 0 ? AbortSignal.any(signals) : ended.signal;
    let last: JobStatus | undefined;
    let failures = 0;
    try {
      for (;;) {
        let delayMs: number;
        try {
          const status = await this.#askPatiently(job, stop);
          last = status;
          failures = 0;
          if (isEndState(status.state)) {
            if (!requireSuccess || status.state === "succeeded") return status;
            throw new JobStatusError("unsuccessful", "the job did not succeed", { lastStatus: status });
          }
          delayMs = habits.delayMs(status);
        } catch (error) {
          if (!(error instanceof JobStatusError) || error.code === "unsuccessful" || stop.aborted) throw error;
          const appearing = provider === "zendesk" && !last && clock.now() - beganMs < 10_000;
          const passing = habits.retries(error) || (error.code === "not-found" && appearing);
          failures += 1;
          if (!passing || failures > habits.mostFailures) throw error;
          const askedMs = error.retryAfterMs ?? 0;
          if (clock.now() + askedMs > deadlineAtMs) throw error;
          delayMs = Math.max(1_000, habits.retryAfterMs(askedMs));
        }
        await clock.sleep(delayMs, stop);
      }
    } catch (error) {
      const lastStatus = last;
      if (signal.aborted && habits.heedsAbort) throw new JobStatusError("aborted", "given up", { lastStatus });
      if (late.signal.aborted && habits.heedsDeadline) throw new JobStatusError("deadline", "too late", { lastStatus });
      const known = error instanceof JobStatusError && error.code !== "unsuccessful";
      if (!known) throw error;
      const code = error.code === "not-found" && last && habits.remembers ? "gone" : error.code;
      return this.#giveUp(new JobStatusError(code, error.message, { lastStatus }));
    } finally {
      ended.abort();
    }
  }

  #giveUp(error: unknown): unknown {
    if (!(error instanceof JobStatusError)) throw error;
    const told = this.#habits.tell(error, this.#setting);
    if (told instanceof JobStatusError) throw told;
    return told;
  }

  /** Asks, and asks again where no answer comes soon enough for this client. */
  async #askPatiently(job: string, stop: AbortSignal): Promise<JobStatus> {
    const { clock } = this.#setting;
    const { impatientMs, endsRequests } = this.#habits;
    const asked = this.#ask(job, endsRequests ? stop : new AbortController().signal);
    const over = new AbortController();
    const waits = AbortSignal.any([over.signal, stop]);
    try {
      const first = await Promise.race([asked, clock.sleep(impatientMs, waits).then(() => undefined)]);
      return first ?? (await Promise.race([asked, this.#askPatiently(job, stop)]));
    } finally {
      over.abort();
      asked.catch(() => undefined);
    }
  }

  async #ask(job: string, signal: AbortSignal): Promise<JobStatus> {
    const { clock, fetch, provider } = this.#setting;
    const { floorMs, id, read, request } = this.#habits;
    const atMs = Math.max(clock.now(), this.#nextMs.get(job) ?? 0);
    this.#nextMs.set(job, atMs + floorMs(provider));
    await clock.sleep(atMs - clock.now(), signal);
    const client = createOwnClient({
      ...this.#setting,
      clock: freeClock(clock),
      fetch: (input, init) => fetch(input, request({ ...init })),
    });
    return read(await client.status(id(job), { signal }));
  }
}

/** A clock of its own for each request, so that the limits which our packages keep bind nobody here. */
function freeClock(clock: Clock): Clock {
  return { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms, signal) };
}
