import type { ClientContext } from "../context/client-context.ts";
import { redactorFor } from "../request/response-redactor.ts";
import { joinTexts } from "../response/error-texts.ts";

/** A job by its id and the operation that gives its status. Every call takes it in place of an id. */
export interface NamedJob {
  /** The job's id. */
  readonly id: string;
  /** The name of the operation: `default`, or one of the others that the provider's README lists. */
  readonly operation: string;
}

/** Something that a start call was asked to do and that the provider refused: no job was started for it. */
export interface StartRefusal {
  /** What was refused, such as the name of a server; absent if the provider does not say. */
  readonly name?: string;
  /** The provider's text; absent if there is none. */
  readonly message?: string;
}

/** What a start call began, and what the provider refused in the same response. */
export interface StartedJobs {
  /** The jobs, each once. */
  readonly jobs: readonly NamedJob[];
  /** What was refused. */
  readonly refusals: readonly StartRefusal[];
}

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
  if (others.length > 0) {
    const problem = `the response names several jobs: ${ids}${refused}; read them with jobIdsFrom, and wait for each, or for all with waitAll`;
    throw error("invalid-request", problem, details);
  }
  const problem = `the start call started the job ${ids}, and the provider refused a part of the call${refused}; read both with jobIdsFrom, and wait for the job by itself`;
  throw error("invalid-request", problem, details);
}

/** What was refused, with the provider's texts: names that share a text stand together. */
export function textFromRefusals(refusals: readonly StartRefusal[]): string {
  const namesOf = new Map<string, string[]>();
  for (const { name, message = "" } of refusals) {
    namesOf.set(message, [...(namesOf.get(message) ?? []), ...(name === undefined ? [] : [JSON.stringify(name)])]);
  }
  const texts = Array.from(namesOf, ([message, names]) => [names.join(", "), message].filter(Boolean).join(": "));
  return joinTexts(texts.filter(Boolean));
}

/** The provider's texts, without the names. */
export function messageFromRefusals(refusals: readonly StartRefusal[]): string | undefined {
  return joinTexts(refusals.flatMap(({ message }) => message ?? [])) || undefined;
}
