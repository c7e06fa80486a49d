import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { describe, expect, it } from "vitest";
import { PROVIDER_NAMES, Providers } from "./connect/providers.ts";
import { endOf, jsonLines, runCommand, startCommand } from "./testing/command-process.ts";
import { openTestEnvironment } from "./testing/test-environment.ts";

/** Starts the simulators, reads what they print, does something with it, and stops them. */
async function withSimulators<T>(
  args: readonly string[],
  use: (lines: readonly string[]) => T | Promise<T>,
): Promise<T> {
  const child = startCommand(["simulate", ...args], {});
  const { stdout } = child;
  if (!stdout) throw new Error("the command was started without pipes");
  const lines: string[] = [];
  try {
    for await (const line of createInterface({ input: stdout })) {
      lines.push(line);
      if (/"(?:zendesk|mine)"/.test(line) || line.startsWith("# Ctrl-C")) break;
    }
    return await use(lines);
  } finally {
    const end = endOf(child);
    child.kill("SIGINT");
    expect(await end).toMatchObject({ code: 0, stderr: "" });
  }
}

describe("simulate", () => {
  it("serves all providers, and prints what their clients need", async () => {
    await withSimulators(["--speed", "1000"], async (lines) => {
      const simulators = jsonLines(lines.join("\n"));
      expect(simulators.map(({ provider }) => provider)).toEqual(PROVIDER_NAMES);
      const env = Object.assign({}, ...simulators.map((simulator) => simulator["env"])) as Record<string, string>;
      const references = simulators.flatMap(({ provider, jobs }) =>
        (jobs as string[]).map((id) => `${String(provider)}:${id}`),
      );
      const { code, stdout } = await runCommand(["wait", ...references], env);
      expect(code).toBe(0);
      expect(jsonLines(stdout)).toHaveLength(PROVIDER_NAMES.length);
    });
  });

  it("prints commands to try, which work in a shell", async () => {
    await withSimulators(["--output", "plain", "--speed", "1000"], (lines) => {
      expect(lines.filter((line) => line.startsWith("jobstatus "))).toHaveLength(3);
      expect(lines.filter((line) => /^export JOBSTATUS_\w+=[^\s'$]+$/.test(line)).length).toBeGreaterThan(5);
    });
  });

  it("simulates the provider of one's own contract, and no other", async () => {
    const { folder } = await openTestEnvironment();
    const path = join(folder, "mine.json");
    const contract = { ...(await new Providers().load("centurylink-v2")), provider: "mine" };
    writeFileSync(path, JSON.stringify(contract));
    await withSimulators(["--contract", path, "--speed", "1000"], async (lines) => {
      const [simulator, ...others] = jsonLines(lines.join("\n"));
      expect(others).toEqual([]);
      const env = simulator?.["env"] as Record<string, string>;
      expect(Object.keys(env)).toEqual([
        "JOBSTATUS_MINE_ACCOUNT_ALIAS",
        "JOBSTATUS_MINE_TOKEN",
        "JOBSTATUS_MINE_BASE_URL",
      ]);
      const [id] = (simulator?.["jobs"] ?? []) as string[];
      const { code, stdout } = await runCommand(["wait", "--contract", path, `mine:${id}`], env);
      expect(code).toBe(0);
      expect(jsonLines(stdout)).toMatchObject([{ provider: "mine", state: "succeeded" }]);
    });
    await withSimulators(["--contract", path, "--output", "plain"], (lines) => {
      expect(lines.find((line) => line.startsWith("jobstatus get"))).toMatch(/ --contract \S+mine\.json mine:\S+$/);
    });
  });

  it("takes jobs, ends and faults from a file, the same for the same seed", async () => {
    const { folder } = await openTestEnvironment();
    const path = join(folder, "scenario.json");
    const jobs = [
      {
        provider: "zendesk",
        count: 12,
        scenario: { workingMs: 0, waitingMs: 0 },
        outcomes: { succeeded: 1, failed: 1 },
      },
    ];
    const faults = [{ provider: "traffic-ops", status: 503, headers: { "retry-after": "1" }, body: "busy" }];
    writeFileSync(path, JSON.stringify({ seed: 7, jobs, faults }));
    const states = () =>
      withSimulators(["--scenario", path], async (lines) => {
        const simulators = jsonLines(lines.join("\n"));
        const env = Object.assign({}, ...simulators.map((simulator) => simulator["env"])) as Record<string, string>;
        const ids = simulators.find(({ provider }) => provider === "zendesk")?.["jobs"] as string[];
        const { stdout } = await runCommand(["get", "--output", "json", ...ids.map((id) => `zendesk:${id}`)], env);
        const busy = await runCommand(["get", "traffic-ops:1"], env);
        expect(busy.code).toBe(25);
        return (JSON.parse(stdout) as { state: string }[]).map(({ state }) => state);
      });
    const first = await states();
    expect(new Set(first)).toEqual(new Set(["succeeded", "failed"]));
    expect(await states()).toEqual(first);
  });

  it.each([
    ["{", /^jobstatus: .*scenario\.json is not JSON$/m],
    ['{"job": []}', /scenario\.json: unknown key job$/m],
    ['{"jobs": [{"provider": "zendsk"}]}', /: jobs\.0\.provider must be one of "centurylink-v1", .*"zendesk"$/m],
    ['{"jobs": [{"provider": "zendesk", "count": 0}]}', /: jobs\.0\.count must be >=1$/m],
    [
      '{"jobs": [{"provider": "zendesk", "scenario": {"workingMs": -1}}]}',
      /: jobs\.0\.scenario: scenario\.workingMs (?:has to|must) be a number/,
    ],
    [
      '{"jobs": [{"provider": "traffic-ops", "scenario": {"outcome": "partial"}}]}',
      /outcome "partial" has no status at this provider/,
    ],
    ['{"faults": [{"provider": "zendesk"}]}', /: faults\.0\.status is required$/m],
  ])("refuses the file %s", async (text, sentence) => {
    const { folder } = await openTestEnvironment();
    const path = join(folder, "scenario.json");
    writeFileSync(path, text);
    const { code, stdout, stderr } = await runCommand(["simulate", "--scenario", path], {});
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(sentence);
  });

  it("ends the demonstration gracefully when it is interrupted", async () => {
    const child = startCommand(["simulate", "--demo"], {});
    child.stdout?.once("data", () => child.kill("SIGINT"));
    const { code, stdout, stderr } = await endOf(child);
    expect({ code, stderr }).toEqual({ code: 130, stderr: "" });
    expect(stdout).not.toContain("Next");
  });
});
