import { describe, expect, it } from "vitest";
import { assertScenario } from "./scenario.ts";

describe("the check of a scenario", () => {
  it("accepts a scenario that uses every key", () => {
    const scenario: unknown = JSON.parse(
      `{"id":"1","startedMsAgo":1,"title":"t","steps":["s"],"endMessage":"e","items":[{"id":7,"title":"t","error":"e","details":"d"}],
        "phases":[{"status":"w","forMs":1,"message":"m","percent":50,"stage":"ended","fields":{"a":null},"omit":["b"]}],
        "fields":{"a":[1]},"omit":["c"],"refusal":"r"}`,
    );
    expect(() => assertScenario(scenario)).not.toThrow();
    expect(() => assertScenario({ outcome: "partial", waitingMs: 0, workingMs: 1.5 })).not.toThrow();
  });

  it.each([
    { scenario: null, message: "scenario must be an object" },
    { scenario: [], message: "scenario must be an object" },
    { scenario: { ide: "1" }, message: "scenario.ide is not known; known are id, operation, startedMsAgo" },
    { scenario: { id: "" }, message: "scenario.id must be a text that is not empty" },
    {
      scenario: { outcome: "done" },
      message: "scenario.outcome must be one of succeeded, partial, failed, cancelled",
    },
    { scenario: { workingMs: -1 }, message: "scenario.workingMs must be a number from 0" },
    { scenario: { waitingMs: Number.NaN }, message: "scenario.waitingMs must be a number from 0" },
    { scenario: { phases: [] }, message: "scenario.phases must be a list of at least 1" },
    { scenario: { phases: [{}] }, message: "scenario.phases[0].status is missing" },
    {
      scenario: { phases: [{ status: "w" }, { status: "w", percent: 101 }] },
      message: "scenario.phases[1].percent must be a number from 0 to 100",
    },
    { scenario: { phases: [{ status: "w", fields: 1 }] }, message: "scenario.phases[0].fields must be an object" },
    {
      scenario: { phases: [{ status: "w" }], outcome: "failed" },
      message: "scenario.outcome cannot stand beside scenario.phases",
    },
    { scenario: { items: [{ id: true }] }, message: "scenario.items[0].id must be a text" },
    { scenario: { losesResponse: "yes" }, message: "scenario.losesResponse must be true or false" },
    { scenario: { omit: "a" }, message: "scenario.omit must be a list" },
  ])("says: $message", ({ scenario, message }) => {
    expect(() => assertScenario(scenario)).toThrow(message);
  });
});
