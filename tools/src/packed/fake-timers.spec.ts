import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, inject, it } from "vitest";
import { VITEST_ARGS, assertWaitsWithFakeTimers } from "./fake-timers.ts";
import { WORKSPACE } from "./install-packed.ts";
import { RUNTIMES } from "./runtimes.ts";

const project = inject("clientProject");
const nodes = RUNTIMES.filter(({ name }) => name.includes("Node"));

function folderFor(name: string): string {
  const folder = join(project, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

describe.each(nodes)("node:test on $name", ({ name, program = "" }) => {
  it("waits with fake timers", () =>
    assertWaitsWithFakeTimers(folderFor(name), [program, "--test", "fake-timers/node.test.mjs"]));
});

describe("vitest 5", () => {
  it("waits with fake timers", () => {
    const vitest = join(WORKSPACE, "node_modules/vitest/vitest.mjs");
    return assertWaitsWithFakeTimers(folderFor("vitest-5"), [process.execPath, vitest, ...VITEST_ARGS]);
  });
});
