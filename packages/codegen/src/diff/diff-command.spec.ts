import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCli } from "../cli.ts";
import { SMALL_SPEC, smallSpecText } from "../testing/small-spec.ts";
import { DIFF_HELP } from "./diff-arguments.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "codegen-diff-"));
  await mkdir(join(folder, "old"));
  await mkdir(join(folder, "new"));
  await writeFile(join(folder, "old/print.openapi.yaml"), SMALL_SPEC);
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const code = await runCli(
    ["diff", ...args].map((arg) => (arg.startsWith("./") ? join(folder, arg) : arg)),
    { out: (text) => (said.out += text), err: (text) => (said.err += text) },
  );
  return { code, out: said.out, err: said.err.replaceAll(join(folder, "/"), "./") };
}

/** Compares the small specification with the same after some of its text was replaced. */
async function compare(replacements: Readonly<Record<string, string>>, ...options: string[]) {
  await writeFile(join(folder, "new/print.openapi.yaml"), smallSpecText(replacements));
  return run("./old/print.openapi.yaml", "./new/print.openapi.yaml", ...options);
}

const REMAPPED = { "running: [printing]": "pending: [printing]", "message: /note": "message: /state" };

describe("jobstatus-codegen diff", () => {
  it("says nothing and ends with 0 if nothing changes", async () => {
    expect(await compare({})).toEqual({ code: 0, out: "0 changes; nothing changes for users\n", err: "" });
  });

  it.each([
    { severity: "patch", given: { "message: /note": "message: /state" }, code: 3 },
    { severity: "minor", given: { "    message: /note": "    message: /note\n    title: /note" }, code: 4 },
    { severity: "major", given: REMAPPED, code: 5 },
  ])("ends with $code after a $severity change", async ({ severity, given, code }) => {
    expect(await compare(given)).toMatchObject({
      code,
      out: expect.stringContaining(`; the next version must be a ${severity} one\n`),
    });
  });

  it("writes the changes as text, the gravest first", async () => {
    expect((await compare(REMAPPED)).out).toBe(`\
major  print  states: the status value "printing" is \`pending\` now; it was \`running\`
patch  print  job: \`message\` has changed
2 changes; the next version must be a major one
`);
  });

  it("writes them as Markdown for a changelog", async () => {
    expect((await compare(REMAPPED, "--format", "markdown")).out).toBe(`\
#### print

- **major** \`states\`: the status value "printing" is \`pending\` now; it was \`running\`.
- **patch** \`job\`: \`message\` has changed.
`);
  });

  it("writes them as JSON", async () => {
    const { out } = await compare({ "message: /note": "message: /state" }, "--format=json");
    expect(JSON.parse(out)).toEqual({
      severity: "patch",
      documents: [{ name: "print", changes: [{ place: "job", severity: "patch", message: "`message` has changed" }] }],
    });
  });

  it("compares all documents of two folders, and sees those that come and go", async () => {
    await writeFile(join(folder, "new/scan.openapi.yaml"), smallSpecText({ "provider: print": "provider: scan" }));
    expect(await run("./old", "./new")).toEqual({
      code: 5,
      err: "",
      out: `\
major  print  document: the provider is gone
minor  scan  document: the provider is new
2 changes; the next version must be a major one
`,
    });
  });

  it("takes an overlay for its document with the overlay", async () => {
    await writeFile(
      join(folder, "new/mine.yaml"),
      'overlay: 1.0.0\ninfo: { title: Mine, version: "1" }\nextends: ../old/print.openapi.yaml\n' +
        "actions: [{ target: $.x-job-status, update: { timeout: PT5M } }]\n",
    );
    const { out } = await run("./old/print.openapi.yaml", "./new/mine.yaml");
    expect(out).toContain("major  print  timeout: the timeout of a wait is PT5M now; it was PT1H\n");
  });

  it.each([
    { args: [], message: "name two documents, the base and its revision; jobstatus-codegen diff --help shows how" },
    { args: ["a"], message: "name two documents" },
    { args: ["a", "b", "c"], message: "name two documents" },
    { args: ["a", "b", "--format", "html"], message: '--format "html" must be one of text, json, markdown' },
    { args: ["a", "b", "--colour"], message: "Unknown option '--colour'" },
    { args: ["./old", "./old/print.openapi.yaml"], message: "must be two documents or two folders" },
    { args: ["./old/print.openapi.yaml", "./none.yaml"], message: "could not read ./none.yaml" },
  ])("refuses to be called with $args", async ({ args, message }) => {
    expect(await run(...args)).toMatchObject({ code: 2, out: "", err: expect.stringContaining(message) });
  });

  it("says why a document can't be read", async () => {
    await writeFile(join(folder, "new/print.openapi.yaml"), "a: [\n");
    expect(await run("./old", "./new")).toEqual({
      code: 1,
      out: "",
      err: './new/print.openapi.yaml:1:4 yaml-syntax this "[" is never closed.\n',
    });
  });

  it("the command explains itself with --help", async () => {
    expect(await run("--help")).toEqual({ code: 0, out: DIFF_HELP, err: "" });
  });
});
