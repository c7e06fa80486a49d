import { JobStatusError } from "@jobstatus/core";
import { readResponseError } from "@jobstatus/core/provider";
import type { Connection } from "../connect/connections.ts";
import { UsageError } from "../usage-error.ts";
import { JobsView } from "./jobs-view.ts";
import type { OpenJob } from "./open-jobs.ts";
import { watchJobs } from "./watch-jobs.ts";

/** One page of an account's jobs; `cursor` leads to the next one, and is absent on the last. */
interface Page {
  readonly ids: readonly string[];
  readonly cursor?: string | undefined;
}

/**
 * How the jobs of an account are listed, by provider: a call of the typed client, so the compiler checks path, parameters and
 * fields against the provider's specification. The contract is for single jobs.
 */
const LISTS: Readonly<Record<string, (connection: Connection, cursor: string | undefined) => Promise<Page>>> = {
  async zendesk(connection, cursor) {
    const { createZendeskApi } = await import("@jobstatus/zendesk/api");
    const api = createZendeskApi(connection.client as Parameters<typeof createZendeskApi>[0]);
    const { data, error, response } = await api.GET("/api/v2/job_statuses", {
      params: { query: { ...(cursor !== undefined && { "page[after]": cursor }) } },
    });
    if (data === undefined) throw listError(connection, response.status, error);
    return {
      ids: data.job_statuses.map(({ id }) => id),
      cursor: data.meta?.has_more === true ? (data.meta.after_cursor ?? undefined) : undefined,
    };
  },
};

/**
 * The jobs of an account, from all pages of the provider's list, each polled once: together, if the provider can.
 *
 * @throws UsageError - The provider has no list.
 * @throws JobStatusError - The list can't be read.
 */
export async function listJobs(connection: Connection): Promise<{ jobs: readonly OpenJob[]; view: JobsView }> {
  const read = LISTS[connection.provider];
  if (read === undefined) throw new UsageError(`${connection.provider} has no list of jobs; name a JOB`);
  const jobs: OpenJob[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(connection, cursor);
    jobs.push(...page.ids.map((id) => ({ connection, reference: id, label: id })));
    ({ cursor } = page);
  } while (cursor !== undefined);
  const view = new JobsView(jobs);
  await watchJobs(jobs, view, { until: () => true }, () => {});
  return { jobs, view };
}

/** An error of the list, with the meaning that the provider's contract gives it. */
function listError({ provider, contract }: Connection, httpStatus: number, body: unknown): JobStatusError {
  const { code = "unavailable", nativeCode, nativeMessage } = readResponseError(contract, httpStatus, body) ?? {};
  const details = {
    provider,
    operation: "list",
    httpStatus,
    ...(nativeCode !== undefined && { nativeCode }),
    ...(nativeMessage !== undefined && { nativeMessage }),
  };
  return new JobStatusError(code, `the list of jobs can't be read: HTTP ${httpStatus}`, details);
}
