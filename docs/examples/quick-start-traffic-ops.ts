import { createTrafficOps } from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  host: "trafficops.example.org",
  credentials: {
    u: process.env.JOBSTATUS_TRAFFIC_OPS_U ?? "",
    p: process.env.JOBSTATUS_TRAFFIC_OPS_P ?? "",
  },
});

const job = await trafficOps.wait(1, { timeoutMs: 15 * 60_000 });

console.log(job.state, job.native);
console.log(job.message);
