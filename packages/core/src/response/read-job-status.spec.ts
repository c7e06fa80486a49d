import { describe, expect, it } from "vitest";
import type { Contract } from "../contract/contract.ts";
import { ContractMismatch } from "./contract-mismatch.ts";
import { readJobStatus } from "./read-job-status.ts";
import { acmeContract, reading } from "../testing/acme-contract.ts";

/** What is read of a job in its envelope, without the raw body. */
function read(job: Readonly<Record<string, unknown>>, contract: Contract = acmeContract) {
  const { raw, ...rest } = readJobStatus(reading(contract), "7", { job });
  expect(raw).toEqual({ job });
  return rest;
}

it("every field of a job is read", () => {
  const body = {
    job: {
      id: "another id, which does not hold",
      state: "DONE",
      text: "all said",
      name: "import",
      done: 3,
      of: 4,
      created: "2026-01-01T10:00:00.123456Z",
      started: "2026-01-01T10:00:01-07:00",
      updated: "/Date(1275097729527)/",
      finished: "2026-01-01T10:00:09",
      parts: [
        { id: "9007199254740993", index: 5, success: true, status: "made" },
        { id: 12, success: false, details: "no such page", action: "edit", status: null },
      ],
      url: "https://shop.acme.example/jobs/7",
      links: [
        { rel: "file", href: "/files/7", verb: "GET" },
        { rel: "log", href: "/logs/7" },
      ],
    },
  };
  expect(readJobStatus(reading(acmeContract), "7", body)).toStrictEqual({
    provider: "acme",
    id: "7",
    state: "partial",
    native: "DONE",
    message: "all said",
    title: "import",
    progress: { fraction: 0.75, completed: 3, total: 4 },
    items: [
      { id: "9007199254740993", index: 5, ok: true, native: "made" },
      { id: "12", index: 1, ok: false, native: "edit", error: "no such page" },
    ],
    createdAt: "2026-01-01T10:00:00.123456Z",
    startedAt: "2026-01-01T10:00:01-07:00",
    updatedAt: "2010-05-29T01:48:49.527Z",
    finishedAt: "2026-01-01T10:00:09",
    links: [
      { rel: "self", href: "https://shop.acme.example/jobs/7" },
      { rel: "file", href: "/files/7", method: "GET" },
      { rel: "log", href: "/logs/7" },
    ],
    raw: body,
  });
});

describe("what is not said is absent", () => {
  const bare = { provider: "acme", id: "7", state: "running", native: "WORKING" };
  const names = ["text", "name", "done", "of", "created", "started", "updated", "finished", "parts", "url", "links"];
  const all = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]));

  it.each([
    ["where it is absent", {}],
    ["where it is null", all(null)],
    ["where it is of another type", all({})],
    ["where it is empty text", all("")],
  ])("%s", (_, job) => {
    const { items, ...rest } = read({ state: "WORKING", ...job });
    expect(rest).toStrictEqual(bare);
    // An empty object is an item of which nothing is known.
    expect(items).toEqual(
      job["parts"] !== null && typeof job["parts"] === "object" ? [{ index: 0, ok: true }] : undefined,
    );
  });

  it("an empty list of items is said", () => {
    expect(read({ state: "WORKING", parts: [], links: [] })).toStrictEqual({ ...bare, items: [] });
  });
});

describe("the job", () => {
  it("is the first object at one of its pointers: wrapped or bare", () => {
    expect(readJobStatus(reading(acmeContract), "7", { state: "DONE", job: null }).state).toBe("succeeded");
    expect(readJobStatus(reading(acmeContract), "7", { state: "DONE", job: "x" }).state).toBe("succeeded");
    expect(readJobStatus(reading(acmeContract), "7", { state: "DONE", job: { state: "BROKEN" } }).state).toBe("failed");
  });

  it.each([
    [null, "/job", "there is no job"],
    ["text", "/job", "there is no job"],
    [5, "/job", "there is no job"],
    [[], "/job", "there is no job"],
    [{}, "/state", "there is no status value"],
    [{ job: {} }, "/job/state", "there is no status value"],
    [{ job: { state: null } }, "/job/state", "there is no status value"],
    [{ job: { state: 5 } }, "/job/state", "there is no status value"],
    [{ job: { state: ["DONE"] } }, "/job/state", "there is no status value"],
  ])("is not in %j", (body, where, message) => {
    const call = () => readJobStatus(reading(acmeContract), "7", body);
    expect(call).toThrow(ContractMismatch);
    expect(call).toThrow(expect.objectContaining({ where, message }));
  });
});

describe("the state", () => {
  it.each([
    ["QUEUED", "pending"],
    ["PLANNED", "pending"],
    ["WORKING", "running"],
    ["DONE", "succeeded"],
    ["BROKEN", "failed"],
    ["STOPPED", "cancelled"],
    ["UNSURE", "unknown"],
    ["done", "unknown"],
    ["DONE ", "unknown"],
    ["NOT DONE", "unknown"],
    ["", "unknown"],
    ["constructor", "unknown"],
    ["__proto__", "unknown"],
    ["toString", "unknown"],
  ])("of %j is %s", (native, state) => {
    expect(read({ state: native })).toMatchObject({ state, native });
  });
});

describe("items judge the end", () => {
  const good = { success: true };
  const bad = { success: false };

  it.each<[string, unknown, string]>([
    ["no list", undefined, "succeeded"],
    ["an empty list", [], "succeeded"],
    ["none failed", [good, {}], "succeeded"],
    ["some failed", [good, bad], "partial"],
    ["99 of 100 failed", [good, ...Array.from({ length: 99 }, () => bad)], "partial"],
    ["all failed", [bad, bad], "failed"],
    ["the only one failed", [bad], "failed"],
    ["an object that worked", good, "succeeded"],
    ["an object that failed", bad, "failed"],
    ["elements that aren't objects", [null, 5, "x"], "succeeded"],
  ])("%s", (_, parts, state) => {
    expect(read({ state: "DONE", parts }).state).toBe(state);
  });

  it.each(["WORKING", "BROKEN", "STOPPED"])("items do not decide under the status value %s", (native) => {
    expect(read({ state: native, parts: [good, bad] }).state).toBe(acmeContract.states[native as "WORKING"]);
  });

  it.each<[unknown, { ok: boolean; error?: string }]>([
    [{ success: true }, { ok: true }],
    [{ success: "false" }, { ok: true }],
    [{ error: "" }, { ok: true }],
    [{ error: null, errors: [] }, { ok: true }],
    [{ errors: {} }, { ok: true }],
    [{ error: false }, { ok: true }],
    [{ success: true, details: "made anew" }, { ok: true }],
    [{ error: "TooLong" }, { ok: false, error: "TooLong" }],
    [
      { error: "TooLong", details: "of 300" },
      { ok: false, error: "TooLong: of 300" },
    ],
    [
      { success: true, error: "TooLong" },
      { ok: false, error: "TooLong" },
    ],
    [{ errors: [{ code: 1 }] }, { ok: false, error: '[{"code":1}]' }],
    [
      { error: "A", errors: "B" },
      { ok: false, error: "A: B" },
    ],
    [{ success: false }, { ok: false }],
    [{ error: 404 }, { ok: false, error: "404" }],
  ])("the item %j", (item, expected) => {
    expect(read({ state: "WORKING", parts: [item] }).items).toStrictEqual([{ index: 0, ...expected }]);
  });
});
