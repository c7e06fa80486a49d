import { createZendesk } from "@jobstatus/zendesk";
import { createZendeskApi } from "@jobstatus/zendesk/api";
import { type EngineResult, atMost, medianOf } from "./engine-result.ts";

const POLLS = 4_000;
const RUNS = 9;
const ID = "8b726e606741012ffc2d782bcb7848fe";

/** Row 9: what a poll costs beyond the same request through openapi-fetch, with a transport that answers at once. */
export async function overheadRow(): Promise<EngineResult> {
  let left = 0;
  const fetch = () => {
    left -= 1;
    const status = left > 0 ? "working" : "completed";
    const body = `{"job_status":{"id":"${ID}","status":"${status}","total":2,"progress":1}}`;
    return Promise.resolve(new Response(body, { headers: { "Content-Type": "application/json" } }));
  };
  const options = {
    baseUrl: "http://null.invalid",
    fetch,
    credentials: { email: "a@example.org", apiToken: "for-tests" },
  };
  const zendesk = createZendesk(options);
  const api = createZendeskApi(zendesk);
  const ours = async () => {
    left = POLLS;
    await zendesk.wait(ID, { schedule: () => 0 });
  };
  const theirs = async () => {
    left = POLLS;
    for (let poll = 0; poll < POLLS; poll += 1)
      await api.GET("/api/v2/job_statuses/{id}.json", { params: { path: { id: ID } } });
  };
  const costs: { ours: number; theirs: number }[] = [];
  // In turn, so that a machine that changes its speed changes it for both; the first round warms up.
  for (let run = 0; run <= RUNS; run += 1) {
    const cost = { ours: await microsecondsOf(ours), theirs: await microsecondsOf(theirs) };
    if (run > 0) costs.push(cost);
  }
  const [ourCost, theirCost] = [medianOf(costs.map((cost) => cost.ours)), medianOf(costs.map((cost) => cost.theirs))];
  return atMost(1.5, {
    row: 9,
    what: "loop overhead over openapi-fetch, null transport",
    figure: ourCost - theirCost,
    unit: "µs a poll",
    how: `medians of ${RUNS} interleaved runs of ${POLLS} polls: ${ourCost.toFixed(1)} µs against ${theirCost.toFixed(1)} µs`,
  });
}

async function microsecondsOf(run: () => Promise<void>): Promise<number> {
  const startedAtMs = performance.now();
  await run();
  return ((performance.now() - startedAtMs) * 1_000) / POLLS;
}
