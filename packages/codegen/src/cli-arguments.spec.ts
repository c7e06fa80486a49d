import { describe, expect, it } from "vitest";
import { HELP, parseArguments } from "./cli-arguments.ts";
import { UsageError } from "./usage-error.ts";

describe("the arguments of jobstatus-codegen", () => {
  it.each([
    {
      name: "documents and a folder",
      args: ["a.yaml", "b.yaml", "--out", "packages"],
      want: { task: "write", files: ["a.yaml", "b.yaml"], out: "packages" },
    },
    {
      name: "a check",
      args: ["--check", "--out=packages", "a.yaml"],
      want: { task: "check", files: ["a.yaml"], out: "packages" },
    },
    {
      name: "a name and a version for the package",
      args: ["a.yaml", "--out", "packages", "--package-name", "@acme/print", "--package-version", "1.2.3"],
      want: {
        task: "write",
        files: ["a.yaml"],
        out: "packages",
        packageName: "@acme/print",
        packageVersion: "1.2.3",
      },
    },
    {
      name: "a scope for the packages",
      args: ["a.yaml", "b.yaml", "--out", "packages", "--scope", "@acme"],
      want: { task: "write", files: ["a.yaml", "b.yaml"], out: "packages", scope: "@acme" },
    },
    {
      name: "a document and its overlay",
      args: ["a.yaml", "--overlay", "a.overlay.yaml", "--out", "packages"],
      want: { task: "write", files: ["a.yaml"], overlay: "a.overlay.yaml", out: "packages" },
    },
    { name: "a call for help, whatever else is wrong", args: ["--help"], want: { task: "help" } },
    { name: "the question for the version", args: ["--version"], want: { task: "version" } },
  ])("are $name", ({ args, want }) => {
    expect(parseArguments(args)).toEqual(want);
  });

  it.each([
    { args: [], message: "name at least one OpenAPI document; --help shows how" },
    {
      args: ["a.yaml", "b.yaml", "--overlay", "a.overlay.yaml", "--out", "packages"],
      message: "--overlay belongs to one document, so it takes one document",
    },
    { args: ["a.yaml"], message: "name the folder for the packages with --out; --help shows how" },
    { args: ["a.yaml", "--out", ""], message: "name the folder for the packages with --out; --help shows how" },
    {
      args: ["a.yaml", "b.yaml", "--out", "p", "--package-name", "a"],
      message: "--package-name names one package, so it takes one document",
    },
    {
      args: ["a.yaml", "--out", "p", "--package-name", "../a"],
      message: `--package-name "../a" isn't a name for an npm package`,
    },
    {
      args: ["a.yaml", "--out", "p", "--package-name", "print", "--scope", "@acme"],
      message: "--package-name is the whole name of a package; give either that or --scope",
    },
    { args: ["a.yaml", "--out", "p", "--scope", "acme"], message: `--scope "acme" isn't an npm scope such as @acme` },
    {
      args: ["a.yaml", "--out", "p", "--package-version", "one"],
      message: `--package-version "one" isn't a version such as 1.2.3`,
    },
  ])("are refused: $args", ({ args, message }) => {
    expect(() => parseArguments(args)).toThrow(new UsageError(message));
  });

  it("are refused with the reason of Node and a hint where an option is unknown", () => {
    expect(() => parseArguments(["a.yaml", "--colour"])).toThrow(/^Unknown option '--colour'.*; --help shows how$/);
  });

  it.each(["print", "print-jobs", "print.jobs_2", "~print", "@acme/print", "@acme-2/print.jobs"])(
    "can name a package %s",
    (name) => {
      expect(parseArguments(["a.yaml", "--out", "p", "--package-name", name])).toMatchObject({ packageName: name });
    },
  );

  it.each([
    "",
    "Print",
    ".print",
    "_print",
    "print jobs",
    "acme/print",
    "@acme",
    "@acme/",
    "@/print",
    "@acme/a/b",
    "a!",
  ])("cannot name a package %j", (name) => {
    expect(() => parseArguments(["a.yaml", "--out", "p", "--package-name", name])).toThrow(UsageError);
  });

  it.each(["0.0.1", "12.34.56", "1.2.3-rc.1", "1.2.3+build-7", "1.2.3-rc.1+build.7"])(
    "can give a package the version %s",
    (version) => {
      const request = parseArguments(["a.yaml", "--out", "p", "--package-version", version]);
      expect(request).toMatchObject({ packageVersion: version });
    },
  );

  it.each(["", "1", "1.2", "v1.2.3", "1.2.3-", "1.2.3+", "1.2.3 ", "1.2.3-rc_1", "1.2.3.4"])(
    "cannot give a package the version %j",
    (version) => {
      expect(() => parseArguments(["a.yaml", "--out", "p", "--package-version", version])).toThrow(UsageError);
    },
  );

  it("are each explained, and so are the exit codes", () => {
    for (const option of ["--out", "--check", "--package-name", "--package-version", "--help", "--version"]) {
      expect(HELP).toMatch(new RegExp(`^  ${option} `, "m"));
    }
    expect(HELP).toMatch(/^Exit codes: 0 .*; 1 .*; 2 /m);
  });
});
