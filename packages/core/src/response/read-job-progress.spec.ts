import { describe, expect, it } from "vitest";
import type { Contract } from "../contract/contract.ts";
import { readJobStatus } from "./read-job-status.ts";
import type { UnreadableTime } from "./status-reader.ts";
import { acmeContract, reading } from "../testing/acme-contract.ts";

const { progress: _counts, ...rest } = acmeContract.job;
const percentContract: Contract = { ...acmeContract, job: { ...rest, progress: { percent: "/percent" } } };
const plainContract: Contract = { ...acmeContract, job: { at: [""], status: "/state" } };

describe("counted progress", () => {
  it.each([
    [
      { done: 0, of: 10 },
      { fraction: 0, completed: 0, total: 10 },
    ],
    [
      { done: 5, of: 10 },
      { fraction: 0.5, completed: 5, total: 10 },
    ],
    [
      { done: 10, of: 10 },
      { fraction: 1, completed: 10, total: 10 },
    ],
    [
      { done: 0, of: 0 },
      { completed: 0, total: 0 },
    ],
    [
      { done: 11, of: 10 },
      { completed: 11, total: 10 },
    ],
    [{ done: 5 }, { completed: 5 }],
    [{ done: null, of: 10 }, { total: 10 }],
    [{ done: -1, of: 10 }, { total: 10 }],
    [{ done: 5, of: -1 }, { completed: 5 }],
    [{ done: "5", of: 10 }, { total: 10 }],
    [{ done: Infinity, of: Infinity }, undefined],
    [{ done: -1, of: -1 }, undefined],
    [{ done: null, of: null }, undefined],
    [{}, undefined],
  ])("of %j", (job, progress) => {
    const status = readJobStatus(reading(acmeContract), "7", { job: { state: "WORKING", ...job } });
    expect(status.progress).toStrictEqual(progress);
    expect("progress" in status).toBe(progress !== undefined);
  });
});

describe("progress in percent", () => {
  it.each([
    [0, { fraction: 0 }],
    [12.5, { fraction: 0.125 }],
    [100, { fraction: 1 }],
    [101, undefined],
    [-1, undefined],
    ["50", undefined],
    [null, undefined],
    [undefined, undefined],
  ])("of %j", (percent, progress) => {
    const status = readJobStatus(reading(percentContract), "7", { state: "WORKING", percent });
    expect(status.progress).toStrictEqual(progress);
  });
});

describe("times", () => {
  const times = { created: "2026-01-01T10:00:00Z", started: "2026-01-02T10:00:00Z" };

  it.each(["WORKING", "DONE", "UNSURE", "no such word"])("a job that is %s has a start", (state) => {
    expect(readJobStatus(reading(acmeContract), "7", { state, ...times })).toMatchObject({
      createdAt: "2026-01-01T10:00:00Z",
      startedAt: "2026-01-02T10:00:00Z",
    });
  });

  it("a job that is pending has none: it is a plan", () => {
    const status = readJobStatus(reading(acmeContract), "7", { state: "QUEUED", ...times });
    expect(status.createdAt).toBe("2026-01-01T10:00:00Z");
    expect("startedAt" in status).toBe(false);
  });

  it("under a word whose times are local the zone goes", () => {
    const status = readJobStatus(reading(acmeContract), "7", { state: "PLANNED", ...times, updated: "/Date(0)/" });
    expect(status).toMatchObject({ createdAt: "2026-01-01T10:00:00", updatedAt: "1970-01-01T00:00:00.000" });
  });

  it.each(["soon", "2026-02-30T00:00:00Z", 5, {}])("%j is no time, and absent", (created) => {
    expect("createdAt" in readJobStatus(reading(acmeContract), "7", { state: "WORKING", created })).toBe(false);
  });
});

describe("links", () => {
  it.each<[string, unknown, unknown]>([
    ["without a relation", [{ href: "/x" }], undefined],
    ["without a target", [{ rel: "file" }, { rel: "file", href: "" }], undefined],
    [
      "among things that aren't links",
      [null, "x", { rel: "file", href: "/x", verb: null }],
      [{ rel: "file", href: "/x" }],
    ],
    ["that aren't a list", { rel: "file", href: "/x" }, undefined],
  ])("%s", (_, links, expected) => {
    expect(readJobStatus(reading(acmeContract), "7", { state: "WORKING", links }).links).toEqual(expected);
  });
});

it("a contract that says no more than the status gives no more", () => {
  const body = { state: "DONE", text: "x", done: 1, parts: [{ success: false }] };
  expect(readJobStatus(reading(plainContract), "7", body)).toStrictEqual({
    provider: "acme",
    id: "7",
    state: "succeeded",
    native: "DONE",
    raw: body,
  });
});

it("tells of a number that is a time in no encoding", () => {
  const unreadable: unknown[] = [];
  const times = { createdAt: { at: "/created", encodings: ["rfc3339"] as const } };
  const table = { ...acmeContract, job: { ...acmeContract.job, times } };
  const emit = (event: UnreadableTime) => unreadable.push(event);
  const body = { state: "WORKING", created: 1_501_708_132 };
  expect("createdAt" in readJobStatus({ ...reading(table), emit }, "7", body)).toBe(false);
  expect(unreadable).toEqual([{ type: "unreadable-time", id: "7", time: "createdAt", text: "1501708132" }]);
});
