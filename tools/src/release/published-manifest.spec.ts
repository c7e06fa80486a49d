import { expect, it } from "vitest";
import { publishedManifest } from "./published-manifest.ts";

it("adds the addresses and NOTICE, and leaves out what only the repository uses", () => {
  const manifest = {
    name: "@jobstatus/print",
    version: "1.2.3",
    exports: {
      ".": { "@jobstatus/source": "./src/index.ts", types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./inner": { "@jobstatus/source": "./src/inner.ts" },
      "./package.json": "./package.json",
    },
    files: ["dist", "src"],
    scripts: { mutate: "stryker run" },
    dependencies: { "@jobstatus/core": "1.2.3" },
    devDependencies: { ajv: "8.20.0" },
    nx: { tags: ["layer:provider"] },
  };
  const facts = { repository: "https://example.org/jobstatus", directory: "packages/print" };
  expect(publishedManifest(manifest, facts)).toEqual({
    name: "@jobstatus/print",
    version: "1.2.3",
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./package.json": "./package.json",
    },
    files: ["dist", "src", "NOTICE"],
    dependencies: { "@jobstatus/core": "1.2.3" },
    homepage: "https://example.org/jobstatus/tree/HEAD/packages/print#readme",
    bugs: "https://example.org/jobstatus/issues",
    repository: { type: "git", url: "git+https://example.org/jobstatus.git", directory: "packages/print" },
    publishConfig: { access: "public" },
  });
});
