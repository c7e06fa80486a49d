import { createTrafficOps, JobStatusError } from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  host: "trafficops.example.org",
  credentials: {
    accessToken: process.env.JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN ?? "",
  },
});

try {
  await trafficOps.status(1);
} catch (error) {
  if (!(error instanceof JobStatusError)) throw error;
  if (error.code !== "unavailable") throw error;
  console.log(error.httpStatus, error.excerpt);
}
