import { JobStatusError, type JobStatus, createJobClient } from "@jobstatus/core";
import { describe, expect, it } from "vitest";
import { loadContract } from "../connect/load-contract.ts";
import { Board } from "./board.ts";
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
  const board = new Board([job], requests, until, () => nowMs);
  return { board, requests, at: (ms: number) => (nowMs = ms) };
}

describe("the estimate", () => {
  it("goes by the speed between the first progress and the latest", () => {
    const { board, at } = boardAt();
    at(1_000);
    board.see(0, status("running", 0.2));
    expect(board.row(0).leftMs).toBeUndefined();
    at(3_000);
    board.see(0, status("running", 0.4));
    // 0.2 in 2 s, so the 0.6 that is left takes 6 s.
    expect(board.row(0).leftMs).toBeCloseTo(6_000);
    at(4_000);
    expect(board.row(0).leftMs).toBeCloseTo(5_000);
    at(20_000);
    expect(board.row(0).leftMs).toBe(0);
  });

  it("is absent without progress, and begins anew where progress falls back", () => {
    const { board, at } = boardAt();
    board.see(0, status("running"));
    expect(board.row(0).leftMs).toBeUndefined();
    at(1_000);
    board.see(0, status("running", 0.5));
    at(2_000);
    board.see(0, status("running", 0.1));
    expect(board.row(0).leftMs).toBeUndefined();
    at(3_000);
    board.see(0, status("running", 0.4));
    expect(board.row(0).leftMs).toBeCloseTo(2_000);
  });

  it("is absent at the end", () => {
    const { board, at } = boardAt();
    board.see(0, status("running", 0.1));
    at(1_000);
    board.see(0, status("failed", 0.5));
    expect(board.row(0).leftMs).toBeUndefined();
    at(9_000);
    expect(board.row(0).elapsedMs).toBe(1_000);
  });
});

describe("the exit code", () => {
  it("is that of the last state, or 0 at the state that was waited for", () => {
    const { board } = boardAt("running");
    expect(board.exitCode(0)).toBe(10);
    board.see(0, status("running"));
    expect(board.exitCode(0)).toBe(0);
    board.see(0, status("cancelled"));
    expect(board.exitCode(0)).toBe(12);
  });

  it("is that of the error, with its cause where the message points at it", () => {
    const { board } = boardAt();
    const cause = new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED 127.0.0.1:9") });
    board.fail(0, new JobStatusError("unavailable", "the connection failed; see the cause", { jobId: "a", cause }));
    expect(board.exitCode(0)).toBe(25);
    expect(board.row(0).error).toBe('job "a": the connection failed (connect ECONNREFUSED 127.0.0.1:9)');
  });
});

it("counts the requests for a job", () => {
  const { board, requests } = boardAt();
  for (const id of ["a", "a", "b"]) requests.note({ type: "asked", provider: "zendesk", id, atMs: 0 });
  expect(board.row(0).requests).toBe(2);
});
