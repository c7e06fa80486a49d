import type { ClientContext } from "../context/client-context.ts";
import { redactorFor } from "../request/response-redactor.ts";
import type { NamedJob, StartedJobs } from "../model/started-jobs.ts";
import { messageFromRefusals, textFromRefusals } from "./refusal-texts.ts";

/**
 * The one job of a start call that is waited for.
 *
 * @throws JobStatusError - `invalid-request`: there are several jobs, or the provider refused a part of the call.
 */
export function onlyJob(context: ClientContext, { jobs, refusals }: StartedJobs, response?: Response): NamedJob {
  const [job, ...others] = jobs;
  if (!job) throw new TypeError("a start call without a job and without an error");
  if (others.length === 0 && refusals.length === 0) return job;
  const { error } = context;
  const redact = redactorFor(context, response);
  const refused = refusals.length > 0 ? `; refused: ${redact(textFromRefusals(refusals))}` : "";
  const ids = jobs.map(({ id }) => JSON.stringify(id)).join(", ");
  const message = messageFromRefusals(refusals);
  const details = { nativeMessage: message && redact(message) };
  const problem =
    others.length > 0
      ? `the response names several jobs: ${ids}${refused}; read them with jobIdsFrom, and wait for each, or for all with waitAll`
      : `the start call started the job ${ids}, and the provider refused a part of the call${refused}; read both with jobIdsFrom, and wait for the job by itself`;
  throw error("invalid-request", problem, details);
}
