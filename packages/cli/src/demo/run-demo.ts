import { JobStatusError } from "@jobstatus/core";
import { serve } from "@jobstatus/simulator/node";
import type { JobRow } from "../job-row.ts";
import { SIMULATED_SESSION } from "../simulate/credentials.ts";
import type { DemoJob } from "./demo-job.ts";

/** Often, so that there is something to see; a provider's own limit holds all the same. */
const POLL_MS = 1_000;

/**
 * Serves each provider on loopback, starts its job through its own start call, and watches all jobs at once to their ends.
 *
 * @param onChange - Called with a row whenever it has changed.
 * @returns The rows at the end. A job whose status could not be learned has an error in its row.
 */
export async function runDemo(
  jobs: readonly DemoJob[],
  signal: AbortSignal,
  onChange: (row: JobRow, rows: readonly JobRow[]) => void,
): Promise<readonly JobRow[]> {
  const rows: JobRow[] = [];
  await Promise.all(
    jobs.map(async (job, index) => {
      const set = (change: Partial<JobRow>) => (rows[index] = { ...(rows[index] ?? EMPTY_ROW), ...change });
      const update = (change: Partial<JobRow>) => onChange(set(change), rows.filter(Boolean));
      await watchOne(job, signal, { set, update });
    }),
  );
  return rows;
}

const EMPTY_ROW: JobRow = { provider: "", job: "", status: undefined, error: undefined, requests: 0 };

interface RowWriter {
  /** Changes the row, for whoever draws it next. */
  set(change: Partial<JobRow>): void;
  /** Changes the row and says so. */
  update(change: Partial<JobRow>): void;
}

async function watchOne(demo: DemoJob, signal: AbortSignal, { set, update }: RowWriter): Promise<void> {
  const simulator = demo.createSimulator({ scenario: demo.scenario });
  simulator.grantSession(SIMULATED_SESSION);
  const served = await serve(simulator);
  let requests = 0;
  try {
    const client = await demo.connect({
      baseUrl: served.url,
      fetch: (input, init) => {
        requests += 1;
        set({ requests });
        return fetch(input, init);
      },
    });
    const { method, path, body } = demo.startCall;
    const json =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
    const id = await demo.readId(await client.fetch(new Request(client.baseUrl + path, { method, signal, ...json })));
    // The start call is no question.
    requests = 0;
    update({ provider: simulator.provider, job: id, requests });
    for await (const status of client.watch(id, { signal, schedule: () => POLL_MS })) update({ status });
  } catch (error) {
    // A start call that the caller has aborted fails with the runtime's own error.
    if (signal.aborted) return;
    if (!(error instanceof JobStatusError)) throw error;
    update({ provider: simulator.provider, error: error.message });
  } finally {
    await served.close();
  }
}
