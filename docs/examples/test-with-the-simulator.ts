import { createVirtualClock } from "@jobstatus/zendesk/virtual-clock";
import {
  createZendeskSimulator,
  zendeskCredentials,
} from "@jobstatus/simulator";
import { createZendesk } from "@jobstatus/zendesk";

// The client and the simulator share one clock, which jumps ahead.
const clock = createVirtualClock(Date.parse("2026-01-01T00:00:00Z"));
const simulator = createZendeskSimulator({ clock });
const zendesk = createZendesk({
  subdomain: "company",
  credentials: { accessToken: zendeskCredentials.accessToken },
  clock,
  fetch: (input, init) => simulator.fetch(new Request(input, init)),
});

// A job that runs for an hour and fails in part, and one outage.
const id = simulator.start({ outcome: "partial", workingMs: 3_600_000 });
simulator.respondNext({ status: 503 });

const job = await clock.run(zendesk.wait(id, { timeoutMs: 7_200_000 }));
console.log(job.state);
console.log(job.items?.map(({ ok }) => ok));
