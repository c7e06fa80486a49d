import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jsonLines, runCommand } from "./testing/command-process.ts";
import { openTestEnvironment } from "./testing/test-environment.ts";

const JOB = "traffic-ops:1";

/** The environment without credentials, and the same credentials for a profile. */
async function open() {
  const environment = await openTestEnvironment([["traffic-ops", { outcome: "succeeded", workingMs: 0 }]]);
  const { folder, env } = environment;
  const { JOBSTATUS_TRAFFIC_OPS_BASE_URL: baseUrl = "", JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN: accessToken = "" } = env;
  return { folder, env: { HOME: folder, JOBSTATUS_TRAFFIC_OPS_BASE_URL: baseUrl }, baseUrl, accessToken };
}

describe("credentials", () => {
  it("are required: the error names the variables that can hold them", async () => {
    const { env } = await open();
    const { code, stderr } = await runCommand(["get", JOB], env);
    expect(code).toBe(2);
    expect(stderr).toContain("JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN");
  });

  it("come from the profile file, which must not be open to other users", async () => {
    const { env, folder, baseUrl, accessToken } = await open();
    const path = join(folder, ".config/jobstatus/profiles.json");
    mkdirSync(join(path, ".."), { recursive: true });
    const profiles = JSON.stringify({ default: { "traffic-ops": { baseUrl, accessToken } } });
    writeFileSync(path, profiles, { mode: 0o600 });
    expect((await runCommand(["get", JOB], { HOME: folder })).code).toBe(0);
    const other = await runCommand(["get", "--profile", "production", JOB], env);
    expect(other.stderr).toContain('unknown profile "production"; valid profiles: default');
    const shared = join(folder, "shared.json");
    writeFileSync(shared, profiles, { mode: 0o640 });
    const refused = await runCommand(["get", JOB], { ...env, JOBSTATUS_PROFILES: shared });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toBe(
      `jobstatus: ${shared} is open to other users and holds credentials; run: chmod 600 ${shared}\n`,
    );
  });

  it("come from a command, which gets the name of the provider", async () => {
    const { env, accessToken } = await open();
    const command = `test "$JOBSTATUS_PROVIDER" = traffic-ops && echo '{"accessToken": "${accessToken}"}'`;
    expect((await runCommand(["get", "--auth-command", command, JOB], env)).code).toBe(0);
    const failed = await runCommand(["get", "--auth-command", "echo top-secret; exit 3", JOB], env);
    expect(failed.code).toBe(23);
    expect(failed.stderr).toContain("the --auth-command for traffic-ops failed with 3");
    expect(failed.stderr + failed.stdout).not.toContain("top-secret\n");
    const wrong = await runCommand(["get", "--auth-command", "echo top-secret-token", JOB], env);
    expect(wrong.code).toBe(23);
    expect(wrong.stderr).toContain("must print a JSON object");
    expect(wrong.stdout + wrong.stderr).not.toContain("top-secret-token");
  });

  it("may be those of a login", async () => {
    const { env } = await open();
    const login = { JOBSTATUS_TRAFFIC_OPS_U: "simulated-user", JOBSTATUS_TRAFFIC_OPS_P: "simulated-password" };
    const { code, stderr } = await runCommand(["get", JOB], { ...env, ...login });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it.each(["Authorization: Bearer simulated", "Cookie: a=b"])("are refused as arguments: %s", async (header) => {
    const { env } = await open();
    const { code, stderr } = await runCommand(["get", "--header", header, JOB], env);
    expect(code).toBe(2);
    expect(stderr).toContain("ps shows arguments");
    expect(stderr).not.toMatch(/simulated|a=b/);
  });

  it("are redacted from the log of --verbose", async () => {
    const { env, accessToken } = await open();
    const { code, stdout, stderr } = await runCommand(["get", "--verbose", JOB], {
      ...env,
      JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN: accessToken,
    });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^\[1\] > GET http:\/\/127\.0\.0\.1:\d+\/api\/4\.0\/async_status\/1$/m);
    expect(stderr).toMatch(/^\[1\] > headers: .*authorization/m);
    expect(stderr).toMatch(/^\[1\] < HTTP 200 after \d+ ms$/m);
    expect(stdout + stderr).not.toContain(accessToken);
  });

  it("go to no address that only an input names", async () => {
    const env = { JOBSTATUS_ZENDESK_ACCESS_TOKEN: "simulated" };
    const url = "https://attacker.zendesk.com/api/v2/job_statuses/8b726e.json?token=canary";
    const { code, stderr } = await runCommand(["get", "-"], env, url);
    expect(code).toBe(2);
    expect(stderr).toBe(
      "jobstatus: an input must not decide where credentials go, as a URL of https://attacker.zendesk.com does; give --set subdomain=... or the environment\n",
    );
  });

  it("go to no other address than the one that is configured", async () => {
    const { env, accessToken } = await open();
    const url = "https://elsewhere.example/api/4.0/async_status/1";
    const { code, stdout, stderr } = await runCommand(["get", url], {
      ...env,
      JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN: accessToken,
    });
    expect(code).toBe(2);
    expect(stderr).toContain("https://elsewhere.example");
    expect(jsonLines(stdout)).toMatchObject([{ error: { code: "invalid-request" } }]);
  });
});
