import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT_CODES } from "./exit-code.ts";
import { simulators } from "@jobstatus/simulator";
import { serve } from "@jobstatus/simulator/node";
import { describe, expect, it, vi } from "vitest";
import { Providers } from "./connect/providers.ts";
import { PROGRAM, environmentWith, jsonLines, runCommand } from "./testing/command-process.ts";
import { type TestJob, openTestEnvironment } from "./testing/test-environment.ts";

const ENDED = { waitingMs: 0, workingMs: 0 };
const OFTEN = ["--interval", "50ms"];

describe("requests", () => {
  it("are counted as the server receives them: a batch is one", async () => {
    const jobs = Array.from({ length: 51 }, (_, index): TestJob => [
      "zendesk",
      { id: `job-${index}`, waitingMs: 0, workingMs: 300 },
    ]);
    const environment = await openTestEnvironment([...jobs, ["traffic-ops", { outcome: "succeeded", workingMs: 0 }]]);
    const references = jobs.map(([, { id }]) => `zendesk:${id}`);
    const args = ["wait", "-o", "plain", ...OFTEN, ...references, "traffic-ops:1"];
    const { code, stdout } = await runCommand(args, environment.env);
    expect(code).toBe(0);
    const received = environment.requestsAt("zendesk") + environment.requestsAt("traffic-ops");
    expect(received).toBeLessThan(51);
    expect(stdout).toMatch(new RegExp(`^52 jobs in \\d+\\.\\d s with ${received} requests: 52 succeeded$`, "m"));
  });
});

describe("the response of a start call, as curl -i writes it", () => {
  it("names its job in Location", async () => {
    const environment = await openTestEnvironment([["traffic-ops", { outcome: "succeeded", workingMs: 0 }]]);
    const response = [
      "HTTP/1.1 202 Accepted",
      "Set-Cookie: mojolicious=canary; Path=/",
      "Location: /api/4.0/async_status/1",
      "",
      '{"alerts":[{"level":"success","text":"Renewal has begun."}]}',
    ];
    const { code, stdout, stderr } = await runCommand(
      ["wait", "--provider", "traffic-ops", "-"],
      environment.env,
      response.join("\r\n"),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(jsonLines(stdout)).toMatchObject([{ id: "1", state: "succeeded" }]);
  });

  it("reports the start call's own error, and nothing of its headers", async () => {
    const environment = await openTestEnvironment([["zendesk", ENDED]]);
    const response = 'HTTP/2 422 \nset-cookie: _zendesk=canary\n\n{"error": "RecordInvalid", "description": "No"}';
    const { code, stdout, stderr } = await runCommand(
      ["wait", "--provider", "zendesk", "-"],
      environment.env,
      response,
    );
    expect(code).toBe(22);
    expect(stderr).toContain("RecordInvalid");
    expect(stdout + stderr).not.toContain("canary");
    expect(environment.requestsAt("zendesk")).toBe(0);
  });
});

describe("text from a server", () => {
  it("is safe on standard error", async () => {
    const body = '{"alerts":[{"level":"error","text":"\\u001b]0;owned\\u0007Forbidden\\u009b2J"}]}';
    const { env } = await openTestEnvironment(
      [],
      [{ provider: "traffic-ops", share: 1, status: 403, headers: { "x-request-id": "a" }, body }],
    );
    for (const format of ["ndjson", "json", "yaml", "plain", "table"]) {
      const { stdout, stderr } = await runCommand(["get", "-v", "-o", format, "traffic-ops:1"], env);
      expect(stdout + stderr).toContain("Forbidden");
      for (const control of ["\u0007", "\u001B", "\u009B"]) expect(stdout + stderr).not.toContain(control);
    }
  });
});

describe("a disk that is full", () => {
  it.skipIf(!existsSync("/dev/full"))("is reported in one line", async () => {
    const { env } = await openTestEnvironment([]);
    const { status, stderr } = spawnSync(process.execPath, [...PROGRAM, "providers"], {
      env: environmentWith(env),
      stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
      encoding: "utf8",
    });
    expect(stderr).toMatch(/^jobstatus: the output can't be written: ENOSPC[^\n]*\n$/);
    expect(status).toBe(1);
  });
});

describe("--exec", () => {
  const echo = (folder: string) =>
    `"${process.execPath}" -e 'require("fs").appendFileSync(process.argv[1], process.argv.slice(2).join("|") + "\\n")' ${join(folder, "log")}`;

  it("runs a command at each end, without a shell", async () => {
    const { env, folder } = await openTestEnvironment([
      ["traffic-ops", { outcome: "failed", workingMs: 0, endMessage: "$(touch owned) \u0000; 'x'" }],
      ["zendesk", { id: "a1", waitingMs: 0, workingMs: 300 }],
    ]);
    const args = ["wait", ...OFTEN, "--exec", `${echo(folder)} {id} {state} {message} "-{none}-"`];
    const { code, stderr } = await runCommand([...args, "traffic-ops:1", "zendesk:a1"], env);
    expect({ code, stderr }).toEqual({ code: 13, stderr: "" });
    const [first = "", second = ""] = readFileSync(join(folder, "log"), "utf8").split("\n");
    expect(first).toBe("1|failed|$(touch owned) ; 'x'|--");
    expect(second).toMatch(/^a1\|succeeded\|Completed at .*\|--$/);
  });

  it.each([
    ["false", "ended with 1"],
    ["no-such-command", "can't be started: spawn no-such-command ENOENT"],
  ])("reports that %s fails, continues, and ends with 1 if all else is well", async (command, problem) => {
    const { env } = await openTestEnvironment([
      ["zendesk", { id: "a1", ...ENDED }],
      ["zendesk", { id: "b2", ...ENDED }],
    ]);
    const { code, stdout, stderr } = await runCommand(["wait", "--exec", command, "zendesk:a1", "zendesk:b2"], env);
    expect(code).toBe(1);
    expect(jsonLines(stdout)).toHaveLength(2);
    expect(stderr).toBe(`jobstatus: --exec: ${command} ${problem}\n`.repeat(2));
  });

  it("writes the output of its command to standard error", async () => {
    const { env } = await openTestEnvironment([["zendesk", { id: "a1", ...ENDED }]]);
    const { code, stdout, stderr } = await runCommand(["wait", "-q", "--exec", "echo {state}", "zendesk:a1"], env);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "succeeded\n" });
  });
});

describe("output", () => {
  it("may be a line of a template", async () => {
    const { env } = await openTestEnvironment([
      ["zendesk", { id: "a1", phases: [{ status: "working", percent: 50 }] }],
    ]);
    const { stdout } = await runCommand(
      ["get", "--format", "{provider} {id}: {state} {links.0.rel}", "zendesk:a1"],
      env,
    );
    expect(stdout).toBe("zendesk a1: running self\n");
  });

  it("is only errors with --quiet", async () => {
    const { env } = await openTestEnvironment([["zendesk", { id: "a1", ...ENDED }]]);
    expect(await runCommand(["wait", "-q", "zendesk:a1"], env)).toEqual({ code: 0, stdout: "", stderr: "" });
    const { code, stdout, stderr } = await runCommand(["get", "--quiet", "zendesk:none"], env);
    expect({ code, stdout }).toEqual({ code: 21, stdout: "" });
    expect(stderr).toMatch(/^jobstatus: zendesk .*none.*\n$/);
  });
});

describe("--until", () => {
  it("takes a status value of the provider", async () => {
    const { env } = await openTestEnvironment([["zendesk", { id: "a1", phases: [{ status: "working" }] }]]);
    const { code, stdout } = await runCommand(["wait", "--until", "working", "zendesk:a1"], env);
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([{ state: "running" }]);
  });
});

describe("list", () => {
  it("polls the jobs of an account together", async () => {
    const jobs = Array.from({ length: 150 }, (_, index): TestJob => ["zendesk", { id: `job-${index}`, ...ENDED }]);
    const environment = await openTestEnvironment(jobs);
    const { code, stdout } = await runCommand(["list", "--provider", "zendesk"], environment.env);
    expect(code).toBe(0);
    expect(jsonLines(stdout).map(({ id }) => id)).toEqual(jobs.map(([, { id }]) => id));
    // Two pages of the list, and two batches of at most 100 jobs.
    expect(environment.requestsAt("zendesk")).toBe(4);
  });

  it("says why the list can't be read, as the provider's contract means it", async () => {
    const body = JSON.stringify({ error: "RecordNotFound", description: "Not found" });
    const fault = {
      provider: "zendesk",
      share: 1,
      status: 404,
      headers: { "content-type": "application/json" },
      body,
    } as const;
    const { env } = await openTestEnvironment([], [fault]);
    const { code, stderr } = await runCommand(["list", "--provider", "zendesk"], env);
    expect(stderr).toContain("the list of jobs can't be read: HTTP 404");
    expect(code).toBe(EXIT_CODES.notFound);
  });

  it("is refused for a provider without a list", async () => {
    const { env } = await openTestEnvironment();
    const { code, stderr } = await runCommand(["list", "--provider", "traffic-ops"], env);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "jobstatus: traffic-ops has no list of jobs; name a JOB\n" });
  });
});

describe("profiles", () => {
  async function withProfiles(profiles: object) {
    const environment = await openTestEnvironment([["traffic-ops", { phases: [{ status: "PENDING" }] }]]);
    const { folder, env } = environment;
    const { JOBSTATUS_TRAFFIC_OPS_BASE_URL: baseUrl, JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN: accessToken } = env;
    const path = join(folder, "profiles.json");
    const good = { "traffic-ops": { baseUrl, accessToken } };
    writeFileSync(path, JSON.stringify({ good, ...profiles }), { mode: 0o600 });
    return { env: { HOME: folder, JOBSTATUS_PROFILES: path }, path, good };
  }

  it("may be several in one run", async () => {
    const { env, good } = await withProfiles({});
    writeFileSync(env.JOBSTATUS_PROFILES, JSON.stringify({ work: good, home: good }));
    const { stdout } = await runCommand(["get", "traffic-ops@work:1", "traffic-ops@home:1"], env);
    expect(jsonLines(stdout)).toMatchObject([{ state: "running" }, { state: "running" }]);
    const { code, stderr } = await runCommand(["get", "traffic-ops@hoem:1"], env);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `jobstatus: ${env.JOBSTATUS_PROFILES}: unknown profile "hoem"; did you mean home?\n`,
    });
  });

  it("have defaults for output, timeout and interval", async () => {
    const { env, good } = await withProfiles({});
    const defaults = { output: "plain", timeout: "200ms", interval: "50ms" };
    writeFileSync(env.JOBSTATUS_PROFILES, JSON.stringify({ default: { ...good, defaults } }));
    const { code, stdout } = await runCommand(["wait", "traffic-ops:1"], env);
    expect(code).toBe(20);
    expect(stdout).toMatch(/^1 job in \d+\.\d s with \d+ requests?: 1 timed out$/m);
    const { stdout: lines } = await runCommand(["get", "-o", "ndjson", "traffic-ops:1"], env);
    expect(jsonLines(lines)).toMatchObject([{ state: "running" }]);
  });

  it("are named for completions", async () => {
    const { env } = await withProfiles({ default: {} });
    const words = ["completion", "words", "--", "get", "--profile", ""];
    expect(await runCommand(words, env)).toMatchObject({ code: 0, stdout: "good\ndefault\n" });
    expect(await runCommand(words, { HOME: "/nonexistent" })).toMatchObject({ code: 0, stdout: "" });
  });

  it.each([
    [{ "trafic-ops": {} }, 'unknown provider "trafic-ops"; did you mean traffic-ops?'],
    [
      { "traffic-ops": { acessToken: "canary" } },
      `the profile's traffic-ops: unknown field "acessToken"; did you mean accessToken?`,
    ],
    [{ "traffic-ops": { accessToken: 5 } }, "traffic-ops.accessToken must be string"],
    [{ defaults: { timout: "5s" } }, "unknown key defaults.timout"],
    [{ defaults: { output: "xml" } }, 'defaults.output must be one of "table", "json", "ndjson", "yaml", "plain"'],
  ])("are checked: %j", async (profile, problem) => {
    const { env } = await withProfiles({ default: profile });
    const { code, stdout, stderr } = await runCommand(["get", "traffic-ops:1"], env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trimEnd()).toMatch(new RegExp(`^jobstatus: .*${problem.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")}$`));
    expect(stderr).not.toContain("canary");
  });
});

describe("--base-url", () => {
  it.each(["ftp://a.example", "a.example", "http://user:canary@a.example"])(
    "is named if it is wrong: %s",
    async (url) => {
      const env = { JOBSTATUS_ZENDESK_ACCESS_TOKEN: "simulated" };
      const { code, stderr } = await runCommand(["get", "--provider", "zendesk", "--base-url", url, "1"], env);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^jobstatus: --base-url /);
      expect(stderr).not.toMatch(/baseUrl|canary/);
      const named = await runCommand(["get", "zendesk:1"], { ...env, JOBSTATUS_ZENDESK_BASE_URL: url });
      expect(named.stderr).toMatch(/^jobstatus: .*JOBSTATUS_ZENDESK_BASE_URL /);
    },
  );
});

describe("--contract", () => {
  it("adds a provider", async () => {
    const { env, folder, urls } = await openTestEnvironment([["traffic-ops", { outcome: "succeeded", workingMs: 0 }]]);
    const contract = { ...(await new Providers().load("traffic-ops")), provider: "mine" };
    const path = join(folder, "mine.json");
    writeFileSync(path, JSON.stringify(contract));
    const own = {
      JOBSTATUS_MINE_BASE_URL: urls["traffic-ops"] ?? "",
      JOBSTATUS_MINE_ACCESS_TOKEN: "simulated-session",
    };
    const { code, stdout, stderr } = await runCommand(["wait", "--contract", path, "mine:1"], { ...env, ...own });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(jsonLines(stdout)).toMatchObject([{ provider: "mine", state: "succeeded" }]);
  });

  it("may place what a login grants in the query, which --verbose redacts", async () => {
    const { env, folder } = await openTestEnvironment();
    const served = await serve({
      fetch: ({ method }) =>
        Promise.resolve(
          method === "POST"
            ? Response.json({ key: "canary key" })
            : Response.json({ message: "canary+key" }, { status: 403 }),
        ),
    });
    const call = { operation: "login", method: "POST", path: "/login", contentType: "application/json" };
    const login = { ...call, fields: ["user"], grants: [{ field: "key", at: "/key" }], refused: [401] };
    const contract = {
      ...(await new Providers().load("traffic-ops")),
      provider: "mine",
      credentials: [{ places: [{ in: "query", name: "key", value: "{key}" }] }],
      session: { login },
    };
    const path = join(folder, "mine.json");
    writeFileSync(path, JSON.stringify(contract));
    const own = { JOBSTATUS_MINE_BASE_URL: served.url, JOBSTATUS_MINE_USER: "agent" };
    const { stdout, stderr } = await runCommand(["get", "--verbose", "--contract", path, "mine:1"], { ...env, ...own });
    await served.close();
    expect(stderr).toMatch(/^\[2\] > GET \S+\/async_status\/1\?key=\[redacted\]$/m);
    expect(stdout + stderr).not.toContain("canary");
  });

  it("may be the folder of a package, which must be built", async () => {
    const { env, folder } = await openTestEnvironment();
    const path = join(folder, "mine");
    mkdirSync(join(path, "dist"), { recursive: true });
    const manifest = { name: "mine", type: "module", exports: { ".": { default: "./dist/index.js" } } };
    writeFileSync(join(path, "package.json"), JSON.stringify(manifest));
    const args = ["providers", "--contract", path, "-o", "plain"];
    const unbuilt = await runCommand(args, env);
    expect(unbuilt.code).toBe(2);
    expect(unbuilt.stderr).toContain(`mine isn't a built package; run "npm run build" in it: MODULE_NOT_FOUND`);
    const contract = { ...(await new Providers().load("zendesk")), provider: "mine" };
    writeFileSync(join(path, "dist/index.js"), `export const mineContract = ${JSON.stringify(contract)};`);
    expect((await runCommand(args, env)).stdout).toMatch(/^mine +https:/m);
  });

  it("may be a module, and must be a contract", async () => {
    const { env, folder } = await openTestEnvironment();
    mkdirSync(join(folder, "a"));
    const path = join(folder, "a", "mine.mjs");
    writeFileSync(
      path,
      `export const contract = ${JSON.stringify({ ...(await new Providers().load("zendesk")), provider: "mine" })};`,
    );
    const { stdout } = await runCommand(["providers", "--contract", path, "-o", "plain"], env);
    expect(stdout).toMatch(/^mine +https:/m);
    writeFileSync(join(folder, "none.json"), "{}");
    const { code, stderr } = await runCommand(["providers", "--contract", join(folder, "none.json")], env);
    expect(code).toBe(2);
    expect(stderr).toContain("none.json holds no contract");
  });
});

describe("simulate --env", () => {
  it("serves in the background, and sets the environment of a shell", async () => {
    const program = [process.execPath, ...PROGRAM].map((word) => `'${word}'`).join(" ");
    const script = `eval "$(${program} simulate --env --speed 1000 --idle-timeout 1m)" && exec ${program} get -o plain zendesk:$ID`;
    const env = { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", ID: "3c885e888116b4730cf05e98c6568e62" };
    const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { env, encoding: "utf8" });
    expect(stdout).toMatch(/^1 job in \d+\.\d s with 1 request: 1 succeeded$/m);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^The simulators run in the background\. They end after 1m without a request, or with: kill \d+$/m,
    );
    const pid = Number(/kill (\d+)/.exec(stderr)?.[1]);
    process.kill(pid, "SIGTERM");
    await vi.waitUntil(() => spawnSync("kill", ["-0", `${pid}`]).status !== 0, { timeout: 30_000 });
  });

  it("ends when it is idle", async () => {
    const { code, stdout } = await runCommand(["simulate", "--idle-timeout", "200ms"], {});
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toHaveLength(Object.keys(simulators).length);
  });

  it("reports a scenario that can't be read", async () => {
    const { code, stdout, stderr } = await runCommand(["simulate", "--env", "--scenario", "nowhere.json"], {});
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^jobstatus: the scenario file can't be read: .*nowhere\.json.*\n$/);
  });
});
