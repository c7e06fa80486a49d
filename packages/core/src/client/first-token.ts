import type { ResumeToken } from "../model/resume-token.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { createPollState } from "../wait/poll-state.ts";
import { resumeTokenFrom } from "../wait/resume-token.ts";
import type { JobClient } from "./job-client.ts";
import { jobOf } from "./job-of.ts";

/**
 * The token of a wait that begins now, for engines that keep a token for each wait: pass it to the first `step`. Nothing is sent.
 *
 * @param job - The job; of a `Response`, pass what `jobIdsFrom` finds in it.
 * @throws JobStatusError - `invalid-request`: it names no job of the provider, or several.
 */
export function firstToken(client: JobClient, job: JobReference): ResumeToken {
  const { context, id } = jobOf(client, job);
  return resumeTokenFrom({ context, id, state: createPollState(context.engine.timers.now()) });
}
