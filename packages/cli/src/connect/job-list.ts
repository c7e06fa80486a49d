import { JobStatusError, type JobStatusErrorCode, parseJson } from "@jobstatus/core";
import { UsageError } from "../usage-error.ts";
import type { Connection } from "./connections.ts";

/** Where a provider lists the jobs of an account; a contract says nothing of it. */
const LIST_PATHS: Readonly<Record<string, string>> = { zendesk: "/api/v2/job_statuses.json" };

const CODES: Readonly<Record<number, JobStatusErrorCode>> = {
  401: "unauthenticated",
  403: "forbidden",
  429: "rate-limited",
};

interface ListPage {
  readonly job_statuses?: readonly { readonly id: string }[];
  readonly links?: { readonly next?: string | null };
}

/**
 * The IDs of an account's jobs, from all pages of the provider's list.
 *
 * @throws UsageError - The provider has no list.
 * @throws JobStatusError - The list can't be read.
 */
export async function listJobIds({ provider, client }: Connection): Promise<readonly string[]> {
  const path = LIST_PATHS[provider];
  if (path === undefined) throw new UsageError(`${provider} has no list of jobs; name a JOB`);
  const ids: string[] = [];
  for (let url: string | null = client.baseUrl + path; url !== null;) {
    const response = await client.fetch(new Request(url));
    if (!response.ok) {
      const code = CODES[response.status] ?? "unavailable";
      const details = { provider, operation: "list", httpStatus: response.status };
      throw new JobStatusError(code, `the list of jobs can't be read: HTTP ${response.status}`, details);
    }
    const { job_statuses: jobs = [], links } = parseJson(await response.text()) as ListPage;
    ids.push(...jobs.map(({ id }) => id));
    url = links?.next ?? null;
  }
  return ids;
}
