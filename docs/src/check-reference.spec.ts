import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

test("a public export without a docstring fails the check, which names it", { timeout: 60_000 }, () => {
  const file = join(import.meta.dirname, "testing/undocumented-export.ts");
  const { status, stdout, stderr } = spawnSync("node", [join(import.meta.dirname, "check-reference.ts"), file], {
    encoding: "utf8",
  });
  expect(stdout + stderr).toContain("nobodySaysWhatThisIs (CallSignature)");
  expect(status).toBe(1);
});
