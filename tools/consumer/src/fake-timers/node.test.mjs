// For `node --test`, whose fake timers never include `performance`.
import { mock, test } from "node:test";
import { scenarios } from "./scenarios.mjs";

for (const [name, run] of scenarios) {
  void test(name, () =>
    run({
      leewayMs: 1_000,
      install: () => mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] }),
      advance: (ms) => mock.timers.tick(ms),
      uninstall: () => mock.timers.reset(),
    }),
  );
}
