import { describe, expect, it } from "vitest";
import type { ContractProgress } from "../contract/contract.ts";
import { acmeContract, reading } from "../testing/acme-contract.ts";
import { readJobStatus } from "./read-job-status.ts";

const { items: _items, ...plainJob } = acmeContract.job;
const contract = { ...acmeContract, outcomeFromItems: [] };

describe("progress", () => {
  const progressOf = (progress: ContractProgress, body: object, headers: Record<string, string> = {}) =>
    readJobStatus(reading({ ...contract, job: { ...plainJob, progress } }, new Response(null, { headers })), "7", {
      state: "WORKING",
      ...body,
    }).progress;

  it.each([
    ["a fraction", { fraction: "/part" }, { part: 0.25 }, { fraction: 0.25 }],
    ["a whole", { fraction: "/part" }, { part: 1 }, { fraction: 1 }],
    ["a count without a total", { completed: "/done" }, { done: 12 }, { completed: 12 }],
    ["a percentage as text", { percent: { text: "/part" } }, { part: "42.5" }, { fraction: 0.425 }],
    ["a percentage with its sign", { percent: { text: "/part" } }, { part: " 42 % " }, { fraction: 0.42 }],
    ["a percentage with more digits", { percent: { text: "/part" } }, { part: "42.125" }, { fraction: 0.42125 }],
    ["a number where text may be", { percent: { text: "/part" } }, { part: 42 }, { fraction: 0.42 }],
    [
      "counts as text",
      { completed: { text: "/a" }, total: { text: "/b" } },
      { a: "1", b: "4" },
      { completed: 1, total: 4, fraction: 0.25 },
    ],
  ] as const)("is read from %s", (_, table, body, progress) => {
    expect(progressOf(table, body)).toEqual(progress);
  });

  it("is read from a header", () => {
    expect(progressOf({ percent: { header: "X-Progress" } }, {}, { "x-progress": "45%" })).toEqual({ fraction: 0.45 });
  });

  it.each([
    ["a fraction above 1", { fraction: "/part" }, { part: 42 }],
    ["a fraction below 0", { fraction: "/part" }, { part: -0.5 }],
    ["words", { percent: { text: "/part" } }, { part: "almost 50 %" }],
    ["hexadecimal digits", { percent: { text: "/part" } }, { part: "0x10" }],
    ["text where a number must be", { percent: "/part" }, { part: "42" }],
    ["a header that is absent", { percent: { header: "X-Progress" } }, {}],
  ] as const)("is absent for %s", (_, table, body) => {
    expect(progressOf(table, body)).toBeUndefined();
  });
});
