import { expect, it } from "vitest";
import { WORKSPACE } from "./install-packed.ts";
import { runOk } from "./run.ts";

const RELEASE = ["npm", "run", "--silent", "release", "--"] as const;

it("publishes to a registry, installs from it with npm and pnpm as the README says, and runs a quick start", async () => {
  const stdout = await runOk([...RELEASE, "--dry-run"], WORKSPACE);
  const lines = stdout.trim().split("\n");
  expect(lines[0]).toMatch(/^published @jobstatus\/core@/);
  expect(lines.slice(-2)).toEqual([
    "installed with npm, and ran the quick start: succeeded completed",
    "installed with pnpm, and ran the quick start: succeeded completed",
  ]);
  // The bound is for hangs only.
}, 600_000);
