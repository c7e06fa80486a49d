import type { Connection } from "../connect/connections.ts";
import { listJobIds } from "../connect/job-list.ts";
import { JobsView } from "./jobs-view.ts";
import type { OpenJob } from "./open-jobs.ts";
import { watchJobs } from "./watch-jobs.ts";

/** The jobs of an account, each polled once: together, if the provider can. */
export async function listJobs(connection: Connection): Promise<{ jobs: readonly OpenJob[]; view: JobsView }> {
  const ids = await listJobIds(connection);
  const jobs = ids.map((id) => ({ connection, reference: id, label: id }));
  const view = new JobsView(jobs);
  await watchJobs(jobs, view, { until: () => true }, () => {});
  return { jobs, view };
}
