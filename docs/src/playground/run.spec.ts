import { describe, expect, it } from "vitest";
import type { ProviderName } from "@jobstatus/simulator";
import { canLogIn } from "./connect.ts";
import { CONTRACTS } from "./gen/contracts.ts";
import { statusValuesOf } from "./lives.ts";
import { runToEnd } from "./run.ts";
import { DEFAULTS, PROVIDERS, hashFromSettings, parseSettings } from "./settings.ts";

const FIXED = { name: "fixed", firstS: 10, factor: 1.5 } as const;
const canReportParts = (provider: ProviderName) => statusValuesOf(CONTRACTS[provider]).partial !== undefined;

it("knows which providers report parts, and at which a page can log in", () => {
  expect(canReportParts("veeva-vault") && canReportParts("zendesk")).toBe(true);
  expect(canReportParts("traffic-ops")).toBe(false);
  expect(canLogIn(CONTRACTS["veeva-vault"]) && canLogIn(CONTRACTS["centurylink-v2"])).toBe(true);
  expect(canLogIn(CONTRACTS["traffic-ops"]) || canLogIn(CONTRACTS.zendesk)).toBe(false);
});

/** How the wait ends in each scenario. */
const ends = {
  smooth: () => "succeeded",
  "no-progress": () => "succeeded",
  stuck: () => "succeeded",
  flapping: () => "succeeded",
  unknown: () => "succeeded",
  limited: () => "succeeded",
  outage: () => "succeeded",
  failed: () => "failed",
  vanishes: () => "gone",
  // A client that was given a session, and no login, can't renew it.
  session: (provider: ProviderName) => (canLogIn(CONTRACTS[provider]) ? "succeeded" : "unauthenticated"),
  partial: (provider: ProviderName) => (canReportParts(provider) ? "partial" : "failed"),
} as const;

describe.each(PROVIDERS)("%s runs every scenario to its end", (provider) => {
  it.each(Object.keys(ends) as (keyof typeof ends)[])("%s", async (scenario) => {
    const { outcome, jobEndMs } = await runToEnd({ ...DEFAULTS, provider, scenario }, FIXED);
    expect(outcome.text).toMatch(new RegExp(`^${ends[scenario](provider)}[ :]`));
    // An unknown status is polled less and less often.
    const lagMs = outcome.state === undefined || scenario === "unknown" ? 0 : outcome.atMs - jobEndMs;
    expect(lagMs).toBeGreaterThanOrEqual(0);
    expect(lagMs).toBeLessThanOrEqual(10_000);
  });
});

it("sends no request before the provider allows it", async () => {
  const { exchanges } = await runToEnd({ ...DEFAULTS, scenario: "limited" }, { ...FIXED, firstS: 1 });
  const refusals = exchanges.filter(({ isRefusal }) => isRefusal);
  expect(refusals.map(({ httpStatus }) => httpStatus)).toEqual([429, 429, 429]);
  for (const { atMs } of refusals) {
    const next = exchanges.find((exchange) => exchange.atMs > atMs);
    expect(next && next.atMs - atMs).toBeGreaterThanOrEqual(8_000);
  }
});

it("redacts secrets in requests and responses", async () => {
  for (const provider of PROVIDERS) {
    const { exchanges } = await runToEnd({ ...DEFAULTS, provider, scenario: "session" }, FIXED);
    expect(JSON.stringify(exchanges)).not.toMatch(/simulated-(session|password|user|access)/);
  }
});

it("reports no progress in the scenario without progress", async () => {
  const { changes } = await runToEnd({ ...DEFAULTS, scenario: "no-progress" }, FIXED);
  expect(changes.slice(0, -1).map(({ status }) => status.progress)).toEqual(changes.slice(0, -1).map(() => undefined));
});

it("gives the same run for the same settings", async () => {
  const one = await runToEnd(DEFAULTS, DEFAULTS.first);
  const other = await runToEnd(DEFAULTS, DEFAULTS.first);
  expect(other.exchanges).toEqual(one.exchanges);
  expect(one.exchanges[0]?.atMs).toBe(0);
});

it("keeps the settings in a link", () => {
  const settings = {
    provider: "veeva-vault",
    scenario: "stuck",
    seed: 17,
    first: { name: "growing", firstS: 2, factor: 1.75 },
    second: { name: "fixed", firstS: 12, factor: 1.5 },
    timeoutS: 900,
    speed: 60,
  } as const;
  expect(parseSettings(hashFromSettings(settings))).toEqual(settings);
  for (const second of ["none", "equal"] as const) {
    expect(parseSettings(hashFromSettings({ ...DEFAULTS, second }))).toEqual({ ...DEFAULTS, second });
  }
});

it("reads the defaults from a broken link", () => {
  expect(parseSettings("#provider=nowhere&scenario=constructor&first=&timeout=-1&speed=x&seed=-3")).toEqual(DEFAULTS);
});
