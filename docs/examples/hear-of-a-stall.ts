import { createTrafficOps } from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  host: "trafficops.example.org",
  credentials: { accessToken: process.env.TRAFFIC_OPS_TOKEN ?? "" },
});

const end = await trafficOps.wait(1, {
  stallMs: 60_000,
  onStall: (status) => console.log(`nothing has moved for a minute: ${status.message}`),
});
console.log(end.state);
