// Run by poll-cpu-row.ts in a process of its own: polls jobs over loopback to their ends, and prints the CPU time of a poll.
import { createTrafficOps } from "@jobstatus/traffic-ops";

const JOBS = 10_000;
/** As many as a client has requests in flight. */
const LOOPS = 64;
const POLLS_OF_JOB = 3;
/** Until then a good part of the CPU time is that of the compiler, which has more to compile for a library than for a loop. */
const WARM_UP_JOBS = 5_000;

const [sender = "", baseUrl = ""] = process.argv.slice(2);
const wait = sender === "raw" ? waitRaw : await waitOurs();

await waitForAll(1, WARM_UP_JOBS);
const before = process.cpuUsage();
await waitForAll(WARM_UP_JOBS + 1, WARM_UP_JOBS + JOBS);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify((user + system) / (JOBS * POLLS_OF_JOB)));
process.exit(0);

async function waitForAll(first: number, last: number): Promise<void> {
  let next = first;
  await Promise.all(
    Array.from({ length: LOOPS }, async () => {
      while (next <= last) await wait(next++);
    }),
  );
}

async function waitOurs(): Promise<(id: number) => Promise<unknown>> {
  // Loaded by no other sender: undici takes the place of the global fetch's connection pool.
  const transport = sender === "node" ? { fetch: (await import("@jobstatus/node")).createNodeFetch() } : {};
  const trafficOps = createTrafficOps({ baseUrl, credentials: { accessToken: "for-tests" }, ...transport });
  return (id) => trafficOps.wait(id, { schedule: () => 0 });
}

async function waitRaw(id: number): Promise<void> {
  for (;;) {
    const headers = { Authorization: "Bearer for-tests" };
    const response = await fetch(`${baseUrl}/api/4.0/async_status/${id}`, { headers });
    const body = (await response.json()) as { response: { status: string } };
    if (body.response.status !== "PENDING") return;
  }
}
