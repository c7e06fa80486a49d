import { createTrafficOps, JobStatusError } from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  host: "trafficops.example.org",
  credentials: {
    accessToken: process.env.JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN ?? "",
  },
});

const response = await trafficOps.fetch(
  new Request(`${trafficOps.baseUrl}/api/4.0/cdns/dnsseckeys/refresh`, {
    method: "PUT",
  }),
);
try {
  await trafficOps.wait(response);
} catch (error) {
  if (!(error instanceof JobStatusError) || error.code !== "no-job")
    throw error;
  console.log("no job was started");
}
