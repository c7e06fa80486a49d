import { JobStatusError, type JobStatus } from "@jobstatus/core";
import { createJobClient } from "@jobstatus/core/provider";
import { describe, expect, it } from "vitest";
import { loadContract } from "../connect/load-contract.ts";
import { JobsView } from "./jobs-view.ts";
import { RequestCounts } from "./request-counts.ts";

const options = { credentials: { accessToken: "simulated" }, subdomain: "company" };
const client = createJobClient(await loadContract("zendesk"), options);
const job = { connection: { provider: "zendesk", client, settings: {} }, reference: "a", label: "a" } as const;

function status(state: JobStatus["state"], fraction?: number): JobStatus {
  return {
    provider: "zendesk",
    id: "a",
    state,
    native: state,
    raw: {},
    ...(fraction !== undefined && { progress: { fraction } }),
  };
}

function boardAt(until?: JobStatus["state"]) {
  let nowMs = 0;
  const requests = new RequestCounts();
  const view = new JobsView([job], requests, until, () => nowMs);
  return { view, requests, at: (ms: number) => (nowMs = ms) };
}

describe("the estimate", () => {
  it("goes by the speed between the first progress and the latest", () => {
    const { view, at } = boardAt();
    at(1_000);
    view.see(0, status("running", 0.2));
    expect(view.row(0).leftMs).toBeUndefined();
    at(3_000);
    view.see(0, status("running", 0.4));
    // 0.2 in 2 s, so the 0.6 that is left takes 6 s.
    expect(view.row(0).leftMs).toBeCloseTo(6_000);
    at(4_000);
    expect(view.row(0).leftMs).toBeCloseTo(5_000);
    at(20_000);
    expect(view.row(0).leftMs).toBe(0);
  });

  it("is absent without progress, and begins anew where progress falls back", () => {
    const { view, at } = boardAt();
    view.see(0, status("running"));
    expect(view.row(0).leftMs).toBeUndefined();
    at(1_000);
    view.see(0, status("running", 0.5));
    at(2_000);
    view.see(0, status("running", 0.1));
    expect(view.row(0).leftMs).toBeUndefined();
    at(3_000);
    view.see(0, status("running", 0.4));
    expect(view.row(0).leftMs).toBeCloseTo(2_000);
  });

  it("is absent at the end", () => {
    const { view, at } = boardAt();
    view.see(0, status("running", 0.1));
    at(1_000);
    view.see(0, status("failed", 0.5));
    expect(view.row(0).leftMs).toBeUndefined();
    at(9_000);
    expect(view.row(0).elapsedMs).toBe(1_000);
  });
});

describe("the exit code", () => {
  it("is that of the last state, or 0 at the state that was waited for", () => {
    const { view } = boardAt("running");
    expect(view.exitCode(0)).toBe(10);
    view.see(0, status("running"));
    expect(view.exitCode(0)).toBe(0);
    view.see(0, status("cancelled"));
    expect(view.exitCode(0)).toBe(12);
  });

  it("is that of the error, with its cause where the message points at it", () => {
    const { view } = boardAt();
    const cause = new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED 127.0.0.1:9") });
    view.fail(0, new JobStatusError("unavailable", "the connection failed; see the cause", { jobId: "a", cause }));
    expect(view.exitCode(0)).toBe(25);
    expect(view.row(0).error).toBe('job "a": the connection failed (connect ECONNREFUSED 127.0.0.1:9)');
  });
});

it("counts the requests for a job", () => {
  const { view, requests } = boardAt();
  for (const id of ["a", "a", "b"]) requests.note({ type: "request", provider: "zendesk", id, atMs: 0 });
  expect(view.row(0).requests).toBe(2);
});
