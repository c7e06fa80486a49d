import { expect, it } from "vitest";
import type { ContractItems, ContractProgress } from "../contract/contract.ts";
import { acmeContract, reading } from "../testing/acme-contract.ts";
import { readItems } from "./read-items.ts";
import { readJobStatus } from "./read-job-status.ts";
import { readProgress } from "./read-progress.ts";
import type { StatusReader } from "./status-reader.ts";

/** The status that one reader alone makes of a job, if the contract has no table for more. */
function statusBy(reader: StatusReader, table: { items?: ContractItems; progress?: ContractProgress }, body: object) {
  const { items: _items, progress: _progress, ...job } = acmeContract.job;
  const contract = { ...acmeContract, outcomeFromItems: [], job: { ...job, ...table } };
  return readJobStatus({ ...reading(contract), readers: [reader] }, "7", { state: "WORKING", ...body });
}

it.each([
  [
    "of a list",
    [{ fine: true }, { fine: false, why: "torn" }],
    [
      { index: 0, ok: true },
      { index: 1, ok: false, error: "torn" },
    ],
  ],
  ["of a single object", { fine: true }, [{ index: 0, ok: true }]],
  ["with a number as the error", { error: 5 }, [{ index: 0, ok: false, error: "5" }]],
  ["without an error, if that is an empty list", { error: [] }, [{ index: 0, ok: true }]],
  ["of no text", "none", undefined],
])("reads items %s", (_, parts, items) => {
  const table = { at: "/parts", success: "/fine", details: "/why", errors: ["/error"] };
  expect(statusBy(readItems, { items: table }, { parts }).items).toEqual(items);
});

it("reads no items without a table", () => {
  expect(statusBy(readItems, {}, { parts: [{}] })).not.toHaveProperty("items");
});

it.each<[string, ContractProgress, object, unknown]>([
  ["a percentage", { percent: "/part" }, { part: 42 }, { fraction: 0.42 }],
  ["a percentage of all", { percent: "/part" }, { part: 100 }, { fraction: 1 }],
  ["no percentage of more than all", { percent: "/part" }, { part: 101 }, undefined],
  ["no percentage that is absent", { percent: "/part" }, {}, undefined],
  ["counts", { completed: "/a", total: "/b" }, { a: 1, b: 4 }, { fraction: 0.25, completed: 1, total: 4 }],
  ["a total alone", { completed: "/a", total: "/b" }, { b: 4 }, { total: 4 }],
  ["a count alone", { completed: "/a", total: "/b" }, { a: 1 }, { completed: 1 }],
  ["no text", { percent: { text: "/part" } }, { part: 42 }, undefined],
  ["no fraction", { fraction: "/part" }, { part: 0.5 }, undefined],
])("reads %s as progress", (_, progress, body, expected) => {
  expect(statusBy(readProgress, { progress }, body).progress).toEqual(expected);
});

it("reads no progress without a table", () => {
  expect(statusBy(readProgress, {}, { part: 42 })).not.toHaveProperty("progress");
});
