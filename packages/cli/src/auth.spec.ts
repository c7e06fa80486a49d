import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Providers } from "./connect/providers.ts";
import { runCommand } from "./testing/command-process.ts";
import { openTestEnvironment } from "./testing/test-environment.ts";

describe("auth test", () => {
  it("accepts good credentials and refuses bad ones", async () => {
    const { env } = await openTestEnvironment();
    const good = await runCommand(["auth", "test"], env);
    expect({ code: good.code, stderr: good.stderr }).toEqual({ code: 0, stderr: "" });
    expect(good.stdout.split("\n").toSorted().filter(Boolean)).toEqual(
      new Providers().names.map((name) => `${name}: the credentials are good`),
    );
    const bad = await runCommand(["auth", "test", "zendesk"], { ...env, JOBSTATUS_ZENDESK_API_TOKEN: "canary" });
    expect({ code: bad.code, stdout: bad.stdout }).toEqual({ code: 23, stdout: "" });
    expect(bad.stderr).toMatch(/^jobstatus: zendesk .*\n$/);
    expect(bad.stderr).not.toContain("canary");
  });

  it("leaves out providers without credentials, but no mistake in a profile", async () => {
    const { env, folder } = await openTestEnvironment();
    const { HOME = "", JOBSTATUS_ZENDESK_BASE_URL: baseUrl = "" } = env;
    const path = join(folder, "profiles.json");
    const test = (zendesk: object) => {
      writeFileSync(path, JSON.stringify({ default: { zendesk } }), { mode: 0o600 });
      return runCommand(["auth", "test"], { HOME, JOBSTATUS_PROFILES: path });
    };
    const good = { baseUrl, email: "agent@example.org", apiToken: "simulated-api-token" };
    expect(await test(good)).toEqual({ code: 0, stdout: "zendesk: the credentials are good\n", stderr: "" });
    expect((await test({})).stderr).toBe("jobstatus: no provider has credentials; see: jobstatus providers NAME\n");
    const { code, stderr } = await test({ ...good, emial: "agent@example.org" });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `jobstatus: the profile's zendesk: unknown field "emial"; did you mean email?\n`,
    });
  });
});
