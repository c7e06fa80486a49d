import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, inject, it } from "vitest";
import { VITEST_ARGS, assertWaitsWithFakeTimers } from "./fake-timers.ts";
import { installFromRegistry } from "./install-from-registry.ts";

const project = inject("clientProject");

/** Jest's fakes include `performance` unless told otherwise. */
const JEST = `
import { describe, it, jest } from "@jest/globals";
import { scenarios } from "./fake-timers/scenarios.mjs";

describe.each([
  ["the default fakes", {}, 0],
  ["performance left real", { doNotFake: ["performance"] }, 1_000],
])("%s", (_, config, leewayMs) => {
  it.each(scenarios)("%s", (_, run) =>
    run({
      leewayMs,
      install: () => jest.useFakeTimers(config),
      advance: (ms) => jest.advanceTimersByTimeAsync(ms),
      uninstall: () => jest.useRealTimers(),
    }),
  );
});
`;

/** By default, Sinon fakes `nextTick` and `queueMicrotask` too, which Node needs to read a body. */
const SINON = `
import { describe, it } from "node:test";
import sinon from "sinon";
import { scenarios } from "./fake-timers/scenarios.mjs";

for (const [kind, toFake, leewayMs] of [
  ["performance as well", ["setTimeout", "clearTimeout", "Date", "performance"], 0],
  ["performance left real", ["setTimeout", "clearTimeout", "Date"], 1_000],
]) {
  describe(kind, () => {
    for (const [name, run] of scenarios) {
      let clock;
      it(name, () =>
        run({
          leewayMs,
          install: () => (clock = sinon.useFakeTimers({ toFake })),
          advance: (ms) => clock.tickAsync(ms),
          uninstall: () => clock.restore(),
        }),
      );
    }
  });
}
`;

const jest = ["--experimental-vm-modules", "node_modules/jest/bin/jest.js", "--testMatch", "**/fakes.test.mjs"];
const vitest = ["node_modules/vitest/vitest.mjs", ...VITEST_ARGS];

const RUNNERS = [
  { name: "vitest 2", installed: "vitest@2.1.9", test: "", args: vitest },
  { name: "vitest 3", installed: "vitest@3.2.4", test: "", args: vitest },
  { name: "vitest 4", installed: "vitest@4.0.14", test: "", args: vitest },
  { name: "Jest 29", installed: "jest@29.7.0", test: JEST, args: jest },
  { name: "Jest 30", installed: "jest@30.5.2", test: JEST, args: jest },
  { name: "Sinon 22", installed: "sinon@22.1.0", test: SINON, args: ["--test", "fakes.test.mjs"] },
];

describe.each(RUNNERS)("$name", ({ name, installed, test, args }) => {
  it("waits with fake timers", async () => {
    const folder = await installFromRegistry(project, name, "module", [installed]);
    writeFileSync(join(folder, "fakes.test.mjs"), test);
    await assertWaitsWithFakeTimers(folder, [process.execPath, ...args]);
  });
});
