import { expect, it } from "vitest";
import type { JobEvent } from "../context/job-event.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";

/** The events about times that can't be read. */
function listen() {
  const events: JobEvent[] = [];
  const onEvent = (event: JobEvent) => {
    if (event.type === "unreadable-time") events.push(event);
  };
  return { events, onEvent };
}

it("tells the listener of a time that can't be read, once for each of the provider's times", async () => {
  const { events, onEvent } = listen();
  const job = jobIn("DONE", { created: "yesterday", finished: "2021-02-19" });
  const { client } = createAcmeClient([job], { onEvent });
  const status = await client.status("7");
  await client.status("8");
  expect(status).not.toHaveProperty("createdAt");
  expect(events).toEqual([
    { type: "unreadable-time", provider: "acme", id: "7", atMs: 0, time: "createdAt", text: "yesterday" },
    { type: "unreadable-time", provider: "acme", id: "7", atMs: 0, time: "finishedAt", text: "2021-02-19" },
  ]);
});

it.each([
  ["that is absent", {}],
  ["that is empty", { created: "" }],
  ["that is null", { created: null }],
  ["of a job that has not begun, and is a plan", { started: "soon" }],
])("tells nothing of a time %s", async (_, job) => {
  const { events, onEvent } = listen();
  await createAcmeClient([jobIn("QUEUED", job)], { onEvent }).client.status("7");
  expect(events).toEqual([]);
});

it("tells each client", async () => {
  const [first, second] = [listen(), listen()];
  const job = jobIn("DONE", { created: "yesterday" });
  for (const { onEvent } of [first, second]) await createAcmeClient([job], { onEvent }).client.status("7");
  expect([first.events.length, second.events.length]).toEqual([1, 1]);
});
