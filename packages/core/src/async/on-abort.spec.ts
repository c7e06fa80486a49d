import { expect, it, vi } from "vitest";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { offAbort, onAbort } from "./on-abort.ts";

it("runs every function with one listener, and leaves none", () => {
  const { signal, abort, listeners } = createCountedSignal();
  const runs = Array.from({ length: 20 }, () => vi.fn<() => void>());
  for (const run of runs) onAbort(signal, run);
  expect(listeners()).toBe(1);
  const [left, ...staying] = runs;
  if (left) offAbort(signal, left);
  abort();
  expect(left).not.toHaveBeenCalled();
  for (const run of staying) {
    expect(run).toHaveBeenCalledOnce();
    offAbort(signal, run);
  }
  expect(listeners()).toBe(0);
});

it("does not run a function that another one takes back meanwhile", () => {
  const { signal, abort } = createCountedSignal();
  const second = vi.fn<() => void>();
  onAbort(signal, () => offAbort(signal, second));
  onAbort(signal, second);
  abort();
  expect(second).not.toHaveBeenCalled();
});

it("listens again after all were taken back", () => {
  const { signal, abort } = createCountedSignal();
  const run = vi.fn<() => void>();
  onAbort(signal, run);
  offAbort(signal, run);
  offAbort(signal, run);
  onAbort(signal, run);
  abort();
  expect(run).toHaveBeenCalledOnce();
});

it("needs no signal", () => {
  const run = vi.fn<() => void>();
  onAbort(undefined, run);
  offAbort(undefined, run);
  expect(run).not.toHaveBeenCalled();
});
