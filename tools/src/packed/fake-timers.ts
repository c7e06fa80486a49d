import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { CONSUMER_PROGRAMS } from "./install-packed.ts";
import { run } from "./run.ts";

/** Runs vitest with its globals on the test file for it. */
export const VITEST_ARGS = ["run", "--globals", "--root", ".", "fake-timers/vitest.test.mjs"];

/**
 * Runs a test runner on the test files of `fixtures/consumer/src/fake-timers`, and asserts that they pass.
 *
 * @param folder - A folder inside a project that has the packages.
 * @param command - Runs the runner in that folder, which gets a copy of the test files.
 */
export async function assertWaitsWithFakeTimers(
  folder: string,
  command: readonly [string, ...string[]],
): Promise<void> {
  cpSync(join(CONSUMER_PROGRAMS, "fake-timers"), join(folder, "fake-timers"), { recursive: true });
  const { code, stdout, stderr } = await run(command, folder);
  expect(code, `${stdout}\n${stderr}`).toBe(0);
}
