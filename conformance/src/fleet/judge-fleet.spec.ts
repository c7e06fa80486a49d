import { describe, expect, it } from "vitest";
import type { Arrival } from "./fleet-provider.ts";
import type { FleetTrace } from "./fleet-trace.ts";
import { judgeFleet } from "./judge-fleet.ts";
import { readFleetCases } from "./read-fleet-cases.ts";

const [first] = readFleetCases();
if (!first) throw new Error("there are no cases");
const one = { ...first, provider: "veeva-vault", timeFactor: 20, expected: {} } as const;

function poll(atMs: number, more: Partial<Arrival> = {}): Arrival {
  return {
    atMs,
    earliestMs: atMs,
    worker: "worker 1",
    kind: "status",
    jobs: ["7"],
    isAbandoned: false,
    ended: [],
    ...more,
  };
}

const whole: FleetTrace = {
  arrivals: [poll(0), poll(500)],
  ends: new Map([["7", "succeeded"]]),
  deliveries: [{ client: "provider", id: "7", state: "succeeded", isRepeated: false }],
  taken: new Set(["7"]),
  exits: [{ process: "worker 1", result: 0, sent: "SIGTERM", terminatedAtMs: 900, log: "" }],
  stallMs: 0,
};

describe("a trace", () => {
  it("without a fault has none", () => {
    expect(judgeFleet(one, whole, 2)).toEqual([]);
  });

  it("without a fault has none if the provider may have read a poll too late", () => {
    const arrivals = [poll(300, { earliestMs: 0 }), poll(500)];
    expect(judgeFleet(one, { ...whole, arrivals }, 2)).toEqual([]);
  });

  it.each<[string, Partial<FleetTrace>, string]>([
    ["an end that the consumer never took", { taken: new Set() }, "1 job was lost: 7"],
    [
      "an end that came after it was acknowledged",
      { deliveries: [...whole.deliveries, { client: "provider", id: "7", state: "succeeded", isRepeated: true }] },
      "1 job was delivered again after the consumer had acknowledged them: 7",
    ],
    [
      "an error in place of the end",
      { deliveries: [{ client: "provider", id: "7", error: "unavailable", isRepeated: false }] },
      "1 job was delivered with a wrong end: 7 as unavailable",
    ],
    [
      "two polls within 10 s of the case",
      { arrivals: [poll(0, { isAbandoned: true, respondedAtMs: 300 }), poll(400, { worker: "worker 2" })] },
      "1 job was polled within the provider's interval: 7 by worker 2 8000 ms after worker 1, which had given it up",
    ],
    [
      "two polls within 10 s, though the first was read too late",
      { arrivals: [poll(300, { earliestMs: 50 }), poll(500)] },
      "1 job was polled within the provider's interval: 7 by worker 1 9000 ms after worker 1",
    ],
    [
      "a process that ends by itself",
      { exits: [{ process: "worker 1", result: 1, sent: undefined, terminatedAtMs: undefined, log: "why\n" }] },
      "worker 1 ended by itself, with 1; it wrote: why",
    ],
    [
      "a poll that is given up at SIGTERM",
      { arrivals: [poll(850, { isAbandoned: true, respondedAtMs: 950 })] },
      "worker 1 gave up 1 requests at SIGTERM",
    ],
    ["a step that never comes", { stuckAt: "kill" }, 'the step "kill" never came'],
  ])("with %s has that fault", (_, part, fault) => {
    expect(judgeFleet(one, { ...whole, ...part }, 2)).toEqual([fault]);
  });

  it.each([
    [
      { requests: 1.25 },
      { arrivals: [0, 500, 1_000, 1_500].map((atMs) => poll(atMs)) },
      "4 polls were sent, and at most 3 are right",
    ],
    [{ logins: 2 }, {}, "0 logins were sent, and 2 are right"],
    [
      { limited: 0 },
      { arrivals: [poll(0, { refusal: "account limit" })] },
      "1 requests broke the account's limit, and at most 0 may",
    ],
    [{ silentMs: 100 }, {}, "1 ends were delivered, and none was due"],
    [{ refusal: true }, {}, "the second process was not refused"],
    [{ refusal: true }, { refusal: "one\ntwo" }, "the refusal is not one sentence: one\ntwo"],
  ] as const)("is held to what the case expects: %o", (expected, part, fault) => {
    expect(judgeFleet({ ...one, expected }, { ...whole, ...part }, 2)).toEqual([fault]);
  });
});
