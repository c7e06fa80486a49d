import { createVirtualClock } from "@jobstatus/zendesk/virtual-clock";
import {
  createZendeskSimulator,
  zendeskCredentials,
} from "@jobstatus/simulator";
import { createZendesk, type Zendesk } from "@jobstatus/zendesk";
import { expect, it } from "vitest";

/** The code under test. */
async function countFailures(zendesk: Zendesk, id: string) {
  const { items = [] } = await zendesk.wait(id);
  return items.filter((item) => !item.ok).length;
}

it("counts the tickets that failed", async () => {
  const clock = createVirtualClock();
  const simulator = createZendeskSimulator({ clock });
  const zendesk = createZendesk({
    subdomain: "company",
    credentials: { accessToken: zendeskCredentials.accessToken },
    clock,
    fetch: (input, init) => simulator.fetch(new Request(input, init)),
  });
  const id = simulator.start({ outcome: "partial" });

  expect(await clock.run(countFailures(zendesk, id))).toBe(1);
});
