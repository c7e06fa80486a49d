import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

it("fails for a public export without a docstring, and names it", { timeout: 60_000 }, () => {
  const file = join(import.meta.dirname, "testing/undocumented-export.ts");
  const { status, stdout, stderr } = spawnSync("node", [join(import.meta.dirname, "check-reference.ts"), file], {
    encoding: "utf8",
  });
  expect(stdout + stderr).toContain("undocumentedExport (CallSignature)");
  expect(status).toBe(1);
});
