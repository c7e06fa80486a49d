import { createTrafficOps } from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  host: process.env.TRAFFIC_OPS_HOST ?? "trafficops.example.org",
  credentials: { accessToken: process.env.TRAFFIC_OPS_TOKEN ?? "" },
});

// A task can stay PENDING for ever, as when its server was restarted: name a timeout that suits it.
const end = await trafficOps.wait(1, { timeoutMs: 15 * 60_000 });
console.log(end.state, end.message);
