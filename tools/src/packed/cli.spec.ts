import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
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

  it("knows every provider", async () => {
    const stdout = await runOk([program, command, "providers", "--output", "plain"], project);
    expect(stdout.trim().split("\n")).toHaveLength(5);
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
