import { parse } from "yaml";
import { serve } from "@jobstatus/simulator/node";
import { describe, expect, it } from "vitest";
import { jsonLines, runCommand } from "./testing/command-process.ts";
import { openTestEnvironment } from "./testing/test-environment.ts";
import type { ScenarioFault } from "./simulate/scenario-file.ts";

const ZENDESK_ID = "8b726e606741012ffc2d782bcb7848fe";
const ENDED = { waitingMs: 0, workingMs: 0 };
const fault = (status: number): ScenarioFault => ({ provider: "traffic-ops", share: 1, status, headers: {}, body: "" });

describe("get", () => {
  it("takes a URL, which tells the provider", async () => {
    const { env, urls } = await openTestEnvironment([["zendesk", { ...ENDED, id: ZENDESK_ID }]]);
    const url = `${urls.zendesk}/api/v2/job_statuses/${ZENDESK_ID}.json`;
    const { code, stdout, stderr } = await runCommand(["get", url], env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(jsonLines(stdout)).toMatchObject([
      { provider: "zendesk", id: ZENDESK_ID, state: "succeeded", native: "completed" },
    ]);
  });

  it("takes ids of several providers, and writes a line for each", async () => {
    const { env } = await openTestEnvironment([
      ["veeva-vault", { id: "1201", phases: [{ status: "SUCCESS" }] }],
      ["centurylink-v2", { id: "wa1-12345", phases: [{ status: "succeeded" }] }],
      ["centurylink-v1", { id: "50", phases: [{ status: "Succeeded" }] }],
    ]);
    const { code, stdout } = await runCommand(
      ["get", "--provider", "veeva-vault", "1201", "centurylink-v2:wa1-12345", "centurylink-v1:50"],
      env,
    );
    expect(code).toBe(0);
    expect(
      jsonLines(stdout)
        .map(({ provider, id, state }) => `${String(provider)} ${String(id)} ${String(state)}`)
        .toSorted(),
    ).toEqual(["centurylink-v1 50 succeeded", "centurylink-v2 wa1-12345 succeeded", "veeva-vault 1201 succeeded"]);
  });

  it("loads neither Node's fetch nor a connection pool, which take longer than its request", async () => {
    const { env } = await openTestEnvironment([["zendesk", { ...ENDED, id: ZENDESK_ID }]]);
    const list =
      'process.on("exit", () => console.error(process.moduleLoadList.filter((name) => /undici|http/.test(name))))';
    const { code, stderr } = await runCommand(["get", `zendesk:${ZENDESK_ID}`], {
      ...env,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(list)}`,
    });
    expect({ code, hasHttp: stderr.includes("NativeModule http'") }).toEqual({ code: 0, hasHttp: true });
    expect(stderr).not.toMatch(/undici|http2/);
  });

  it("polls with the operation of the setting", async () => {
    const { env } = await openTestEnvironment([
      ["centurylink-v1", { id: "50", operation: "deployment", phases: [{ status: "Failed" }] }],
      ["centurylink-v1", { id: "50", phases: [{ status: "Succeeded" }] }],
    ]);
    const { stdout } = await runCommand(["get", "--set", "operation=deployment", "centurylink-v1:50"], env);
    expect(jsonLines(stdout)).toMatchObject([{ id: "50", operation: "deployment", native: "Failed" }]);
    // The line names the operation by itself.
    expect((await runCommand(["get", "-"], env, stdout)).stdout).toBe(stdout);
    const other = await runCommand(["get", "centurylink-v1:50"], {
      ...env,
      JOBSTATUS_CENTURYLINK_V1_OPERATION: "default",
    });
    expect(jsonLines(other.stdout)).toMatchObject([{ id: "50", native: "Succeeded" }]);
  });

  it.each([
    ["succeeded", 0, ["zendesk", { phases: [{ status: "completed" }] }]],
    ["running", 10, ["zendesk", { phases: [{ status: "working" }] }]],
    ["unknown", 10, ["zendesk", { phases: [{ status: "napping" }] }]],
    ["partial", 11, ["veeva-vault", { phases: [{ status: "ERRORS_ENCOUNTERED" }] }]],
    ["cancelled", 12, ["zendesk", { phases: [{ status: "killed" }] }]],
    ["failed", 13, ["zendesk", { phases: [{ status: "failed" }] }]],
  ] as const)("ends with its own exit code for a job that is %s", async (state, expected, [provider, scenario]) => {
    const id = provider === "zendesk" ? ZENDESK_ID : "1201";
    const { env } = await openTestEnvironment([[provider, { ...scenario, id }]]);
    const { code, stdout } = await runCommand(["get", `${provider}:${id}`], env);
    expect(code).toBe(expected);
    expect(jsonLines(stdout)).toMatchObject([{ state }]);
  });

  it.each([
    ["not-found", 21, []],
    ["forbidden", 24, [fault(403)]],
    ["unauthenticated", 23, [fault(401)]],
    ["unavailable", 25, [fault(503)]],
    ["rate-limited", 25, [fault(429)]],
  ] as const)(
    "ends with the exit code for %s, and reports it in one line and as JSON",
    async (name, expected, faults) => {
      const { env } = await openTestEnvironment([["zendesk", ENDED]], [...faults]);
      const { code, stdout, stderr } = await runCommand(["get", "traffic-ops:77"], env);
      expect(code).toBe(expected);
      expect(jsonLines(stdout)).toMatchObject([{ provider: "traffic-ops", id: "77", error: { code: name } }]);
      expect(stderr).toMatch(/^jobstatus: traffic-ops .*77.*\n$/);
    },
  );

  it("ends with the highest of the codes of several jobs", async () => {
    const { env } = await openTestEnvironment([["traffic-ops", { outcome: "failed", workingMs: 0 }]]);
    const { code } = await runCommand(["get", "traffic-ops:1", "traffic-ops:77"], env);
    expect(code).toBe(21);
  });

  it("names the address at which nothing listens", async () => {
    const gone = await serve({ fetch: () => Promise.resolve(new Response()) });
    await gone.close();
    const env = { JOBSTATUS_ZENDESK_BASE_URL: gone.url, JOBSTATUS_ZENDESK_ACCESS_TOKEN: "simulated" };
    const { code, stderr } = await runCommand(["get", "zendesk:1"], env);
    expect(code).toBe(25);
    expect(stderr).toMatch(new RegExp(`^jobstatus: .*${gone.url}.*the connection was refused.*\\n$`));
  });

  it("writes one JSON text, YAML, plain lines or a table", async () => {
    const { env } = await openTestEnvironment([
      ["traffic-ops", { outcome: "succeeded", workingMs: 0, endMessage: "3 of 3" }],
    ]);
    const json = await runCommand(["get", "--output", "json", "traffic-ops:1"], env);
    expect(JSON.parse(json.stdout)).toMatchObject([{ id: "1", state: "succeeded", message: "3 of 3" }]);
    const yaml = await runCommand(["get", "-o", "yaml", "traffic-ops:1"], env);
    expect(parse(yaml.stdout)).toEqual(JSON.parse(json.stdout));
    const plain = await runCommand(["get", "--output=plain", "traffic-ops:1"], env);
    expect(plain.stdout).toMatch(
      /^ +0\.\d s {2}traffic-ops +1 +"SUCCEEDED" +succeeded +- {2}3 of 3\n1 job in \d\.\d s with 1 request: 1 succeeded\n$/,
    );
    const table = await runCommand(["get", "-o", "table", "traffic-ops:1"], env);
    expect(table.stdout).toMatch(
      /^job +state +value +time +message\n1 +succeeded +SUCCEEDED +\d+ s +3 of 3\n\n1 job in/,
    );
  });

  it("keeps every digit of an id", async () => {
    const { env } = await openTestEnvironment([
      ["traffic-ops", { id: "9007199254740993", phases: [{ status: "SUCCEEDED" }] }],
    ]);
    const { stdout } = await runCommand(["get", "traffic-ops:9007199254740993"], env);
    expect(jsonLines(stdout)).toMatchObject([{ id: "9007199254740993", state: "succeeded" }]);
  });
});
