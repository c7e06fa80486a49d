import { createTrafficOps, JobStatusError } from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  host: "trafficops.example.org",
  credentials: {
    accessToken: process.env.JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN ?? "",
  },
});

try {
  // Give up after two minutes without a usable response.
  await trafficOps.wait(1, { retryBudgetMs: 2 * 60_000 });
} catch (error) {
  if (!(error instanceof JobStatusError)) throw error;
  console.log(error.code, error.httpStatus);
  console.log(error.resume ? "can be resumed" : "can't be resumed");
}
