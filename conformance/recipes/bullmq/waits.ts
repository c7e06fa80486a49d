import { type JobClient, JobStatusError, type ResumeToken, jobKey, step } from "@jobstatus/zendesk";
import { DelayedError, type Job, Queue, UnrecoverableError, Worker } from "bullmq";
import type { Redis } from "ioredis";

/** A wait, as Redis keeps it: plain JSON without a secret. */
interface Wait {
  readonly client: string;
  readonly id: string;
  /** Where the wait is; absent before the first poll. */
  readonly token?: ResumeToken;
  /** When the token was stored, in milliseconds of Redis' clock. */
  readonly storedAtMs?: number;
}

/** How a wait ended: with a job's state, or with an error's code. */
export interface WaitEnd {
  readonly client: string;
  readonly id: string;
  readonly state?: string;
  readonly error?: string;
}

/** What all processes share. */
export interface WaitsOptions {
  readonly redis: Redis;
  /** The clients, by the names that waits have for them. */
  readonly clients: Readonly<Record<string, JobClient>>;
  /**
   * After how long another worker may take a job whose worker is silent, in milliseconds. BullMQ renews the lock after half of it, so
   * it must be longer than twice the provider's interval.
   */
  readonly lockMs: number;
}

// A job whose worker dies is "stalled". By default BullMQ gives it up the second time, and the wait is lost.
const MAX_STALLED_COUNT = 1_000_000;
const WAITS = "waits";
const ENDS = "ends";
/** For how long ends are kept, in seconds: so long a job is not waited for again. */
const KEEP_SECONDS = 7 * 86_400;

/** Adds a wait. A job that is there already is not added again, since its ID is taken. */
export async function addWait({ redis, clients }: WaitsOptions, client: string, id: string): Promise<void> {
  const queue = new Queue<Wait>(WAITS, { connection: redis });
  const known = clients[client];
  if (!known) throw new Error(`unknown client ${client}`);
  await queue.add("poll", { client, id }, keptAs(client, jobKey(known, id)));
}

/** Starts a worker. `worker.close()` stops it when its polls are settled. */
export function startWorker(options: WaitsOptions): Worker<Wait> {
  const { redis, lockMs } = options;
  const ends = new Queue<WaitEnd>(ENDS, { connection: redis });
  return new Worker<Wait>(WAITS, (job, lock) => pollOnce(options, ends, job, lock), {
    connection: redis,
    concurrency: 100,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: MAX_STALLED_COUNT,
  });
}

async function pollOnce(
  { redis, clients }: WaitsOptions,
  ends: Queue<WaitEnd>,
  job: Job<Wait>,
  lock: string | undefined,
): Promise<void> {
  const { client, id, token, storedAtMs } = job.data;
  const known = clients[client];
  if (!known) throw new UnrecoverableError(`unknown client ${client}`);
  let end: WaitEnd;
  try {
    // Redis' clock says how much time has passed, since the clocks of workers differ. What comes too early sends nothing.
    const passedMs = storedAtMs === undefined ? 0 : Math.max(0, (await redisNow(redis)) - storedAtMs);
    const taken = await step(known, token ?? id, { passedMs, early: "return" });
    if (!taken.done) {
      const nowMs = await redisNow(redis);
      await job.updateData({ client, id, token: taken.resume, storedAtMs: nowMs });
      await job.moveToDelayed(nowMs + taken.delayMs, lock);
      throw new DelayedError();
    }
    end = { client, id, state: taken.status.state };
  } catch (error) {
    if (!JobStatusError.is(error)) throw error;
    end = { client, id, error: error.code };
  }
  // If the worker dies here, the job is polled again and the end is added again: its ID is taken, so it stays one.
  await ends.add("end", end, keptAs(client, jobKey(known, id)));
}

/** Calls a function with each end. An end is acknowledged when the function resolves; if the process dies before, it comes again. */
export function consumeEnds({ redis, lockMs }: WaitsOptions, book: (end: WaitEnd) => Promise<void>): Worker<WaitEnd> {
  return new Worker<WaitEnd>(ENDS, (job) => book(job.data), {
    connection: redis,
    concurrency: 100,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: MAX_STALLED_COUNT,
  });
}

/** An ID of BullMQ may not have a colon. What fails for another reason than a job's end is tried again. */
function keptAs(client: string, key: string) {
  return {
    jobId: Buffer.from(JSON.stringify([client, key])).toString("base64url"),
    attempts: 1_000_000,
    backoff: { type: "fixed", delay: 1_000 },
    removeOnComplete: { age: KEEP_SECONDS },
  };
}

async function redisNow(redis: Redis): Promise<number> {
  const [seconds, microseconds] = await redis.time();
  return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
}
