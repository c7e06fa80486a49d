import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { providerLists } from "./provider-lists.ts";

const workspace = mkdtempSync(join(tmpdir(), "provider-lists-"));
afterEach(() => rmSync(workspace, { recursive: true }));

it("names the providers of specs/ everywhere, and those with a simulator where they are simulated", () => {
  const files = {
    "specs/dry-cleaner.openapi.yaml": "",
    "specs/laundry.openapi.yaml": "",
    "packages/simulator/src/dry-cleaner-simulator.ts": "",
    "packages/gone/src/gen/contract.ts": "",
    "packages/cli/package.json": JSON.stringify({
      dependencies: { "@jobstatus/core": "1.2.3", "@jobstatus/gone": "1.2.3", valibot: "1.5.0" },
    }),
    "docs/package.json": JSON.stringify({ devDependencies: { "@jobstatus/core": "*" } }),
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, file)), { recursive: true });
    writeFileSync(join(workspace, file), text);
  }
  const texts = new Map(providerLists(workspace).map(({ file, text }) => [file, text]));
  expect(texts.get("packages/simulator/src/gen/provider-name.ts")).toContain('ProviderName =\n  | "dry-cleaner";');
  expect(texts.get("packages/simulator/src/gen/simulators.ts")).toContain('"dry-cleaner": createDryCleanerSimulator,');
  expect(texts.get("packages/cli/src/gen/contract-loaders.ts")).toContain(
    '"laundry": async () => (await import("@jobstatus/laundry")).laundryContract,',
  );
  expect(texts.get("docs/src/playground/gen/contracts.ts")).not.toContain("laundry");
  expect(JSON.parse(texts.get("packages/cli/package.json") ?? "")).toEqual({
    dependencies: {
      "@jobstatus/core": "1.2.3",
      "@jobstatus/dry-cleaner": "1.2.3",
      "@jobstatus/laundry": "1.2.3",
      valibot: "1.5.0",
    },
  });
});
