import { expect, it } from "vitest";
import type { RequestGate } from "../async/account-gate.ts";
import type { ClientContext } from "../context/client-context.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { noteRemaining } from "./note-remaining.ts";

const remainingRequests = { header: "X-Left", resetHeader: "X-Reset", intervalMs: 60_000 };

/** For how long the gate is told to wait, at the moment 1,000. */
function heardOf(headers: Record<string, string>, contract: ClientContext["contract"]) {
  const heard: unknown[] = [];
  const gate = { onRefusal: (...told: unknown[]) => heard.push(told) } as unknown as RequestGate;
  const engine = { timers: { now: () => 1_000 } } as ClientContext["engine"];
  noteRemaining({ contract, gate, engine }, new Headers(headers));
  return heard;
}

it.each([
  ["until the reset, if none is left", { "X-Left": "0", "X-Reset": "41" }, [[1_000, 1_000, 41_000]]],
  ["for the interval at most", { "X-Left": "0", "X-Reset": "999999999" }, [[1_000, 1_000, 60_000]]],
  ["not, while some are left", { "X-Left": "5", "X-Reset": "41" }, []],
  ["not, if the reset is now", { "X-Left": "0", "X-Reset": "0" }, []],
  ["not, without a reset", { "X-Left": "0" }, []],
  ["not, without a number of requests", { "X-Reset": "41" }, []],
  [
    "not, if there is a date in place of the seconds",
    { "X-Left": "0", "X-Reset": "Thu, 01 Jan 2026 00:00:40 GMT" },
    [],
  ],
  ["not, if there are several numbers", { "X-Left": "0, 5", "X-Reset": "41" }, []],
])("the gate is told to hold requests %s", (_, headers, expected) => {
  expect(heardOf(headers, { ...acmeContract, remainingRequests })).toEqual(expected);
});

it("the gate is told nothing of headers that the contract does not name", () => {
  expect(heardOf({ "X-Left": "0", "X-Reset": "41" }, acmeContract)).toEqual([]);
});
