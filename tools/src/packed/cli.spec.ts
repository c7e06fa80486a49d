import { globSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { WORKSPACE } from "./install-packed.ts";
import { run, runOk } from "./run.ts";
import { RUNTIMES } from "./runtimes.ts";
import { ENDED_ZENDESK_JOB, type StandIn, startStandIn } from "./stand-in.ts";

const project = inject("clientProject");
const command = join(project, "node_modules/@jobstatus/cli/dist/bin.js");
const nodes = RUNTIMES.filter(({ name }) => name.includes("Node"));

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

describe.each(nodes)("the packed command on $name", ({ program = "" }) => {
  it("waits for a job, and says nothing besides", async () => {
    const env = { JOBSTATUS_ZENDESK_BASE_URL: standIn.url, JOBSTATUS_ZENDESK_ACCESS_TOKEN: "for-tests" };
    const { code, stdout, stderr } = await run(
      [program, command, "wait", `zendesk:${ENDED_ZENDESK_JOB}`],
      project,
      env,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ provider: "zendesk", id: ENDED_ZENDESK_JOB, state: "succeeded" });
  });

  it("loads for a poll nothing that only other commands need", async () => {
    const coverage = mkdtempSync(join(tmpdir(), "loaded-"));
    const env = {
      JOBSTATUS_ZENDESK_BASE_URL: standIn.url,
      JOBSTATUS_ZENDESK_ACCESS_TOKEN: "for-tests",
      // Node writes there which scripts it has loaded.
      NODE_V8_COVERAGE: coverage,
    };
    expect(await run([program, command, "get", `zendesk:${ENDED_ZENDESK_JOB}`], project, env)).toMatchObject({
      code: 0,
    });
    const loaded = readdirSync(coverage).map((file) => readFileSync(join(coverage, file), "utf8"));
    rmSync(coverage, { recursive: true });
    const packages = new Set(
      Array.from(loaded.join("").matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//g), ([, name]) => name),
    );
    expect(packages).toEqual(new Set(["@jobstatus/cli", "@jobstatus/core", "@jobstatus/node", "@jobstatus/zendesk"]));
  });

  it("knows every provider", async () => {
    const stdout = await runOk([program, command, "providers", "--output", "plain"], project);
    expect(stdout.trim().split("\n")).toHaveLength(globSync("specs/*.openapi.yaml", { cwd: WORKSPACE }).length);
  });

  it("refuses what it does not know", async () => {
    const { code, stderr } = await run([program, command, "wach"], project);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'jobstatus: unknown command "wach"; did you mean watch?\n',
    });
  });
});

it("is a command of the project that installs it", async () => {
  expect(await runOk(["npm", "exec", "--offline", "jobstatus", "--", "--help"], project)).toContain("Usage: jobstatus");
});
