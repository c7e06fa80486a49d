import { JobStatusError, createTrafficOps } from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  host: "trafficops.example.org",
  credentials: { accessToken: process.env.TRAFFIC_OPS_TOKEN ?? "" },
});

// A timeout of the call's own, and a signal that somebody else may abort.
const controller = new AbortController();
setTimeout(() => controller.abort(new Error("the user left the page")), 20_000);

for (const timeoutMs of [10_000, 60_000]) {
  try {
    await trafficOps.wait(1, { timeoutMs, signal: controller.signal });
  } catch (error) {
    if (!(error instanceof JobStatusError)) throw error;
    console.log(error.code, error.lastStatus?.native);
  }
}
