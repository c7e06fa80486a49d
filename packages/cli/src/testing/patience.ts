import { vi } from "vitest";

/** Sets a long timeout for the tests of a file, which start processes: it is for hangs only. */
export function allowTimeForProcesses(): void {
  vi.setConfig({ testTimeout: 60_000 });
}
