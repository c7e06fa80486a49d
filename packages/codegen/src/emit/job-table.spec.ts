import { describe, expect, it } from "vitest";
import { smallSpec } from "../testing/small-spec.ts";
import { statusOperation } from "./status-operation.ts";
import { jobTable } from "./job-table.ts";

function tableOf(given: Readonly<Record<string, string>>) {
  const spec = smallSpec(given);
  return jobTable(spec, statusOperation(spec));
}

const STATE = "state: { type: string, enum: [printing, printed, jammed] }";
const STATES = "    running: [printing]\n    succeeded: [printed]\n    failed: [jammed]";
const STATUS = "    status: /state\n";

describe("the status of the table", () => {
  it("is the pointer to text, which may be null", () => {
    expect(tableOf({}).status).toBe("/state");
    expect(
      tableOf({ [STATE]: 'state: { type: [string, "null"], enum: [printing, printed, jammed, null] }' }).status,
    ).toBe("/state");
  });

  it("is a rule for a number or a boolean", () => {
    const numbers = { [STATE]: "state: { type: integer, enum: [0, 1, 2] }" };
    const states = "    running: [0]\n    succeeded: [1]\n    failed: [2]";
    expect(tableOf({ ...numbers, [STATES]: states }).status).toEqual([{ at: "/state" }]);
    const booleans = { [STATE]: "state: { type: boolean }" };
    expect(tableOf({ ...booleans, [STATES]: "    succeeded: [true]\n    failed: [false]" }).status).toEqual([
      { at: "/state" },
    ]);
  });

  it("has a last rule for a field without a value, if that has a state", () => {
    expect(tableOf({ "[printing]": "[printing, null]" }).status).toEqual([{ at: "/state" }, { value: "null" }]);
  });

  it("is the rules, whose values are text", () => {
    const rules = `    status:
      - { value: late, where: { at: /done, equals: 100, http: 200 } }
      - { value: torn, where: { at: /note, and: [{ at: /done, equals: 7 }, { at: /pages }] } }
      - { value: lost, where: { http: 200, and: [{ at: /pages }] } }
      - { at: /state }
`;
    expect(tableOf({ [STATUS]: rules, "[printing]": "[printing, late, torn, lost]" }).status).toEqual([
      { value: "late", where: { at: "/done", equals: "100", http: 200 } },
      { value: "torn", where: { at: "/note", and: [{ at: "/done", equals: "7" }, { at: "/pages" }] } },
      { value: "lost", where: { http: 200, and: [{ at: "/pages" }] } },
      { at: "/state" },
    ]);
  });
});

describe("the progress of the table", () => {
  const DONE = "done: { type: integer }";

  it.each([
    ["a number", "{ percent: /done }", DONE, { percent: "/done" }],
    ["a text", "{ percent: /done }", "done: { type: string }", { percent: { text: "/done" } }],
    ["either", "{ completed: /done }", "done: { type: [integer, string] }", { completed: { text: "/done" } }],
    ["a header", "{ fraction: { header: X-Part } }", DONE, { fraction: { header: "X-Part" } }],
    ["two counts", "{ completed: /done, total: /done }", DONE, { completed: "/done", total: "/done" }],
  ])("has the place of %s", (_, progress, done, table) => {
    expect(tableOf({ "{ percent: /done }": progress, [DONE]: done }).progress).toEqual(table);
  });
});

it("has the outcomes of failed items as text, and a map only if it is one", () => {
  const items = "items: { at: /pages, outcome: [/ok], failedOutcomes: [false], map: false }";
  expect(tableOf({ "items: { at: /pages, success: /ok }": items }).items).toEqual({
    at: "/pages",
    outcome: ["/ok"],
    failedOutcomes: ["false"],
  });
});
