import { vi } from "vitest";

/** Gives the tests of a file, which start processes, more time than they need: the bound is for hangs only. */
export function allowTimeForProcesses(): void {
  vi.setConfig({ testTimeout: 60_000 });
}
