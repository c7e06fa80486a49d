import { createZendeskSimulator, zendeskCredentials } from "@jobstatus/simulator";
import { createZendesk } from "@jobstatus/zendesk";
import { createVirtualClock } from "@jobstatus/zendesk/virtual-clock";

// Both sides on one clock whose time passes only when it is told to: an hour takes no time at all.
const clock = createVirtualClock(Date.parse("2026-01-01T00:00:00Z"));
const simulator = createZendeskSimulator({ clock });
const zendesk = createZendesk({
  subdomain: "company",
  credentials: { accessToken: zendeskCredentials.accessToken },
  clock,
  fetch: (input, init) => simulator.fetch(new Request(input, init)),
});

const id = simulator.start({ outcome: "partial", workingMs: 60 * 60_000 });
simulator.respondNext({ status: 503 }); // one fault on the way
const end = await clock.run(zendesk.wait(id, { timeoutMs: 2 * 60 * 60_000 }));

console.log(
  end.state,
  end.items?.map((item) => item.ok),
);
