// Run by overhead-row.ts in a process of its own: polls a job through a transport that answers at once, by this library, by
// openapi-fetch and by a raw loop in turn, and prints the microseconds of CPU that a poll of each takes in every round.
import { createZendesk } from "@jobstatus/zendesk";
import { createZendeskApi } from "@jobstatus/zendesk/api";
import { POLLS, ROUNDS } from "./overhead-row.ts";

const ID = "8b726e606741012ffc2d782bcb7848fe";

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

async function ours(): Promise<void> {
  await zendesk.wait(ID, { schedule: () => 0 });
}

async function theirs(): Promise<void> {
  for (let poll = 0; poll < POLLS; poll += 1)
    await api.GET("/api/v2/job_statuses/{id}.json", { params: { path: { id: ID } } });
}

async function raw(): Promise<void> {
  for (;;) {
    const headers = { Authorization: `Basic ${btoa("a@example.org/token:for-tests")}` };
    const response = await sendRaw(`http://null.invalid/api/v2/job_statuses/${ID}.json`, { headers });
    const body = (await response.json()) as { job_status: { status: string } };
    if (body.job_status.status !== "working") return;
  }
}

/** Of CPU, since other programs on the machine take no part in it. */
async function microsecondsOf(run: () => Promise<void>): Promise<number> {
  left = POLLS;
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / POLLS;
}

const rounds: object[] = [];
// In turn, so that a machine that changes its speed changes it for all.
for (let round = 0; round < ROUNDS; round += 1) {
  rounds.push({
    ours: await microsecondsOf(ours),
    theirs: await microsecondsOf(theirs),
    raw: await microsecondsOf(raw),
  });
}
console.log(JSON.stringify(rounds));
