import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../generate.ts";
import { documentText } from "../testing/documents.ts";
import { requestDocumentText } from "../testing/request-documents.ts";

// What the generator takes without a fault must compile. All packages are one program of the compiler, so that core and
// the compiler's own library are checked once. The seed is fixed: a document that fails is found again by its number.

const DOCUMENTS = 200;
const REQUEST_DOCUMENTS = 60;
const SEED = 11;

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const TSC = join(ROOT, "node_modules/ts7/bin/tsc");

const TSCONFIG = {
  compilerOptions: {
    target: "ES2023",
    lib: ["ES2023", "DOM", "DOM.Iterable"],
    module: "NodeNext",
    // This repository's core is not built here, so it is read as source.
    customConditions: ["@jobstatus/source"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ["packages/*/src"],
};

let folder: string;
const refusals: string[] = [];
const refusedRequests: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "generated-types-"));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
  const jobs = fc.sample(documentText, { numRuns: DOCUMENTS, seed: SEED });
  const requests = fc.sample(requestDocumentText, { numRuns: REQUEST_DOCUMENTS, seed: SEED });
  for (const [index, text] of [...jobs, ...requests].entries()) {
    const { files, diagnostics } = await generate({ file: `${index}.json`, text });
    (index < DOCUMENTS ? refusals : refusedRequests).push(...diagnostics.map(({ rule }) => rule));
    for (const [path, content] of files ?? []) {
      const file = join(folder, "packages", String(index), path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }
}, 120_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("the packages of many small documents", () => {
  it("are generated, but for a circle of references that no type can have", () => {
    expect(new Set(refusals)).toEqual(new Set(["ref-cycle"]));
    expect(refusals.length).toBeLessThan(DOCUMENTS / 10);
  });

  it("are all generated for requests of many shapes", () => {
    expect(refusedRequests).toEqual([]);
  });

  it("the packages of many small documents compile", { timeout: 180_000 }, async () => {
    const output = await new Promise<string>((resolve) => {
      // Each checker of its own checks core again, for all its packages.
      const args = [TSC, "-p", folder, "--pretty", "false", "--singleThreaded"];
      execFile(process.execPath, args, { cwd: folder }, (_, out) => resolve(out));
    });
    expect(output.slice(0, 4000)).toBe("");
  });
});
