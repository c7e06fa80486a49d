import { describe, expect, it } from "vitest";
import { acmeContract } from "../testing/acme-contract.ts";
import { readDelays } from "./own-delays.ts";

describe("a delay in a header", () => {
  it.each([
    ["milliseconds", { "X-Delay": "500" }, [500]],
    ["several", { "X-Delay": "500, 900" }, [500, 900]],
    ["text behind the digits", { "X-Delay": "500 ms" }, []],
    ["text before the digits", { "X-Delay": "about 500" }, []],
    ["a fraction, rounded up to a millisecond", { "X-Delay": "1.2" }, [2]],
    ["nothing", {}, []],
    ["more digits than a number holds", { "X-Delay": "9".repeat(400) }, [Infinity]],
  ])("is %s", (_, headers, expected) => {
    const contract = { ...acmeContract, delayHeader: { name: "X-Delay", unitMs: 1 } };
    expect(readDelays(contract, new Headers(headers), undefined)).toEqual(expected);
  });

  it("has the unit that the contract states", () => {
    const contract = { ...acmeContract, delayHeader: { name: "X-Delay", unitMs: 60_000 } };
    expect(readDelays(contract, new Headers({ "X-Delay": "5" }), undefined)).toEqual([300_000]);
  });

  it("is not read from a header that the contract does not name", () => {
    expect(readDelays(acmeContract, new Headers({ "X-Delay": "500" }), undefined)).toEqual([]);
  });
});

describe("a delay in the body", () => {
  const contract = { ...acmeContract, delayField: { at: "/job/again", unitMs: 1_000 } };

  it.each([
    ["a number", 5, [5_000]],
    ["a number as text", "5", [5_000]],
    ["a fraction, rounded up to a millisecond", 0.0015, [2]],
    ["none at all", 0, [0]],
    ["less than none", -5, []],
    ["a word", "soon", []],
    ["null", null, []],
    ["an object", { seconds: 5 }, []],
    ["a number in another form", 1e300, []],
  ])("is %s", (_, again, expected) => {
    expect(readDelays(contract, new Headers(), { job: { again } })).toEqual(expected);
  });

  it("stands beside one in a header", () => {
    const both = { ...contract, delayHeader: { name: "X-Delay", unitMs: 1 } };
    expect(readDelays(both, new Headers({ "X-Delay": "500" }), { job: { again: 1 } })).toEqual([500, 1_000]);
  });
});
