/// <reference types="vitest/globals" />
// For vitest with its globals, so that it runs in any version. `performance` is faked by default from vitest 3 on.
import { scenarios } from "./scenarios.mjs";

/** @type {[title: string, config: NonNullable<Parameters<typeof vi.useFakeTimers>[0]>, leewayMs: number][]} */
const KINDS = [
  ["the default fakes", {}, 1_000],
  ["performance as well", { toFake: ["setTimeout", "clearTimeout", "Date", "performance"] }, 0],
  ["performance left real", { toFake: ["setTimeout", "clearTimeout", "Date"] }, 1_000],
];

describe.each(KINDS)("%s", (_, config, leewayMs) => {
  it.each(scenarios)("%s", (__, assertScenario) =>
    assertScenario({
      leewayMs,
      install: () => vi.useFakeTimers(config),
      advance: (ms) => vi.advanceTimersByTimeAsync(ms),
      uninstall: () => vi.useRealTimers(),
    }),
  );
});
