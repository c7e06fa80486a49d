import { describe, expect, it } from "vitest";
import { acmeContract, reading } from "../testing/acme-contract.ts";
import { readJobStatus } from "./read-job-status.ts";

const { items: _items, ...plainJob } = acmeContract.job;
const contract = { ...acmeContract, outcomeFromItems: [] };

describe("items", () => {
  const itemsOf = (items: NonNullable<(typeof acmeContract)["job"]["items"]> | object, body: object) =>
    readJobStatus(reading({ ...contract, job: { ...plainJob, items: { at: "/parts", ...items } } }), "7", {
      state: "DONE",
      ...body,
    }).items;

  it("are the members of a map, each with its key as its ID", () => {
    const table = { map: true, outcome: ["/word"], failedOutcomes: ["torn", "7"], details: "/why" };
    const parts = { left: { word: "fine", why: "new" }, right: { word: "torn", why: "old" }, back: { word: 7 } };
    expect(itemsOf(table, { parts })).toEqual([
      { id: "left", index: 0, ok: true, native: "fine" },
      { id: "right", index: 1, ok: false, native: "torn", error: "old" },
      { id: "back", index: 2, ok: false, native: "7" },
    ]);
  });

  it("have the ID in their own field, if there is one", () => {
    expect(itemsOf({ map: true, id: "/tag" }, { parts: { a: { tag: "x" }, b: {} } })).toEqual([
      { id: "x", index: 0, ok: true },
      { id: "b", index: 1, ok: true },
    ]);
  });

  it("are judged by their own value in a list, too", () => {
    const table = { outcome: ["/word"], failedOutcomes: ["torn"] };
    expect(itemsOf(table, { parts: [{ word: "torn" }, { word: "unheard-of" }, {}] })).toEqual([
      { index: 0, ok: false, native: "torn" },
      { index: 1, ok: true, native: "unheard-of" },
      { index: 2, ok: true },
    ]);
  });

  it("have no ID of their own if a single object stands in place of a list", () => {
    expect(itemsOf({}, { parts: { word: "fine" } })).toEqual([{ index: 0, ok: true }]);
  });

  it("are absent if there is no map", () => {
    expect(itemsOf({ map: true }, { parts: [{ word: "fine" }] })).toBeUndefined();
    expect(itemsOf({ map: true }, { parts: "none" })).toBeUndefined();
    expect(itemsOf({ map: true }, {})).toBeUndefined();
  });
});
