import { createTrafficOps } from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  baseUrl: process.env.JOBSTATUS_TRAFFIC_OPS_BASE_URL ?? "",
  credentials: {
    accessToken: process.env.JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN ?? "",
  },
});

const job = await trafficOps.wait(1);

console.log(job.state, job.native);
