import { setImmediate } from "node:timers/promises";
import { inspect } from "node:util";
import {
  type Simulator,
  type SimulatorOptions,
  centurylinkV1Credentials,
  centurylinkV2Credentials,
  simulators,
  trafficOpsCredentials,
  veevaVaultCredentials,
  zendeskCredentials,
} from "@jobstatus/simulator";
import { vi } from "vitest";

/** The simulated providers behind the hosts that the examples name. */
export type Providers = Readonly<Record<keyof typeof simulators, Simulator>>;

const SESSION = "simulated-session";

/**
 * Runs a file of `docs/examples` as it stands: the global `fetch` leads to the simulators, and time passes only as the
 * example sleeps.
 *
 * @param file - The file's name.
 * @param prepare - Starts the jobs that the example polls.
 * @returns What it printed, line by line.
 */
export async function runExample(file: string, prepare: (providers: Providers) => void): Promise<readonly string[]> {
  // Core keeps its pollers and timers for the life of the process; here each example is a process of its own.
  vi.resetModules();
  Reflect.deleteProperty(globalThis, Symbol.for("@jobstatus/core job limits, version 1"));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: 0 });
  vi.stubGlobal("performance", { timeOrigin: 0, now: () => Date.now() });
  // Fake timers cut fractions of a millisecond off and would fire too early, again and again.
  const { setTimeout: setFakeTimeout } = globalThis;
  vi.stubGlobal("setTimeout", (run: () => void, ms: number) => setFakeTimeout(run, Math.ceil(ms)));
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => {
    lines.push(
      values.map((value) => (typeof value === "string" ? value : inspect(value, { breakLength: Infinity }))).join(" "),
    );
  });
  const providers = createProviders({ clock: { now: () => Date.now() } });
  prepare(providers);
  let pending = 0;
  vi.stubGlobal("fetch", async (input: Request | string, init?: RequestInit) => {
    const request = new Request(input, init);
    pending += 1;
    try {
      return await providerOf(providers, new URL(request.url)).fetch(request);
    } finally {
      pending -= 1;
    }
  });
  // Sockets would leave the simulators out; the package's own tests use them.
  vi.doMock("@jobstatus/node", () => ({
    createNodeFetch: () => (input: string, init: RequestInit) => globalThis.fetch(input, init),
  }));
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
  try {
    await letTimePass(import(`../../examples/${file}.ts`), () => pending > 0);
  } finally {
    vi.useRealTimers();
  }
  return lines;
}

const ENVIRONMENT = {
  JOBSTATUS_CENTURYLINK_V1_BASE_URL: "https://api.ctl.io",
  JOBSTATUS_CENTURYLINK_V1_COOKIE: `Tier3.API.Cookie=${SESSION}`,
  JOBSTATUS_CENTURYLINK_V2_BASE_URL: "https://api.ctl.io",
  JOBSTATUS_CENTURYLINK_V2_TOKEN: SESSION,
  JOBSTATUS_TRAFFIC_OPS_BASE_URL: "https://trafficops.example.org",
  JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN: SESSION,
  JOBSTATUS_VEEVA_VAULT_BASE_URL: "https://myvault.veevavault.com",
  JOBSTATUS_VEEVA_VAULT_SESSION_ID: SESSION,
  JOBSTATUS_ZENDESK_BASE_URL: "https://company.zendesk.com",
  JOBSTATUS_ZENDESK_EMAIL: zendeskCredentials.email,
  JOBSTATUS_ZENDESK_API_TOKEN: zendeskCredentials.apiToken,
  JOBSTATUS_TRAFFIC_OPS_U: trafficOpsCredentials.u,
  JOBSTATUS_TRAFFIC_OPS_P: trafficOpsCredentials.p,
  JOBSTATUS_CENTURYLINK_V1_API_KEY: centurylinkV1Credentials.APIKey,
  JOBSTATUS_CENTURYLINK_V1_PASSWORD: centurylinkV1Credentials.Password,
  JOBSTATUS_CENTURYLINK_V2_USERNAME: centurylinkV2Credentials.username,
  JOBSTATUS_CENTURYLINK_V2_PASSWORD: centurylinkV2Credentials.password,
  JOBSTATUS_VEEVA_VAULT_USERNAME: veevaVaultCredentials.username,
  JOBSTATUS_VEEVA_VAULT_PASSWORD: veevaVaultCredentials.password,
};

function createProviders(options: SimulatorOptions): Providers {
  const providers: Providers = {
    "centurylink-v1": simulators["centurylink-v1"](options),
    "centurylink-v2": simulators["centurylink-v2"](options),
    "traffic-ops": simulators["traffic-ops"](options),
    "veeva-vault": simulators["veeva-vault"](options),
    zendesk: simulators.zendesk(options),
  };
  for (const simulator of Object.values(providers)) simulator.grantSession(SESSION);
  return providers;
}

function providerOf(providers: Providers, { hostname: host, pathname }: URL): Simulator {
  const names: Readonly<Record<string, keyof Providers>> = {
    "company.zendesk.com": "zendesk",
    "myvault.veevavault.com": "veeva-vault",
    "gateway.example.org": "veeva-vault",
    "trafficops.example.org": "traffic-ops",
    "api.ctl.io": pathname.startsWith("/REST/") ? "centurylink-v1" : "centurylink-v2",
  };
  const name = names[host];
  if (name === undefined) throw new Error(`an example sends a request to ${host}, which no simulator answers for`);
  return providers[name];
}

/** How many turns of the event loop a simulator may take; one that never responds takes them all. */
const MAX_TURNS = 2_000;

/** Advances time from sleep to sleep until the example ends. */
async function letTimePass(example: Promise<unknown>, isPending: () => boolean): Promise<void> {
  const outcome = { settled: false };
  const mark = () => {
    outcome.settled = true;
  };
  example.then(mark, mark);
  while (!outcome.settled) {
    // Bodies of responses, and the loading of the example itself, take turns of the real event loop.
    for (let turn = 0; turn < 40 || (isPending() && turn < MAX_TURNS); turn += 1) await setImmediate();
    if (!outcome.settled && vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync();
  }
  await example;
}
