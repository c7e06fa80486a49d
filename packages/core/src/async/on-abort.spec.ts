import { expect, it, vi } from "vitest";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { onAbort } from "./on-abort.ts";

it("runs every function with one listener, and leaves none", () => {
  const { signal, abort, listeners } = createCountedSignal();
  const runs = Array.from({ length: 20 }, () => vi.fn<() => void>());
  const releases = runs.map((run) => onAbort(signal, run));
  expect(listeners()).toBe(1);
  const [left, ...staying] = runs;
  releases[0]?.();
  abort();
  expect(left).not.toHaveBeenCalled();
  for (const run of staying) expect(run).toHaveBeenCalledExactlyOnceWith(signal);
  expect(listeners()).toBe(0);
});

it("does not run a function that another one takes back meanwhile", () => {
  const { signal, abort } = createCountedSignal();
  const second = vi.fn<() => void>();
  onAbort(signal, () => release?.());
  const release = onAbort(signal, second);
  abort();
  expect(second).not.toHaveBeenCalled();
});

it("listens again after all were taken back", () => {
  const { signal, abort } = createCountedSignal();
  const run = vi.fn<() => void>();
  const release = onAbort(signal, run);
  release?.();
  onAbort(signal, run);
  release?.();
  abort();
  expect(run).toHaveBeenCalledOnce();
});

it("needs no signal", () => {
  const run = vi.fn<() => void>();
  expect(onAbort(undefined, run)).toBeUndefined();
  expect(run).not.toHaveBeenCalled();
});

it("runs at once if the signal was aborted before", () => {
  const { signal, abort, listeners } = createCountedSignal();
  abort();
  const run = vi.fn<() => void>();
  expect(onAbort(signal, run)).toBeUndefined();
  expect(run).toHaveBeenCalledExactlyOnceWith(signal);
  expect(listeners()).toBe(0);
});
