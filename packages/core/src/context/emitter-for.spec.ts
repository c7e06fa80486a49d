import { expect, it, vi } from "vitest";
import { createVirtualClock } from "../virtual-clock.ts";
import { emitterFor } from "./emitter-for.ts";
import type { JobEvent } from "./job-event.ts";

const clock = createVirtualClock(5_000);
const reported = () => vi.spyOn(console, "error").mockImplementation(() => {});

it("is absent if there is no listener", () => {
  expect(emitterFor(undefined, clock, { provider: "acme" })).toBeUndefined();
});

it("says of each event the provider, the operation and when it happened", () => {
  const onEvent = vi.fn<(event: JobEvent) => void>();
  emitterFor(onEvent, clock, { provider: "acme", operation: "task" })?.({ type: "logged-in" });
  expect(onEvent.mock.calls).toEqual([[{ provider: "acme", operation: "task", atMs: 5_000, type: "logged-in" }]]);
});

it("reports on the console what a listener throws", () => {
  const console = reported();
  const fault = new Error("of the listener");
  const emit = emitterFor(
    () => {
      throw fault;
    },
    clock,
    { provider: "acme" },
  );
  expect(() => emit?.({ type: "logged-in" })).not.toThrow();
  expect(console.mock.calls).toEqual([["jobstatus: onEvent threw", fault]]);
});

it("reports on the console what an asynchronous listener rejects with", async () => {
  const console = reported();
  const fault = new Error("of the listener");
  emitterFor(() => Promise.reject(fault), clock, { provider: "acme" })?.({ type: "logged-in" });
  await clock.advance(0);
  expect(console.mock.calls).toEqual([["jobstatus: onEvent threw", fault]]);
});

it("reports nothing of a listener that works, whatever it returns", async () => {
  const console = reported();
  for (const result of [undefined, 5, Promise.resolve(5)]) {
    emitterFor(() => result, clock, { provider: "acme" })?.({ type: "logged-in" });
  }
  await clock.advance(0);
  expect(console).not.toHaveBeenCalled();
});
