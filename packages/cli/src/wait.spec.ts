import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { endOf, jsonLines, runCommand, startCommand } from "./testing/command-process.ts";
import { openTestEnvironment } from "./testing/test-environment.ts";

const ID = "8b726e606741012ffc2d782bcb7848fe";
const JOB = `zendesk:${ID}`;
const WORKING = { id: ID, status: "working", total: 2, progress: 1 };
const ENDLESS = { id: ID, phases: [{ status: "working" }] };
const SHORT = {
  id: ID,
  phases: [{ status: "queued", forMs: 200 }, { status: "working", forMs: 200 }, { status: "completed" }],
};
const OFTEN = ["--interval", "50ms"];

describe("wait", () => {
  it("writes how the job ended, and no earlier status", async () => {
    const { env } = await openTestEnvironment([["zendesk", SHORT]]);
    const { code, stdout } = await runCommand(["wait", ...OFTEN, JOB], env);
    expect(code).toBe(0);
    expect(jsonLines(stdout).map(({ state }) => state)).toEqual(["succeeded"]);
  });

  it("ends with the first of several jobs with --any, and with its exit code", async () => {
    const { env } = await openTestEnvironment([
      ["zendesk", ENDLESS],
      ["traffic-ops", { outcome: "failed", workingMs: 0 }],
    ]);
    const { code, stdout } = await runCommand(["wait", "--any", ...OFTEN, JOB, "traffic-ops:1"], env);
    expect(code).toBe(13);
    expect(jsonLines(stdout)).toMatchObject([{ provider: "traffic-ops", state: "failed" }]);
  });

  it("prints the command that continues with the others after the first has ended", async () => {
    const { env, folder } = await openTestEnvironment([
      ["zendesk", ENDLESS],
      ["traffic-ops", { outcome: "failed", workingMs: 0 }],
    ]);
    const path = join(folder, "others.json");
    const args = ["wait", "--any", "--resume-file", path, ...OFTEN, JOB, "traffic-ops:1"];
    const toContinue = `jobstatus: to continue: jobstatus resume ${path}\n`;
    expect(await runCommand(args, env)).toMatchObject({ code: 13, stderr: toContinue });
    const others = await runCommand(["resume", path, "--timeout", "1s", ...OFTEN], env);
    expect(others).toMatchObject({ code: 20, stderr: expect.stringContaining(toContinue) });
    expect(jsonLines(others.stdout)).toMatchObject([{ provider: "zendesk", error: { code: "timeout" } }]);
  });

  it("ends with 0 at the state of --until", async () => {
    const { env } = await openTestEnvironment([["zendesk", ENDLESS]]);
    const { code, stdout } = await runCommand(["wait", "--until", "running", JOB], env);
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([{ state: "running", native: "working" }]);
  });

  it("ends at the timeout, and prints the command that continues", async () => {
    const { env, folder } = await openTestEnvironment([["zendesk", ENDLESS]]);
    const path = join(folder, "later.json");
    const args = ["wait", "--timeout", "2s", ...OFTEN, "--resume-file", path, JOB];
    const { code, stdout, stderr } = await runCommand(args, env);
    expect(code).toBe(20);
    const message = `zendesk job "${ID}": timed out, still running (working)`;
    expect(jsonLines(stdout)).toMatchObject([{ error: { code: "timeout", message } }]);
    expect(stderr).not.toContain("token");
    expect(stderr.trimEnd().split("\n").at(-1)).toBe(`jobstatus: to continue: jobstatus resume ${path}`);
  });

  it.each([
    ["after a status, and prints the command that continues", 1],
    ["before any status, and prints no more", 0],
  ])("ends when the credentials are refused %s", async (_when, statuses) => {
    let left = statuses;
    const server = createServer((_request, response) => {
      left -= 1;
      response.writeHead(left < 0 ? 401 : 200, { "Content-Type": "application/json" });
      response.end(JSON.stringify(left < 0 ? { error: "Couldn't authenticate you" } : { job_status: WORKING }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { env, folder } = await openTestEnvironment([["zendesk", ENDLESS]]);
    const path = join(folder, "later.json");
    const { code, stderr } = await runCommand(["wait", ...OFTEN, "--resume-file", path, JOB], {
      ...env,
      JOBSTATUS_ZENDESK_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    });
    expect(code).toBe(23);
    expect(stderr).toContain("HTTP 401 (Couldn't authenticate you)");
    expect(stderr.includes(`to continue: jobstatus resume ${path}\n`)).toBe(statuses > 0);
    expect(existsSync(path)).toBe(statuses > 0);
  });

  it("reads the response of a start call from standard input", async () => {
    const { env, urls } = await openTestEnvironment([
      ["centurylink-v2", { id: "wa1-12345", phases: [{ status: "succeeded" }] }],
    ]);
    const started = [
      {
        server: "WEB",
        isQueued: true,
        links: [{ rel: "status", href: `/v2/operations/ALIAS/status/wa1-12345`, id: "wa1-12345" }],
      },
    ];
    expect(urls["centurylink-v2"]).toBeDefined();
    const { code, stdout, stderr } = await runCommand(
      ["wait", "--provider", "centurylink-v2", "-"],
      env,
      JSON.stringify(started, undefined, 2),
    );
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([{ id: "wa1-12345", state: "succeeded" }]);
  });

  it("reports that a start call has started no job", async () => {
    const { env } = await openTestEnvironment([["zendesk", ENDLESS]]);
    const refused = JSON.stringify({ server: "WEB", isQueued: false, errorMessage: "The server is locked." });
    const { code, stderr } = await runCommand(["wait", "--provider", "centurylink-v2", "-"], env, refused);
    expect(code).toBe(22);
    expect(stderr).toContain("The server is locked.");
  });

  it("waits for the job of a start call that was refused in part, and reports the refusal", async () => {
    const { env } = await openTestEnvironment([
      ["centurylink-v2", { id: "wa1-12345", phases: [{ status: "succeeded" }] }],
    ]);
    const started = JSON.stringify([
      { server: "WEB", isQueued: false, errorMessage: "The server is locked." },
      {
        server: "DB",
        isQueued: true,
        links: [{ rel: "status", href: "/v2/operations/ALIAS/status/wa1-12345", id: "wa1-12345" }],
      },
    ]);
    const { code, stdout, stderr } = await runCommand(["wait", "--provider", "centurylink-v2", "-"], env, started);
    expect(code).toBe(22);
    expect(jsonLines(stdout)).toMatchObject([
      { id: "WEB", error: { code: "no-job", nativeMessage: "The server is locked." } },
      { id: "wa1-12345", state: "succeeded" },
    ]);
    expect(stderr).toContain("The server is locked.");
  });

  it("reads references from standard input, one a line, its own output included", async () => {
    const { env } = await openTestEnvironment([
      ["zendesk", SHORT],
      ["traffic-ops", { outcome: "succeeded", workingMs: 0 }],
    ]);
    const first = await runCommand(["get", JOB], env);
    const { code, stdout } = await runCommand(["wait", ...OFTEN, "-"], env, `${first.stdout}\ntraffic-ops:1\n`);
    expect(code).toBe(0);
    expect(new Set(jsonLines(stdout).map(({ provider }) => provider))).toEqual(new Set(["traffic-ops", "zendesk"]));
  });

  it("continues after temporary faults", async () => {
    const faults = [
      { provider: "zendesk", share: 0.5, status: 503, headers: { "retry-after": "0" }, body: "" },
    ] as const;
    const { env } = await openTestEnvironment([["zendesk", SHORT]], faults);
    const { code } = await runCommand(["wait", ...OFTEN, JOB], env);
    expect(code).toBe(0);
  });
});

describe("watch", () => {
  it("writes a line for each change", async () => {
    const { env } = await openTestEnvironment([["zendesk", SHORT]]);
    const { code, stdout } = await runCommand(["watch", ...OFTEN, JOB], env);
    expect(code).toBe(0);
    expect([...new Set(jsonLines(stdout).map(({ native }) => native))]).toEqual(["queued", "working", "completed"]);
  });

  it("ends silently if the reader stops", async () => {
    const changing = Array.from({ length: 50 }, (_, index) => ({
      status: index % 2 ? "queued" : "working",
      forMs: 100,
    }));
    const { env } = await openTestEnvironment([["zendesk", { id: ID, phases: changing }]]);
    const child = startCommand(["watch", ...OFTEN, JOB], env);
    child.stdout?.once("data", () => child.stdout?.destroy());
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect(code).toBe(141);
    expect(child.stderr?.read()).toBeNull();
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("leaves a resume file on %s", async (signal, expected) => {
    const { env, folder } = await openTestEnvironment([["zendesk", ENDLESS]]);
    const path = join(folder, "later.json");
    const child = startCommand(["watch", "--resume-file", path, ...OFTEN, JOB], env);
    child.stdout?.once("data", () => child.kill(signal));
    const { code, stderr } = await endOf(child);
    expect({ code, stderr }).toEqual({ code: expected, stderr: `jobstatus: to continue: jobstatus resume ${path}\n` });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const text = readFileSync(path, "utf8");
    expect(JSON.parse(text)).toMatchObject({
      jobstatus: 1,
      command: "watch",
      jobs: [{ provider: "zendesk", settings: { baseUrl: env["JOBSTATUS_ZENDESK_BASE_URL"] }, job: { id: ID } }],
    });
    expect(text).not.toContain(env["JOBSTATUS_ZENDESK_API_TOKEN"]);
  });
});

describe("resume", () => {
  it("refuses a file that is open to other users, and one of another version", async () => {
    const { env, folder } = await openTestEnvironment([["zendesk", ENDLESS]]);
    const path = join(folder, "open.json");
    writeFileSync(path, "{}", { mode: 0o644 });
    const exposed = await runCommand(["resume", path], env);
    expect({ code: exposed.code, stderr: exposed.stderr }).toEqual({
      code: 2,
      stderr: `jobstatus: ${path} is open to other users and decides where credentials go; run: chmod 600 ${path}\n`,
    });
    const strange = join(folder, "strange.json");
    writeFileSync(strange, '{"jobstatus": 2}', { mode: 0o600 });
    const unknown = await runCommand(["resume", strange], env);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toBe(`jobstatus: ${strange}: jobstatus must be 1\n`);
  });

  it("reports a missing file", async () => {
    const { code, stderr } = await runCommand(["resume", "nowhere.json"], {});
    expect(code).toBe(2);
    expect(stderr).toMatch(/^jobstatus: the resume file can't be read: .*nowhere\.json.*\n$/);
  });
});
