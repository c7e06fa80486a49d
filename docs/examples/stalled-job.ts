import { createTrafficOps } from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  host: "trafficops.example.org",
  credentials: {
    accessToken: process.env.JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN ?? "",
  },
});

const job = await trafficOps.wait(1, {
  stallMs: 60_000,
  onStall: ({ message }) => console.log(`no change for 1 min: ${message}`),
});
console.log(job.state);
