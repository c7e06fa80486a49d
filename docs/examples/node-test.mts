import assert from "node:assert/strict";
import { it } from "node:test";
import { createVirtualClock } from "@jobstatus/zendesk/virtual-clock";
import {
  createZendeskSimulator,
  zendeskCredentials,
} from "@jobstatus/simulator";
import { createZendesk } from "@jobstatus/zendesk";

await it("waits through an outage", async () => {
  const clock = createVirtualClock();
  const simulator = createZendeskSimulator({ clock });
  const zendesk = createZendesk({
    subdomain: "company",
    credentials: { accessToken: zendeskCredentials.accessToken },
    clock,
    fetch: (input, init) => simulator.fetch(new Request(input, init)),
  });
  const id = simulator.start({ outcome: "succeeded" });
  simulator.respondNext({ status: 503 }, { status: 503 });

  const job = await clock.run(zendesk.wait(id));
  assert.equal(job.state, "succeeded");
});
