import { type Clock, JobStatusError, type JobStatus, isTerminalState, jobIdsFrom } from "@jobstatus/core";
import { createOwnClient, referenceFrom } from "../clients/own-client.ts";
import type { CallSetting, CaseClient, CaseSetting, ClientUnderTest } from "../suite/client-under-test.ts";
import type { StartReference } from "../suite/suite-case.ts";
import { type LoopBehavior, rightBehavior } from "./loop-behavior.ts";
import { LoopSession } from "./loop-session.ts";

/** Makes a client whose responses are read by our packages, and whose waiting is a loop of its own. */
export function createLoopClient(name: string, behavior: LoopBehavior = rightBehavior): ClientUnderTest {
  return { name, features: behavior.features, create: (setting) => new LoopClient(setting, behavior) };
}

class LoopClient implements CaseClient {
  readonly #setting: CaseSetting;
  readonly #behavior: LoopBehavior;
  readonly #session: LoopSession;
  readonly #nextMs = new Map<string, number>();
  /** Before when nothing is sent. */
  #heldUntilMs = 0;
  /** The operations that references have told, by the job's id. */
  readonly #operations = new Map<string, string>();

  constructor(setting: CaseSetting, behavior: LoopBehavior) {
    this.#setting = setting;
    this.#behavior = behavior;
    this.#session = new LoopSession(setting, behavior);
  }

  async status(job: string, { signal, reference }: CallSetting): Promise<unknown> {
    try {
      return await this.#requestStatus(reference ? await this.#idIn(reference) : job, signal);
    } catch (error) {
      return this.#giveUp(error);
    }
  }

  async wait(named: string, setting: CallSetting): Promise<unknown> {
    const { clock, provider } = this.#setting;
    const behavior = this.#behavior;
    const { signal, timeoutMs = 3_600_000, requireSuccess = false, reference } = setting;
    const job = reference ? await this.#idIn(reference) : named;
    const timeoutAtMs = clock.now() + timeoutMs;
    const startedAtMs = clock.now();
    const ended = new AbortController();
    const late = new AbortController();
    clock.sleep(timeoutMs, ended.signal).then(
      () => late.abort(),
      () => undefined,
    );
    const signals = [...(behavior.heedsAbort ? [signal] : []), ...(behavior.heedsTimeout ? [late.signal] : [])];
    const stop = signals.length > 0 ? AbortSignal.any(signals) : ended.signal;
    let last: JobStatus | undefined;
    let failures = 0;
    try {
      for (;;) {
        let delayMs: number;
        try {
          const status = await this.#pollPatiently(job, stop);
          last = status;
          failures = 0;
          if (isTerminalState(status.state)) {
            if (!requireSuccess || status.state === "succeeded") return status;
            throw new JobStatusError("unsuccessful", "the job did not succeed", { lastStatus: status });
          }
          delayMs = behavior.delayMs(status);
        } catch (error) {
          if (!(error instanceof JobStatusError) || error.code === "unsuccessful" || stop.aborted) throw error;
          const appearing = provider === "zendesk" && !last && clock.now() - startedAtMs < 10_000;
          const passing = behavior.retries(error) || (error.code === "not-found" && appearing);
          failures += 1;
          if (!passing || failures > behavior.mostFailures) throw error;
          const askedMs = error.retryAfterMs ?? 0;
          if (clock.now() + askedMs > timeoutAtMs) throw error;
          delayMs = Math.max(1_000, behavior.retryAfterMs(askedMs));
        }
        await clock.sleep(delayMs, stop);
      }
    } catch (error) {
      const lastStatus = last;
      if (signal.aborted && behavior.heedsAbort) throw new JobStatusError("aborted", "given up", { lastStatus });
      if (late.signal.aborted && behavior.heedsTimeout) throw new JobStatusError("timeout", "too late", { lastStatus });
      const known = error instanceof JobStatusError && error.code !== "unsuccessful";
      if (!known) throw error;
      const code = error.code === "not-found" && last && behavior.remembers ? "gone" : error.code;
      return this.#giveUp(new JobStatusError(code, error.message, { lastStatus }));
    } finally {
      ended.abort();
    }
  }

  async logout(): Promise<void> {
    await this.#session.close();
  }

  async #idIn(reference: StartReference): Promise<string> {
    const client = createOwnClient(this.#setting);
    const { heedsRefusals, heedsOperations, name } = this.#behavior;
    const read = async () => {
      const { jobs, refusals } = await jobIdsFrom(client, referenceFrom("", reference));
      if (refusals.length > 0 && heedsRefusals) throw new JobStatusError("invalid-request", JSON.stringify(refusals));
      for (const { id, operation } of heedsOperations ? jobs : []) this.#operations.set(id, operation);
      return jobs.map(({ id }) => id);
    };
    const [id, ...others] = await name(reference, read);
    if (id !== undefined && others.length === 0) return id;
    throw new JobStatusError("invalid-request", `there is no one job, but ${[id, ...others].join(", ")}`);
  }

  #giveUp(error: unknown): unknown {
    if (!(error instanceof JobStatusError)) throw error;
    const told = this.#behavior.tell(error, this.#setting);
    if (told instanceof JobStatusError) throw told;
    return told;
  }

  /** Polls, and polls again if no response comes soon enough for this client. */
  async #pollPatiently(job: string, stop: AbortSignal): Promise<JobStatus> {
    const { clock } = this.#setting;
    const { impatientMs, endsRequests } = this.#behavior;
    const poll = this.#requestStatus(job, endsRequests ? stop : new AbortController().signal);
    const over = new AbortController();
    const waits = AbortSignal.any([over.signal, stop]);
    try {
      const first = await Promise.race([poll, clock.sleep(impatientMs, waits).then(() => undefined)]);
      return first ?? (await Promise.race([poll, this.#pollPatiently(job, stop)]));
    } finally {
      over.abort();
      poll.catch(() => undefined);
    }
  }

  async #requestStatus(job: string, signal: AbortSignal): Promise<JobStatus> {
    const { clock, provider } = this.#setting;
    const { minIntervalMs, read } = this.#behavior;
    const atMs = Math.max(clock.now(), this.#nextMs.get(job) ?? 0, this.#heldUntilMs);
    this.#nextMs.set(job, atMs + minIntervalMs(provider));
    await clock.sleep(atMs - clock.now(), signal);
    const credentials = await this.#session.open(signal);
    try {
      const status = await this.#pollOnce(job, credentials, signal);
      this.#session.prove();
      return read(status, this.#setting);
    } catch (error) {
      if (this.#session.loses(error)) return this.#requestStatus(job, signal);
      throw error;
    }
  }

  #hearRemaining({ headers }: Response): void {
    const [requests, resetS] = [headers.get("ratelimit-remaining"), headers.get("ratelimit-reset")];
    if (requests === null || resetS === null) return;
    const heldMs = this.#behavior.remainingMs(Number(requests), Number(resetS) * 1_000);
    this.#heldUntilMs = this.#setting.clock.now() + heldMs;
  }

  async #follow(response: Response): Promise<void> {
    const { linksIn } = this.#behavior;
    if (linksIn === rightBehavior.linksIn) return;
    const text = await response.clone().text();
    for (const link of linksIn(text)) await this.#setting.fetch(link);
  }

  #pollOnce(job: string, credentials: CaseSetting["credentials"], signal: AbortSignal): Promise<JobStatus> {
    const { clock, fetch, format, ...setting } = this.#setting;
    const { id, receive, request, heedsFormat } = this.#behavior;
    const client = createOwnClient({
      ...setting,
      ...(format && heedsFormat && { format }),
      credentials,
      clock: freeClock(clock),
      fetch: async (input, init) => {
        const response = await fetch(input, request({ ...init }));
        this.#session.hear(response);
        this.#hearRemaining(response);
        await this.#follow(response);
        return receive(response);
      },
    });
    const operation = this.#operations.get(job);
    return client.status(operation === undefined ? id(job) : { id: id(job), operation }, { signal });
  }
}

/** A clock of its own for each request, so that the limits which our packages keep don't hold here. */
function freeClock(clock: Clock): Clock {
  return { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms, signal) };
}
