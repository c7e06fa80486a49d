import { expect, it } from "vitest";
import { DurationMemory } from "./duration-memory.ts";

it("keeps the newest 200 durations of a kind, the newest last", () => {
  const memory = new DurationMemory();
  expect(memory.read("export")).toEqual([]);
  for (let ms = 1; ms <= 206; ms += 1) memory.add("export", ms);
  memory.add("import", 5);
  expect([memory.read("export").length, memory.read("export")[0], memory.read("export").at(-1)]).toEqual([200, 7, 206]);
  expect(memory.read("import")).toEqual([5]);
});

it("leaves out what is not a duration", () => {
  const memory = new DurationMemory();
  memory.set("export", [0, -1, NaN, Infinity, 1]);
  expect(memory.read("export")).toEqual([1]);
});

it("forgets the kind that was added to longest ago, once there are more than a hundred", () => {
  const memory = new DurationMemory();
  for (let kind = 0; kind < 100; kind += 1) memory.add(`kind ${kind}`, 1);
  memory.add("kind 0", 2);
  memory.add("another", 3);
  expect([memory.read("kind 0"), memory.read("kind 1"), memory.read("another")]).toEqual([[1, 2], [], [3]]);
});
