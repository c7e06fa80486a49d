import { expect, it } from "vitest";
import type { JobEvent } from "../context/job-event.ts";
import { contextOf } from "../context/context-of.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { readChange } from "./read-status.ts";

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

/** Reads a body after a first one, with what differs in the client. */
function readAgain(
  body: unknown,
  { readsHead = false, ...more }: { readsHead?: boolean; operationName?: string } = {},
) {
  const context = contextOf(createAcmeClient([]).client);
  const { readsHead: _readsHead, ...others } = context.parts;
  const parts = { ...others, ...(readsHead && { readsHead }) };
  const read = (raw: unknown, last: ReturnType<typeof readChange> | undefined) =>
    readChange({ ...context, parts, ...more }, "7", raw, new Response(), last);
  const first = read({ job: { state: "DONE" } }, undefined);
  return { first, again: read(body, first) };
}

it("a status that says the same again is the last one", () => {
  const { first, again } = readAgain({ job: { state: "DONE" } });
  expect(again).toBe(first);
  expect(readAgain({ job: { state: "BROKEN" } }).again.native).toBe("BROKEN");
});

it("a status that is also read from the response's head is read again", () => {
  const { first, again } = readAgain({ job: { state: "DONE" } }, { readsHead: true });
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});

it("a status names its operation if that is not the default one", () => {
  const raw = { job: { state: "DONE" } };
  const status = { provider: "acme", id: "7", state: "succeeded", native: "DONE", raw };
  expect(readAgain(raw).again).toStrictEqual(status);
  expect(readAgain(raw, { operationName: "task" }).again).toStrictEqual({ ...status, operation: "task" });
});
