import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { run, runOk } from "./run.ts";
import { RUNTIMES } from "./runtimes.ts";
import { EXPECTED_ENDS, type StandIn, startStandIn } from "./stand-in.ts";

const project = inject("clientProject");
/** Deno looks for a newer self otherwise. */
const env = { DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" };

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(() => standIn.close());

describe.each(RUNTIMES)("$name", ({ version, program = "", args }) => {
  // Not every platform has every runtime: what is missing is counted as skipped, and never on Linux with x64.
  const missing = program === "" && !(process.platform === "linux" && process.arch === "x64");

  it.skipIf(missing)("is the runtime that is meant", async () => {
    expect((await runOk([program, "--version"], project, env)).trim()).toMatch(version);
  });

  it.skipIf(missing)("waits for a job of each provider", async () => {
    const stdout = await runOk([program, ...args, "wait-for-jobs.mjs", standIn.url], project, env);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line): unknown => JSON.parse(line)),
    ).toEqual([...EXPECTED_ENDS, { code: "not-found" }]);
    expect(standIn.requests.filter((request) => request.includes("/async_status/"))).toEqual([
      "GET /api/4.0/async_status/9007199254740993",
      "GET /api/4.0/async_status/9007199254740993",
    ]);
  });

  it.skipIf(missing)("takes the package by require", async () => {
    const { code, stdout, stderr } = await run([program, ...args, "require-zendesk.cjs", standIn.url], project, env);
    expect({ code, stdout: stdout.trim(), stderr }).toEqual({
      code: 0,
      stdout: '{"state":"partial","end":true}',
      stderr: "",
    });
  });

  it.skipIf(missing)("stops many waits with one signal, without a warning", async () => {
    const stdout = await runOk([program, ...args, "share-a-signal.mjs", standIn.url], project, env);
    expect(JSON.parse(stdout)).toEqual({ codes: ["aborted"], warnings: [] });
  });
});
