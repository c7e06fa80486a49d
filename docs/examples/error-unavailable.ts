import { createTrafficOps, JobStatusError } from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  host: "trafficops.example.org",
  credentials: { accessToken: process.env.TRAFFIC_OPS_TOKEN ?? "" },
});

try {
  await trafficOps.status(1);
} catch (error) {
  if (!(error instanceof JobStatusError)) throw error;
  if (error.code !== "unavailable") throw error;
  console.log(error.httpStatus, error.excerpt);
}
