import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../cli.ts";
import { smallSpecText } from "../testing/small-spec.ts";

// What a reader does for an API of their own: one document, one command, and a package that compiles by itself.

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const TSC = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const DOCUMENT = smallSpecText({
  "https://print.example": "https://{shop}.print.example\n    variables: { shop: { default: acme } }",
  "    message: /note":
    '    at: [/job, ""]\n    message: /note\n    times: { finishedAt: { at: /ended } }\n    links: [{ at: /links, rel: /rel, href: /href }]',
  "[printed]": "[{ value: printed, outcomeFrom: items }]",
  "  credentials:":
    "  requiredVariables: [shop]\n  errors: { native: [/code], message: [/text], http: [{ status: 409, code: unavailable }] }\n  credentials:",
  'schema: { $ref: "#/components/schemas/Job" }':
    'schema:\n                anyOf:\n                  - { $ref: "#/components/schemas/Job" }' +
    '\n                  - { type: object, required: [job], properties: { job: { $ref: "#/components/schemas/Job" } } }' +
    '\n        "404":\n          description: No such job.\n          content:\n            application/json:' +
    "\n              schema: { type: object, properties: { code: { type: integer }, text: { type: string } } }",
  "        done: { type: integer }":
    '        done: { type: integer, format: int64 }\n        ended: { type: [string, "null"] }' +
    "\n        links: { type: array, items: { type: object, properties: { rel: { type: string }, href: { type: string } } } }",
});

/** As the package's own settings have it. */
const TRANSPILED = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  rewriteRelativeImportExtensions: true,
};

const CALLER = `
import { createAcmePrint, type JobStatus, type AcmePrintResponse } from "./index.ts";
const print = createAcmePrint({ shop: "north", credentials: { key: "k" } });
export const end: Promise<JobStatus<AcmePrintResponse>> = print.wait("7", { timeoutMs: 1000 });
// @ts-expect-error: a shop, or a base URL in its place
createAcmePrint({ credentials: { key: "k" } });
// @ts-expect-error: not both
createAcmePrint({ shop: "north", baseUrl: "https://north.example", credentials: { key: "k" } });
// @ts-expect-error: this provider has other credentials
createAcmePrint({ shop: "north", credentials: { token: "t" } });
`;

let folder: string;
let output = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "own-provider-"));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  const file = join(folder, "print.yaml");
  await writeFile(file, DOCUMENT.replace("provider: print", "provider: acme-print"));
  const collect = (text: string): void => {
    output += text;
  };
  const args = [file, "--out", join(folder, "packages")];
  await runCli(args, { out: collect, err: collect });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** What the compiler says of the package; empty where it compiles. */
function compile(): Promise<string> {
  const project = join(folder, "packages/acme-print");
  // This repository's core is not built here, so it is read as source.
  const args = [
    TSC,
    "-p",
    project,
    "--noEmit",
    "--customConditions",
    "@jobstatus/source",
    "--lib",
    "ES2023,DOM,DOM.Iterable",
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_, out) => resolve(out));
  });
}

async function change(path: string, from: string, to: string): Promise<void> {
  const file = join(folder, "packages/acme-print", path);
  const text = await readFile(file, "utf8");
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  await writeFile(
    file,
    text.replace(from, () => to),
  );
}

describe("the package of a reader's own API", { timeout: 120_000 }, () => {
  it("compiles by itself, and so does a caller of it", async () => {
    expect(output).toMatch(/^1 package: 14 files written, 0 removed, 0 unchanged\n/);
    await writeFile(join(folder, "packages/acme-print/src/caller.ts"), CALLER);
    expect(await compile()).toBe("");
  });

  it("waits for simulated jobs in its own test", async () => {
    const project = join(folder, "packages/acme-print");
    for (const path of await readdir(join(project, "src"), { recursive: true })) {
      if (!path.endsWith(".ts")) continue;
      const source = await readFile(join(project, "src", path), "utf8");
      const target = join(project, "dist", path.replace(/ts$/, "js"));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, ts.transpile(source, { ...TRANSPILED, verbatimModuleSyntax: true }));
    }
    const args = ["--conditions=@jobstatus/source", "--test", "--test-reporter=tap"];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: project });
    expect(stdout).toMatch(/^ok 1 - waits until a simulated job is succeeded$/m);
    expect(stdout).toMatch(/^ok 2 - waits until a simulated job is failed$/m);
    expect(stdout).toMatch(/^# fail 0$/m);
  });

  it("does not compile once a pointer or a word of its table no longer fits the document", async () => {
    await change("src/gen/contract.ts", 'finishedAt: { at: "/ended"', 'finishedAt: { at: "/endedd"');
    await change("src/gen/contract.ts", 'printing: "running"', 'printin: "running"');
    const faults = await compile();
    expect(faults).toMatch(/contract\.ts\(\d+,\d+\): error .*"\/endedd"/);
    expect(faults).toMatch(/contract\.ts\(\d+,\d+\): error .*'?printing?/);
  });
});
