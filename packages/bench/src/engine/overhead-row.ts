import { createZendesk } from "@jobstatus/zendesk";
import { createZendeskApi } from "@jobstatus/zendesk/api";
import { type EngineResult, atMost, medianOf } from "./engine-result.ts";

const POLLS = 4_000;
const RUNS = 9;
const ID = "8b726e606741012ffc2d782bcb7848fe";

/** Row 9: the CPU time of a poll beyond the same request by a raw loop and through openapi-fetch, with a transport that answers at once. */
export async function overheadRows(): Promise<readonly EngineResult[]> {
  let left = 0;
  const fetch = () => {
    left -= 1;
    const status = left > 0 ? "working" : "completed";
    const body = `{"job_status":{"id":"${ID}","status":"${status}","total":2,"progress":1}}`;
    return Promise.resolve(new Response(body, { headers: { "Content-Type": "application/json" } }));
  };
  const sendRaw: (input: string, init: RequestInit) => Promise<Response> = fetch;
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
  const raw = async () => {
    left = POLLS;
    for (;;) {
      const headers = { Authorization: `Basic ${btoa("a@example.org/token:for-tests")}` };
      const response = await sendRaw(`http://null.invalid/api/v2/job_statuses/${ID}.json`, { headers });
      const body = (await response.json()) as { job_status: { status: string } };
      if (body.job_status.status !== "working") return;
    }
  };
  const costs: { ours: number; theirs: number; raw: number }[] = [];
  // In turn, so that a machine that changes its speed changes it for both; the first round warms up.
  for (let run = 0; run <= RUNS; run += 1) {
    const cost = {
      ours: await microsecondsOf(ours),
      theirs: await microsecondsOf(theirs),
      raw: await microsecondsOf(raw),
    };
    if (run > 0) costs.push(cost);
  }
  const row = (goal: number, than: "theirs" | "raw", name: string) => {
    const [ourCost, otherCost] = [medianOf(costs.map((cost) => cost.ours)), medianOf(costs.map((cost) => cost[than]))];
    return atMost(goal, {
      row: 9,
      what: `loop overhead over ${name}, null transport`,
      figure: medianOf(costs.map((cost) => cost.ours - cost[than])),
      unit: "µs of CPU a poll",
      how: `medians of ${RUNS} interleaved runs of ${POLLS} polls: ${ourCost.toFixed(1)} µs against ${otherCost.toFixed(1)} µs`,
    });
  };
  return [row(1.5, "theirs", "openapi-fetch"), row(2, "raw", "a raw loop of fetch and json()")];
}

/** Of CPU, since other programs on the machine take no part in it. */
async function microsecondsOf(run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / POLLS;
}
