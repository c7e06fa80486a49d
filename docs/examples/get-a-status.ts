import { createTrafficOps, isTerminalState } from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  host: "trafficops.example.org",
  credentials: {
    accessToken: process.env.JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN ?? "",
  },
});

const status = await trafficOps.status(1);
console.log(status.state, status.native, status.message);
console.log(isTerminalState(status) ? "finished" : "not finished");
