// Run by crowd-rows.ts in a process of its own: waits for ten thousand jobs, with `watchAll`, with `wait` or as a raw loop, and prints
// what it took.
import { createServer } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { watchAll } from "@jobstatus/core";
import { createTrafficOps } from "@jobstatus/traffic-ops";

const JOBS = 10_000;
const [who = "", transport = ""] = process.argv.slice(2);
const BODY = JSON.stringify({
  response: {
    id: 1,
    status: "PENDING",
    start_time: "2021-02-18T17:13:56.352261Z",
    message: "Async job has started.",
  },
});

let open = 0;
let mostOpen = 0;
const server = createServer((_, answer) => {
  answer.setHeader("Content-Type", "application/json");
  // A little later, so that requests that are sent together are under way together.
  setTimeout(() => answer.end(BODY), 5);
});
server.on("connection", (socket) => {
  open += 1;
  mostOpen = Math.max(mostOpen, open);
  socket.on("close", () => (open -= 1));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = server.address();
const baseUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
const responseAtOnce = () => Promise.resolve(new Response(BODY, { headers: { "Content-Type": "application/json" } }));
const send = transport === "null" ? responseAtOnce : fetch;

collect();
const heapBefore = process.memoryUsage().heapUsed;
const delays = monitorEventLoopDelay({ resolution: 5 });
let requests = 0;
let errors = 0;
const keep: unknown[] = [];
delays.enable();
if (who === "watchAll") await ours();
else await (who === "wait" ? waits() : raw());
delays.disable();
await new Promise((resolve) => setTimeout(resolve, 300));
collect();
const heap = (process.memoryUsage().heapUsed - heapBefore) / JOBS;
const longestMs = delays.max / 1e6;
const timers = process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
console.log(
  JSON.stringify({ heap, timers, mostOpen, errors, p99Ms: delays.percentile(99) / 1e6, longestMs, requests }),
);
process.exit(0);

async function ours(): Promise<void> {
  const counted = async (input: string | Request, init?: RequestInit) => {
    requests += 1;
    return send(input, init);
  };
  const trafficOps = createTrafficOps({ baseUrl, fetch: counted, credentials: { accessToken: "for-tests" } });
  const ids = Array.from({ length: JOBS }, (_, index) => [trafficOps, index + 1] as const);
  const updates = watchAll(ids, { schedule: () => 60_000, timeoutMs: 3_600_000 });
  keep.push(updates);
  for (let seen = 0; seen < JOBS; seen += 1) {
    const { value } = await updates.next();
    if (value?.error) errors += 1;
  }
}

/** A wait for each job. */
async function waits(): Promise<void> {
  const { counted, finished } = countRequests();
  const trafficOps = createTrafficOps({ baseUrl, fetch: counted, credentials: { accessToken: "for-tests" } });
  const schedule = () => 60_000;
  for (let id = 1; id <= JOBS; id += 1) keep.push(trafficOps.wait(id, { schedule, timeoutMs: 3_600_000 }));
  await finished;
}

function countRequests() {
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const counted = async (input: string | Request, init?: RequestInit) => {
    const response = await send(input, init);
    requests += 1;
    if (requests === JOBS) finish();
    return response;
  };
  return { counted, finished };
}

/** A loop that keeps nothing of a response, as most people write it. */
async function raw(): Promise<void> {
  let seen = 0;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const count = () => {
    seen += 1;
    if (seen === JOBS) finish();
  };
  const poll = async (id: number) => {
    for (;;) {
      requests += 1;
      try {
        if (await isDone(id)) return;
      } catch {
        errors += 1;
        count();
      }
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    }
  };
  const isDone = async (id: number) => {
    const headers = { Authorization: "Bearer for-tests" };
    const response = await send(`${baseUrl}/api/4.0/async_status/${id}`, { headers });
    const body = (await response.json()) as { response: { status: string } };
    count();
    return body.response.status !== "PENDING";
  };
  for (let id = 1; id <= JOBS; id += 1) keep.push(poll(id));
  await finished;
}

function collect(): void {
  if (globalThis.gc === undefined) throw new Error("run with --expose-gc");
  globalThis.gc();
  globalThis.gc();
}
