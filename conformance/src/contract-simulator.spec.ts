import { globSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { generate } from "@jobstatus/codegen";
import { type Contract, JobStatusError, waitAll } from "@jobstatus/core";
import type { Outcome, Scenario } from "@jobstatus/simulator";
import { afterAll, describe, expect, it } from "vitest";
import { openContractSetting } from "./own-contract/contract-setting.ts";
import { runContract } from "./own-contract/run-contract.ts";

// The simulator writes what a contract says, and core reads it. Neither imports the other.

const specs = fileURLToPath(new URL("../../specs/", import.meta.url));
const SPECIFICATION = ".openapi.yaml";
const reports = fileURLToPath(new URL("../reports/", import.meta.url));
await mkdir(reports, { recursive: true });
const folder = await mkdtemp(join(reports, "contracts-"));

afterAll(() => rm(folder, { recursive: true }));

const contracts: (readonly [name: string, contract: Contract])[] = [];
for (const file of globSync([`*${SPECIFICATION}`, `gallery/*${SPECIFICATION}`], { cwd: specs })) {
  const name = basename(file, SPECIFICATION);
  const { files } = await generate({ file, text: readFileSync(join(specs, file), "utf8") });
  const module = join(folder, `${name}.ts`);
  const text = files?.get("src/gen/contract.ts") ?? "";
  await writeFile(
    module,
    text.replace(/^import type .*$/m, "type operations = never;").replace(/ as const satisfies .*$/m, ");"),
  );
  const { contract } = (await import(/* @vite-ignore */ pathToFileURL(module).href)) as { contract: Contract };
  contracts.push([name, contract]);
}

const SCENARIOS: readonly (readonly [state: Outcome, scenario: Scenario])[] = [
  ["succeeded", { items: [{ id: 1 }, { id: 2 }] }],
  ["partial", { outcome: "partial", items: [{ id: 1 }, { id: 2, error: "Torn." }] }],
  ["failed", { outcome: "failed", items: [{ id: 1, error: "Torn." }] }],
  ["cancelled", { outcome: "cancelled" }],
];

const ends = contracts.flatMap(([name, contract]) =>
  SCENARIOS.filter(([state]) => Object.values(contract.states).includes(state)).map(
    ([state, scenario]) => [name, state, contract, scenario] as const,
  ),
);

describe("the simulator of a contract", () => {
  it("knows the documents of the repository", () => {
    expect(contracts.length).toBeGreaterThanOrEqual(11);
  });

  it.each(ends)("%s: a wait ends with %s", async (_, state, contract, scenario) => {
    const { clock, simulator, client } = openContractSetting(contract);
    const id = simulator.start(scenario);
    const status = await clock.run(client.wait(id));
    expect(status).toMatchObject({ id, state });
    expect(status.state).toBe(state);
  });

  const all = contracts.map(([name, contract]) => [name, contract] as const);

  it.each(all)("%s: keeps to the limits, so that a wait is never refused", async (_, contract) => {
    const { clock, simulator, client, statuses } = openContractSetting(contract);
    const id = simulator.start({ workingMs: 60_000 });
    const [status] = await clock.run(Promise.all([client.wait(id), client.wait(id)]));
    expect(status.state).toBe("succeeded");
    expect(statuses.filter((each) => each === 429)).toEqual([]);
  });

  it.each(all.filter(([, { minPollIntervalMs }]) => minPollIntervalMs !== undefined))(
    "%s: refuses a request that comes too early, and says how long to wait",
    async (_, contract) => {
      const { clock, simulator, client } = openContractSetting(contract);
      const id = simulator.start();
      simulator.setState("the job was polled just now", { id });
      const error: unknown = await clock.run(client.status(id).catch((reason: unknown) => reason));
      expect(error).toMatchObject({ code: "rate-limited", retryAfterMs: contract.minPollIntervalMs });
    },
  );

  it.each(all)("%s: does not know a job that was never started", async (_, contract) => {
    const { clock, client } = openContractSetting(contract);
    const error: unknown = await clock.run(client.status("999").catch((reason: unknown) => reason));
    expect(error).toMatchObject({ code: "not-found" });
  });

  it.each(all)("%s: tells a caller that must not read jobs", async (_, contract) => {
    const { clock, simulator, client } = openContractSetting(contract);
    simulator.setState("the caller may not read jobs");
    const error: unknown = await clock.run(client.status(simulator.start()).catch((reason: unknown) => reason));
    expect(error).toBeInstanceOf(JobStatusError);
    expect(error).toMatchObject({ code: "forbidden" });
  });

  it.each(all.filter(([, { references }]) => references?.some(({ from, noJob }) => from !== "url" && noJob !== true)))(
    "%s: starts a job with a call, whose response a wait understands",
    async (_, contract) => {
      const { clock, simulator, client } = openContractSetting(contract);
      const started = await client.fetch(
        new Request("https://simulated.example/start", { method: "POST", body: "{}" }),
      );
      expect(started.status).toBe(202);
      const status = await clock.run(client.wait(started));
      expect(status).toMatchObject({ state: "succeeded" });
      expect(simulator.requests.map(({ method, url }) => `${method} ${url}`)).toContain("POST /start");
    },
  );

  it.each(all.filter(([, { session }]) => session !== undefined))(
    "%s: ends a session, and the client opens another",
    async (_, contract) => {
      const { clock, simulator, client } = openContractSetting(contract);
      const id = simulator.start();
      await clock.run(client.status(id));
      simulator.expireSessions();
      await clock.advance(contract.minPollIntervalMs ?? 0);
      expect(await clock.run(client.status(id))).toMatchObject({ id });
      const logins = simulator.requests.filter(
        ({ url }) => url === contract.session?.login.path.replaceAll(/\{\w+\}/g, "simulated"),
      );
      expect(logins).toHaveLength(2);
    },
  );

  it.each(all.filter(([, { batch }]) => batch !== undefined))(
    "%s: reports on many jobs in one request",
    async (_, contract) => {
      const { clock, simulator, client } = openContractSetting(contract);
      const ids = Array.from({ length: 8 }, () => simulator.start());
      const statuses = await clock.run(waitAll(ids.map((id) => [client, id] as const)));
      expect(statuses.map((each) => each.status?.state)).toEqual(ids.map(() => "succeeded"));
      expect(simulator.requests.some(({ url }) => url.startsWith(contract.batch?.path.split("?")[0] ?? "?"))).toBe(
        true,
      );
    },
  );

  it.each(all.filter(([, { credentials, session }]) => credentials.length > 0 && session === undefined))(
    "%s: refuses a request without credentials",
    async (_, contract) => {
      const { simulator } = openContractSetting(contract);
      const path = contract.request.path.replaceAll(/\{[^{}]+\}/g, simulator.start());
      const { status } = await simulator.fetch(
        new Request(`https://simulated.example${path}`, { method: contract.request.method }),
      );
      const own = Object.entries(contract.errors.http ?? {}).find(([, code]) => code === "unauthenticated")?.[0];
      expect(status).toBe(Number(own ?? 401));
    },
  );
});

describe("the requirements on a contract of one's own", () => {
  it.each(contracts.map(([name, contract]) => [name, contract] as const))(
    "%s: the client of its contract meets all that apply",
    async (_, contract) => {
      const results = await runContract(contract);
      expect(results.filter(({ decision }) => decision === "failed")).toEqual([]);
      expect(results.filter(({ decision }) => decision === "passed").length).toBeGreaterThan(8);
    },
  );
});
