import { describe, expect, test } from "vitest";
import { startRun } from "./run.ts";
import { DEFAULTS, PROVIDERS, hashFromSettings, parseSettings } from "./settings.ts";

const FIXED = { name: "fixed", firstS: 10, factor: 1.5 } as const;

/** How the job ends in each scenario. Only Vault and Zendesk can say that a part failed. */
const ends = {
  smooth: () => "succeeded",
  stuck: () => "succeeded",
  flapping: () => "succeeded",
  limited: () => "succeeded",
  // Who was handed a session, and no login, cannot renew it.
  session: (provider: string) =>
    provider === "veeva-vault" || provider === "centurylink-v2" ? "succeeded" : undefined,
  partial: (provider: string) => (provider === "veeva-vault" || provider === "zendesk" ? "partial" : "failed"),
} as const;

describe.each(PROVIDERS)("%s runs every scenario to its end", (provider) => {
  test.each(["smooth", "stuck", "flapping", "limited", "session", "partial"] as const)("%s", async (scenario) => {
    const run = startRun({ ...DEFAULTS, provider, scenario }, FIXED);
    await run.toEnd();
    const end = ends[scenario](provider);
    expect(run.outcome?.text).toMatch(end === undefined ? /^unauthenticated: / : new RegExp(`^${end} `));
    if (end === undefined) return;
    const lagMs = (run.outcome?.atMs ?? 0) - run.jobEndMs;
    expect(lagMs).toBeGreaterThanOrEqual(0);
    expect(lagMs).toBeLessThanOrEqual(10_000);
  });
});

test("a rate-limited wait shows refusals, and no request comes before the provider allows it", async () => {
  const run = startRun({ ...DEFAULTS, scenario: "limited" }, { ...FIXED, firstS: 1 });
  await run.toEnd();
  const refusals = run.exchanges.filter(({ isRefusal }) => isRefusal);
  expect(refusals.map(({ httpStatus }) => httpStatus)).toEqual([429, 429, 429]);
  for (const { atMs } of refusals) {
    const next = run.exchanges.find((exchange) => exchange.atMs > atMs);
    expect(next && next.atMs - atMs).toBeGreaterThanOrEqual(8_000);
  }
});

test("no request and no response shows a secret", async () => {
  for (const provider of PROVIDERS) {
    const run = startRun({ ...DEFAULTS, provider, scenario: "session" }, FIXED);
    await run.toEnd();
    expect(JSON.stringify(run.exchanges)).not.toMatch(/simulated-(session|password|user|access)/);
  }
});

test("a link keeps the settings", () => {
  const settings = {
    ...DEFAULTS,
    provider: "veeva-vault",
    scenario: "stuck",
    first: { name: "growing", firstS: 2, factor: 1.75 },
    second: { name: "fixed", firstS: 12, factor: 1.5 },
    timeoutS: 900,
    speed: 60,
  } as const;
  expect(parseSettings(hashFromSettings(settings))).toEqual(settings);
});

test("a broken link gives the defaults", () => {
  expect(parseSettings("#provider=nobody&scenario=constructor&first=&timeout=-1&speed=x")).toEqual(DEFAULTS);
});

test("requests come at the same moments however time is let pass", async () => {
  const atOnce = startRun(DEFAULTS, FIXED);
  await atOnce.toEnd();
  const inFrames = startRun(DEFAULTS, FIXED);
  const frame = inFrames.clock.advance(333);
  // As when somebody cannot wait in the middle of a frame.
  await inFrames.toEnd();
  await frame;
  const moments = [0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000];
  expect(atOnce.exchanges.map(({ atMs }) => atMs)).toEqual(moments);
  expect(inFrames.exchanges.map(({ atMs }) => atMs)).toEqual(moments);
  expect(atOnce.changes[0]?.atMs).toBe(0);
});
