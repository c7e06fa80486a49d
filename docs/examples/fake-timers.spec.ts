import {
  createZendeskSimulator,
  zendeskCredentials,
} from "@jobstatus/simulator";
import { createZendesk } from "@jobstatus/zendesk";
import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.useRealTimers();
});

it("waits for an hour in fake time", async () => {
  vi.useFakeTimers();
  const simulator = createZendeskSimulator();
  const zendesk = createZendesk({
    subdomain: "company",
    credentials: { accessToken: zendeskCredentials.accessToken },
    fetch: (input, init) => simulator.fetch(new Request(input, init)),
  });
  const id = simulator.start({ workingMs: 3_600_000 });

  const job = zendesk.wait(id, { timeoutMs: Infinity });
  await vi.advanceTimersByTimeAsync(2 * 3_600_000);
  expect((await job).state).toBe("succeeded");
});
