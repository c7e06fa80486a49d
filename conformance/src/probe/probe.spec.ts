import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTrafficOpsSimulator, simulators, trafficOpsCredentials } from "@jobstatus/simulator";
import { serve } from "@jobstatus/simulator/node";
import { describe, expect, it } from "vitest";
import { runCommandLine } from "../command-line.ts";
import { variableOf } from "./probe-credentials.ts";
import { probe } from "./probe.ts";

async function withSimulator<T>(use: (baseUrl: string, simulator: ReturnType<typeof createTrafficOpsSimulator>) => T) {
  const simulator = createTrafficOpsSimulator();
  simulator.grantSession("a-session");
  const server = await serve(simulator);
  try {
    return await use(server.url, simulator);
  } finally {
    await server.close();
  }
}

/** Runs the command for one job, and gives what it prints. */
async function run(baseUrl: string, job: string, environment: Readonly<Record<string, string>>, ...more: string[]) {
  let out = "";
  const write = (text: string) => (out += text);
  const args = ["probe", "--provider", "traffic-ops", "--base-url", baseUrl, "--job", job, ...more];
  return { code: await runCommandLine(args, { out: write, error: write }, environment), out };
}

const environment = { JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN: "a-session" };
const json = { "content-type": "application/json" };

describe("the probe", () => {
  it("succeeds if each job gives a status as specified", async () => {
    await withSimulator(async (baseUrl, simulator) => {
      const job = simulator.start({ outcome: "succeeded" });
      const results = await probe({ provider: "traffic-ops", baseUrl, jobs: [job], environment });
      expect(results).toMatchObject([
        { request: `job ${job}: HTTP 200 application/json`, isConclusive: true, differences: [], notes: [] },
        { request: `job ${job}, without credentials: HTTP 401 application/json`, isConclusive: true, differences: [] },
      ]);
      // It changes nothing.
      expect(new Set(simulator.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
      expect(await run(baseUrl, job, environment)).toMatchObject({
        code: 0,
        out: expect.stringContaining(`as specified: job ${job}: HTTP 200 application/json\n`),
      });
    });
  });

  it.each([
    ["an unknown job", { status: 404, body: '{"alerts":[{"text":"Not Found","level":"error"}]}', headers: json }],
    ["refused credentials", { status: 401, body: '{"alerts":[{"text":"no","level":"error"}]}', headers: json }],
    ["an unknown version", { status: 501, body: '{"alerts":[{"text":"no","level":"error"}]}', headers: json }],
  ])("fails if it learns nothing, as of %s, although the response is as specified", async (_, response) => {
    await withSimulator(async (baseUrl, simulator) => {
      simulator.respondNext(response);
      const { code, out } = await run(baseUrl, "999", environment);
      expect(code).toBe(1);
      expect(out).toContain(`nothing learned: job 999: HTTP ${response.status} application/json
  - the response has no status: check the job and the credentials
`);
    });
  });

  it("logs in with a login's fields", async () => {
    await withSimulator(async (baseUrl, simulator) => {
      const job = simulator.start({ outcome: "succeeded" });
      const login = {
        JOBSTATUS_TRAFFIC_OPS_U: trafficOpsCredentials.u,
        JOBSTATUS_TRAFFIC_OPS_P: trafficOpsCredentials.p,
      };
      expect((await run(baseUrl, job, login)).code).toBe(0);
      expect(simulator.requests.map(({ url }) => url)).toContain("/api/4.0/user/login");
      const wrong = await run(baseUrl, job, { ...login, JOBSTATUS_TRAFFIC_OPS_P: "not-the-password" });
      expect(wrong).toEqual({ code: 1, out: "the login was refused: HTTP 401 (Invalid username or password.)\n" });
    });
  });

  it.each([
    ["centurylink-v1", { API_KEY: "k-1", PASSWORD: "p-1" }, "100: The key or the password is wrong."],
    [
      "veeva-vault",
      { USERNAME: "u-1", PASSWORD: "p-1" },
      "USERNAME_OR_PASSWORD_INCORRECT: The user name or the password is wrong.",
    ],
  ] as const)("says why %s refuses a login, which it does under HTTP 200", async (provider, fields, said) => {
    const server = await serve(simulators[provider]());
    const prefix = `JOBSTATUS_${provider.replace("-", "_").toUpperCase()}_`;
    const login = Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}${name}`, value]));
    try {
      const options = { provider, baseUrl: server.url, jobs: ["1201"], environment: login };
      await expect(probe(options)).rejects.toThrow(
        `the login grants none of the credentials that the specification names: HTTP 200 (${said})`,
      );
    } finally {
      await server.close();
    }
  });

  it("shows no secret that a refused login repeats", async () => {
    await withSimulator(async (baseUrl, simulator) => {
      const body = '{"alerts":[{"text":"no such password: p-secret","level":"error"}]}';
      simulator.respondNext({ status: 401, body, headers: json });
      const login = { JOBSTATUS_TRAFFIC_OPS_U: "u-secret", JOBSTATUS_TRAFFIC_OPS_P: "p-secret" };
      const { out } = await run(baseUrl, "1", login);
      expect(out).toBe("the login was refused: HTTP 401 (no such password: [redacted])\n");
    });
  });

  it("says why a login got no response", async () => {
    const login = { JOBSTATUS_TRAFFIC_OPS_U: "u", JOBSTATUS_TRAFFIC_OPS_P: "p" };
    const { code, out } = await run("http://127.0.0.1:9", "1", login);
    expect(code).toBe(1);
    expect(out).toMatch(/^the login got no response: (?:bad port|.*ECONNREFUSED.*)\n$/);
  });

  it("names a time that is none", async () => {
    await withSimulator(async (baseUrl, simulator) => {
      const body = '{"response":{"id":1,"status":"PENDING","start_time":"yesterday"}}';
      simulator.respondNext({ status: 200, body, headers: json });
      const [first] = await probe({ provider: "traffic-ops", baseUrl, jobs: ["1"], environment });
      expect(first).toMatchObject({
        isConclusive: true,
        differences: ['/response/start_time must match format "date-time"'],
      });
    });
  });

  it("names an unknown status value, a response of another form, and a header that is absent", async () => {
    await withSimulator(async (baseUrl, simulator) => {
      simulator.respondNext(
        { status: 200, body: '{"response":{"id":1,"status":"PAUSED"}}', headers: json },
        { status: 418, body: "<h1>Teapot</h1>", headers: { "content-type": "text/html" } },
      );
      const [first, second] = await probe({ provider: "traffic-ops", baseUrl, jobs: ["1"], environment });
      expect(first).toMatchObject({
        isConclusive: false,
        notes: ["the header Set-Cookie, which the specification states, is absent"],
      });
      expect(first?.differences).toContain('the status "PAUSED" is not in the specification');
      expect(first?.differences.join("\n")).toContain("must have required property 'start_time'");
      expect(second?.differences).toEqual(["the specification has no response HTTP 418 text/html"]);
    });
  });

  it("says that a status is given without credentials", async () => {
    await withSimulator(async (baseUrl, simulator) => {
      const job = simulator.start({ outcome: "succeeded" });
      const body = '{"response":{"id":1,"status":"PENDING","start_time":"2021-02-18T17:13:56Z"}}';
      simulator.respondNext({ status: 200, body, headers: json }, { status: 200, body, headers: json });
      const { code, out } = await run(baseUrl, job, environment);
      expect(code).toBe(1);
      expect(out).toContain("  - the status is given without credentials\n");
    });
  });

  it("says why a connection failed", async () => {
    const { code, out } = await run("http://127.0.0.1:9", "1", environment);
    expect(code).toBe(1);
    expect(out).toContain("nothing learned: job 1\n  - no response: ");
    expect(out).toMatch(/bad port|ECONNREFUSED/);
  });

  it("writes a report without credentials and without values", async () => {
    const folder = mkdtempSync(join(tmpdir(), "jobstatus-probe-"));
    const file = join(folder, "report.md");
    try {
      await withSimulator(async (baseUrl, simulator) => {
        const job = simulator.start({ outcome: "succeeded" });
        await run(baseUrl, job, environment, "--report", file);
      });
      const report = readFileSync(file, "utf8");
      expect(report).toMatch(
        /^# Probe of traffic-ops\n\nCompared with specs\/traffic-ops.openapi.yaml, sha256 [\da-f]{64}\./,
      );
      expect(report).toContain('"start_time": "string"');
      expect(report).not.toMatch(/a-session|Async job has started/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("says which variables to set", async () => {
    expect(await run("http://127.0.0.1:9", "1", {})).toEqual({
      code: 1,
      out:
        "the environment holds no credentials for traffic-ops: set JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN, or JOBSTATUS_TRAFFIC_OPS_COOKIE, or JOBSTATUS_TRAFFIC_OPS_U and " +
        "JOBSTATUS_TRAFFIC_OPS_P\n",
    });
  });

  it("names the variables after the fields", () => {
    expect(variableOf("traffic-ops", "accessToken")).toBe("JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN");
    expect(variableOf("centurylink-v1", "APIKey")).toBe("JOBSTATUS_CENTURYLINK_V1_API_KEY");
  });
});
