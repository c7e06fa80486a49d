import { expect, it } from "vitest";
import { createVirtualClock } from "../virtual-clock.ts";
import { engineFor } from "./engine.ts";

const uncounted = () => undefined;

it("a clock has one engine, and another clock another", () => {
  const clock = createVirtualClock();
  expect(engineFor(clock)).toBe(engineFor(clock));
  expect(engineFor(createVirtualClock())).not.toBe(engineFor(clock));
});

it("an isolated engine has the same gates, and neither the timers nor the pollers", () => {
  const clock = createVirtualClock();
  const engine = engineFor(clock);
  const isolated = engine.isolate(clock);
  expect(isolated.gateFor("ann", uncounted)).toBe(engine.gateFor("ann", uncounted));
  expect(isolated.timers).not.toBe(engine.timers);
  expect(isolated.pollerGroups).not.toBe(engine.pollerGroups);
});
