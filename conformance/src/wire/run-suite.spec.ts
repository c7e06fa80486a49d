import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readSuite } from "../suite/read-suite.ts";
import { type RunOptions, type RunResult, failsRun, runSuite } from "./run-suite.ts";

const suite = readSuite();

function commandOf(program: string, ...args: string[]): string {
  const path = fileURLToPath(new URL(program, import.meta.url));
  return ["node", "--conditions=@jobstatus/source", path, ...args].map((word) => JSON.stringify(word)).join(" ");
}

function faultsOf({ results }: RunResult): Record<string, readonly string[]> {
  return Object.fromEntries(results.filter(failsRun).map((one) => [one.case.id, one.faults]));
}

describe("our own packages, over the wire", () => {
  it("hold what holds in virtual time", { timeout: 120_000 }, async () => {
    // One provider, that with a limit for each job: the engine is the same for all.
    const cases = suite.filter(({ provider }) => provider === "veeva-vault");
    const run = await runSuite(cases, { command: commandOf("../../adapters/jobstatus.ts") });
    expect(faultsOf(run)).toEqual({});
    expect(run.results.map(({ decision }) => decision)).toEqual(cases.map(() => "passed"));
  });
});

describe("a client in another language", () => {
  it("is put under the suite by a small adapter", { timeout: 120_000 }, async ({ skip }) => {
    if (spawnSync("python3", ["--version"]).status !== 0) skip("there is no python3 on this machine");
    const path = fileURLToPath(new URL("../../adapters/plain-loop.py", import.meta.url));
    const run = await runSuite(suite, { command: `python3 ${JSON.stringify(path)}` });
    expect(run.client).toBe("plain loop in Python");
    expect(faultsOf(run)).toEqual({});
    const decisions = run.results.map(({ decision }) => decision);
    expect(new Set(decisions)).toEqual(new Set(["passed", "unsupported"]));
    expect(decisions.filter((decision) => decision === "passed").length).toBeGreaterThan(60);
  });
});

describe("a run", () => {
  const ids = new Set(["zendesk-failed-already", "traffic-ops-failed-already", "traffic-ops-to-success"]);
  const cases = suite.filter(({ id }) => ids.has(id));
  const play = (misdeed: string, options: Partial<RunOptions> = {}) =>
    // Slowly: what is judged is how the run treats its adapter, and a busy machine delays a poll.
    runSuite(cases, { command: commandOf("../testing/misbehaving-adapter.ts", misdeed), timeFactor: 10, ...options });
  const decisionsOf = ({ results }: RunResult) =>
    Object.fromEntries(results.map(({ case: { id }, decision }) => [id, decision]));
  const passed = { "traffic-ops-failed-already": "passed", "traffic-ops-to-success": "passed" };

  it.each([
    ["crash", "the adapter ended with code 3"],
    ["hang", "the adapter did not come to an end in time"],
    ["babble", "the adapter wrote a line that isn't JSON: now what?"],
  ])("contains an adapter that must %s", { timeout: 60_000 }, async (misdeed, fault) => {
    const run = await play(misdeed);
    expect(decisionsOf(run)).toEqual({ ...passed, "zendesk-failed-already": "failed" });
    expect(run.results.find(failsRun)?.faults[0]).toContain(fault);
  });

  it("fails a client that lies", { timeout: 30_000 }, async () => {
    const run = await play("lie");
    expect(decisionsOf(run)).toEqual({ ...passed, "zendesk-failed-already": "failed" });
    expect(run.results.filter(failsRun).flatMap(({ faults }) => faults)).toContain(
      "0 requests were sent, and 1 to 1 are right",
    );
  });

  it("lets a known failure pass, and fails where it passes unexpectedly", { timeout: 30_000 }, async () => {
    const known = [
      { case: "zendesk-*", reason: "this adapter lies about Zendesk" },
      { case: "traffic-ops-to-success", reason: "it was thought to fail" },
    ];
    const run = await play("lie", { known });
    expect(decisionsOf(run)).toEqual({
      "zendesk-failed-already": "known failure",
      "traffic-ops-failed-already": "passed",
      "traffic-ops-to-success": "unexpected pass",
    });
    expect(run.results.filter(failsRun).map(({ case: { id } }) => id)).toEqual(["traffic-ops-to-success"]);
  });

  it("says why an adapter does not start", async () => {
    await expect(runSuite(cases, { command: "exit 7" })).rejects.toThrow("the adapter ended with code 7");
  });
});
