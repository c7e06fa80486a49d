import { setImmediate } from "node:timers/promises";
import { type JobClient, JobStatusError, type ResumeToken } from "@jobstatus/core";

/**
 * The token with which to go on waiting for a job that is being waited for in this process: by joining the wait and leaving
 * it at once, which sends nothing. Undefined where there is none.
 */
export async function resumeTokenOf(client: JobClient, job: string | object): Promise<ResumeToken | undefined> {
  const stop = new AbortController();
  const watch = client.watch(job, { signal: stop.signal });
  const told = Promise.allSettled([watch.next(), watch.next()]);
  await setImmediate();
  stop.abort();
  for (const news of await told) {
    if (news.status === "rejected" && news.reason instanceof JobStatusError) return news.reason.resume;
  }
  return undefined;
}
