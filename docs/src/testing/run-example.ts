import { setImmediate } from "node:timers/promises";
import { inspect } from "node:util";
import {
  type Simulator,
  type SimulatorOptions,
  centurylinkV2Credentials,
  simulators,
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
 * @param prepare - Starts the jobs that the example asks for.
 * @returns What it printed, line by line.
 */
export async function runExample(file: string, prepare: (providers: Providers) => void): Promise<readonly string[]> {
  // Core keeps its conversations and timers for the life of the process; here each example is a process of its own.
  vi.resetModules();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: 0 });
  vi.stubGlobal("performance", { timeOrigin: 0, now: () => Date.now() });
  // Fake timers cut fractions of a millisecond off and would ring too early, again and again.
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
  vi.stubGlobal("fetch", (input: Request | string, init?: RequestInit) => {
    const request = new Request(input, init);
    return providerOf(providers, new URL(request.url)).fetch(request);
  });
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
  try {
    await letTimePass(import(`../../examples/${file}.ts`));
  } finally {
    vi.useRealTimers();
  }
  return lines;
}

const ENVIRONMENT = {
  ZENDESK_API_TOKEN: zendeskCredentials.apiToken,
  VAULT_SESSION_ID: SESSION,
  TRAFFIC_OPS_TOKEN: SESSION,
  CLC_TOKEN: SESSION,
  CLC_SESSION: SESSION,
  CLC_USER: centurylinkV2Credentials.username,
  CLC_PASSWORD: centurylinkV2Credentials.password,
  VAULT_USER: veevaVaultCredentials.username,
  VAULT_PASSWORD: veevaVaultCredentials.password,
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
  if (name === undefined) throw new Error(`an example asks ${host}, which no simulator stands for`);
  return providers[name];
}

/** Lets time pass from sleep to sleep until the example has come to its end. */
async function letTimePass(example: Promise<unknown>): Promise<void> {
  const outcome = { settled: false };
  const mark = () => {
    outcome.settled = true;
  };
  example.then(mark, mark);
  while (!outcome.settled) {
    // Bodies of responses, and the loading of the example itself, take turns of the real event loop.
    for (let turn = 0; turn < 10; turn += 1) await setImmediate();
    if (!outcome.settled && vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync();
  }
  await example;
}
