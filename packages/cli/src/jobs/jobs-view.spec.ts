import { JobStatusError, type JobStatus } from "@jobstatus/core";
import { allParts, createJobClient } from "@jobstatus/core/provider";
import { describe, expect, it } from "vitest";
import { Providers } from "../connect/providers.ts";
import { noteOf } from "../job-row.ts";
import { summary } from "../plain-text.ts";
import { JobsView } from "./jobs-view.ts";

const options = { credentials: { accessToken: "simulated" }, subdomain: "company" };
const contract = await new Providers().load("zendesk");
const client = createJobClient(contract, options, allParts);
const connection = { provider: "zendesk", contract, client, settings: {}, profile: undefined, requests: 3 };
const job = { connection, reference: "a", label: "a" };

function status(state: JobStatus["state"]): JobStatus {
  return { provider: "zendesk", id: "a", state, native: state, raw: {} };
}

function viewUntil(until?: string) {
  let nowMs = 0;
  const view = new JobsView(
    [job, { ...job, label: "b" }],
    until,
    () => nowMs,
    () => nowMs,
  );
  return { view, at: (ms: number) => (nowMs = ms) };
}

describe("the time left", () => {
  const estimatedEnd = { at: "1970-01-01T00:00:10.000Z", confidence: 0.9 };

  it("follows from the estimate of the latest poll, until that moment has passed", () => {
    const { view, at } = viewUntil();
    view.record(0, status("running"));
    expect(view.row(0).leftMs).toBeUndefined();
    view.record(0, { ...status("running"), estimatedEnd });
    at(4_000);
    expect(view.row(0).leftMs).toBe(6_000);
    at(9_500);
    expect(view.row(0).leftMs).toBe(500);
    // Nothing is better than "0 s", which is wrong now or in a moment.
    at(9_501);
    expect(view.row(0).leftMs).toBeUndefined();
    at(10_000);
    expect(view.row(0).leftMs).toBeUndefined();
  });

  it("is absent at the end, when the time so far stops", () => {
    const { view, at } = viewUntil("running");
    at(1_000);
    view.record(0, { ...status("running"), estimatedEnd });
    expect(view.row(0).leftMs).toBeUndefined();
    at(9_000);
    expect(view.row(0).elapsedMs).toBe(1_000);
  });
});

describe("the exit code", () => {
  it("is that of the latest state, or 0 at the state or status value of --until", () => {
    const { view } = viewUntil("running");
    expect(view.exitCode(0)).toBe(10);
    view.record(0, status("running"));
    expect(view.exitCode(0)).toBe(0);
    view.record(0, status("cancelled"));
    expect(view.exitCode(0)).toBe(12);
    const byValue = viewUntil("killed").view;
    byValue.record(0, { ...status("cancelled"), native: "killed" });
    expect(byValue.exitCode(0)).toBe(0);
  });

  it("is that of the error", () => {
    const { view } = viewUntil();
    view.fail(0, new JobStatusError("unavailable", "the connection was refused", { jobId: "a" }));
    expect(view.exitCode(0)).toBe(25);
    expect(noteOf(view.row(0))).toBe('job "a": the connection was refused');
  });
});

it("misses the provider's reason only for a job that has ended", () => {
  const { view } = viewUntil();
  view.record(0, status("running"));
  view.record(1, { ...status("failed"), id: "b" });
  expect(summary(view).split("\n").slice(1)).toEqual([
    "  running: zendesk a",
    "  failed: zendesk b: the provider gives no reason",
  ]);
});

it("counts the requests of each connection once, since the run began", () => {
  const { view } = viewUntil();
  expect(view.requests).toBe(0);
  connection.requests = 7;
  expect(view.requests).toBe(4);
});
