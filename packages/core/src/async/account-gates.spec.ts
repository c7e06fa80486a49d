import { expect, it, vi } from "vitest";
import { collectGarbage } from "../testing/collect-garbage.ts";
import { limitAccounts } from "./account-limits.ts";
import { AccountGates } from "./account-gates.ts";

const uncounted = () => undefined;

it("the clients of an account share a gate as long as one of them has it, however long it was idle", async () => {
  const gates = new AccountGates();
  const gate = gates.gateFor("ann", uncounted, 0);
  for (let n = 0; n < 10; n += 1) gates.gateFor(`other ${n}`, uncounted, n * 3_600_000);
  await collectGarbage();
  expect(gates.gateFor("ann", uncounted, 36_000_000)).toBe(gate);
});

it("a gate that holds a refusal is kept when its last client is gone, until that moment", async () => {
  const gates = new AccountGates();
  (() => gates.gateFor("ann", uncounted, 0).onRefusal(0, 0, 60_000))();
  await collectGarbage();
  expect(gates.gateFor("ann", uncounted, 59_000).isIdle(59_000)).toBe(false);
  gates.gateFor("bob", uncounted, 60_000);
  await collectGarbage();
  gates.gateFor("ann", uncounted, 60_000).onRefusal(60_000, 60_000, 5_000);
  expect(gates.gateFor("ann", uncounted, 60_000).isIdle(65_000)).toBe(true);
});

it("a gate that counts requests of a stated limit is kept, too", async () => {
  const gates = new AccountGates();
  const limits = [
    { requests: 1, intervalMs: 60_000 },
    { requests: 1, intervalMs: 1_000 },
  ];
  const timers = { now: () => 0 } as never;
  (() => void gates.gateFor("ann", () => limitAccounts(limits), 0).admit(timers, new AbortController().signal))();
  await collectGarbage();
  expect(gates.gateFor("ann", () => limitAccounts(limits), 30_000).isIdle(30_000)).toBe(false);
});

it("an idle gate without a client is forgotten", async () => {
  const gates = new AccountGates();
  const gone = new WeakRef((() => gates.gateFor("ann", uncounted, 0))());
  await collectGarbage();
  gates.gateFor("bob", uncounted, 0);
  await collectGarbage();
  expect(gone.deref()).toBeUndefined();
});

it("without WeakRef a gate is kept while it holds something, and is forgotten once it is idle", () => {
  vi.stubGlobal("WeakRef", undefined);
  try {
    const gates = new AccountGates();
    const gate = gates.gateFor("ann", uncounted, 0);
    gate.onRefusal(0, 0, 60_000);
    gates.gateFor("bob", uncounted, 30_000);
    expect(gates.gateFor("ann", uncounted, 59_000)).toBe(gate);
    gates.gateFor("bob", uncounted, 7_200_000);
    expect(gates.gateFor("ann", uncounted, 7_200_000)).not.toBe(gate);
  } finally {
    vi.unstubAllGlobals();
  }
});
