import { createTrafficOps, JobStatusError } from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  host: "trafficops.example.org",
  credentials: {
    accessToken: process.env.JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN ?? "",
  },
});

async function waitFor(timeoutMs: number, signal: AbortSignal) {
  try {
    const job = await trafficOps.wait(1, { timeoutMs, signal });
    console.log(job.state);
  } catch (error) {
    if (!(error instanceof JobStatusError)) throw error;
    console.log(error.code, error.lastStatus?.native);
  }
}

// The user leaves the page after 20 seconds.
const controller = new AbortController();
setTimeout(() => controller.abort(), 20_000);

await waitFor(10_000, controller.signal); // the timeout comes first
await waitFor(60_000, controller.signal); // the abort comes first
