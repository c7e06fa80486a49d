import { describe, expect, it } from "vitest";
import type { ContractStatusRule } from "../contract/contract.ts";
import { acmeContract, reading } from "../testing/acme-contract.ts";
import { readJobStatus } from "./read-job-status.ts";
import { statusRules } from "./status-rules.ts";

const RULES: readonly ContractStatusRule[] = [
  { value: "cancelled", where: { at: "/error/code", equals: "1" } },
  { value: "stopped", where: { at: "/stage", equals: "over", and: [{ at: "/stop" }, { at: "/by", equals: "7" }] } },
  { value: "failed", where: { at: "/error" } },
  { value: "moved", where: { http: 303 } },
  { value: "ready", where: { at: "/parts/*/kind", equals: "last", http: 200 } },
  { at: "/stage" },
  { value: "running" },
];

const valueOf = (job: unknown, httpStatus = 200) => statusRules.valueFrom(RULES, job, httpStatus);

describe("the first rule that holds", () => {
  it.each([
    ["a field is present", { error: {} }, "failed"],
    ["a field has a value, as a number or as text", { error: { code: 1 } }, "cancelled"],
    ["one element of a list has a value", { parts: [{ kind: "first" }, { kind: "last" }] }, "ready"],
    ["several fields fit", { stage: "over", stop: {}, by: 7 }, "stopped"],
    ["its place has a text", { stage: "drying" }, "drying"],
    ["its place has a number", { stage: 7 }, "7"],
    ["its place has a boolean", { stage: false }, "false"],
  ])("gives the value if %s", (_, job, value) => {
    expect(valueOf(job)).toBe(value);
  });

  it.each([
    ["null, which is as absent", { error: null, stage: null }],
    ["a text without characters", { stage: "" }],
    ["an object in place of a value", { stage: { name: "drying" } }],
    ["a value that only looks alike", { parts: [{ kind: "LAST" }] }],
    ["a field that every object inherits", Object.create({ error: true }) as object],
  ])("is the last one for %s", (_, job) => {
    expect(valueOf(job)).toBe("running");
  });

  it("needs every field that it names", () => {
    expect(valueOf({ stage: "over", by: 7 })).toBe("over");
    expect(valueOf({ stage: "over", stop: {}, by: 8 })).toBe("over");
    expect(valueOf({ stage: "drying", stop: {}, by: 7 })).toBe("drying");
  });

  it("needs the HTTP status that it names beside its field", () => {
    expect(valueOf({ parts: [{ kind: "last" }] }, 202)).toBe("running");
    expect(valueOf({ parts: [{ kind: "last" }] }, 200)).toBe("ready");
  });

  it("is one about the HTTP status alone if there is no job", () => {
    expect(valueOf(undefined, 303)).toBe("moved");
    expect(valueOf(undefined, 200)).toBeUndefined();
  });
});

it("knows the HTTP statuses that rules name", () => {
  expect(statusRules.isNamed(RULES, 303)).toBe(true);
  expect(statusRules.isNamed(RULES, 202)).toBe(false);
  expect(statusRules.isNamed("/status", 303)).toBe(false);
});

describe("a status by rules", () => {
  const contract = { ...acmeContract, job: { at: ["/job", ""], status: RULES } };
  const readFrom = (body: unknown, status = 200) =>
    readJobStatus(reading(contract, new Response(null, { status })), "7", body);

  it("is read from the job, wherever that is", () => {
    expect(readFrom({ job: { error: {} } }).native).toBe("failed");
    expect(readFrom({ error: {} }).native).toBe("failed");
  });

  it("has no job if the HTTP status tells it, whatever the body is", () => {
    expect(readFrom(undefined, 303)).toMatchObject({ native: "moved", state: "unknown", raw: undefined });
    expect(readFrom([1, 2], 303)).toMatchObject({ native: "moved", raw: [1, 2] });
  });

  it.each([
    ["text", "done", "there is no job"],
    ["an empty list", [], "there is no job"],
    ["a list of jobs", [{ stage: "drying" }, { stage: "done" }], "there are several jobs"],
    ["nothing", undefined, "there is no job"],
  ])("is refused for %s in place of a job", (_, body, problem) => {
    expect(() => readFrom(body)).toThrow(problem);
  });

  it("is refused if no rule holds", () => {
    const rules = { ...contract, job: { at: [""], status: [{ at: "/stage" }] } };
    expect(() => readJobStatus(reading(rules), "7", { other: 1 })).toThrow("there is no status value");
  });
});
