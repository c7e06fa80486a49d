import { readFile } from "node:fs/promises";
import { basename, isAbsolute, join, relative, resolve } from "node:path";
import { HELP, parseArguments, UsageError } from "./cli-arguments.ts";
import { readSpec } from "./diagnose.ts";
import { formatDiagnostic } from "./diagnostic.ts";
import type { PackageOptions } from "./emit/package-facts.ts";
import { hashOfText } from "./emit/provenance.ts";
import { providerPackage } from "./emit/provider-package.ts";
import type { ProviderPackage } from "./emit/provider-package.ts";
import { SchemaModuleError } from "./openapi-typescript/schema-module-error.ts";
import { generatorVersion } from "./package-files.ts";
import type { Source } from "./source-document.ts";
import type { Spec } from "./spec.ts";
import { comparePackage, PackageWriteError, writePackage } from "./write-package.ts";
import type { PackageChanges } from "./write-package.ts";

/** Where the command writes what it says. */
export interface CliOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** All is right. */
const EXIT_OK = 0;
/** A specification has faults, or with `--check` something would change. */
const EXIT_FAULTS = 1;
/** The command was called wrongly, or a file could not be read or written. */
const EXIT_TROUBLE = 2;

/** Runs the command `jobstatus-codegen` and gives its exit code. */
export async function runCli(args: readonly string[], output: CliOutput): Promise<number> {
  try {
    return await run(args, output);
  } catch (cause) {
    const isFault = cause instanceof SchemaModuleError;
    if (!(isFault || cause instanceof UsageError || cause instanceof PackageWriteError)) throw cause;
    output.err(`jobstatus-codegen: ${cause.message}\n`);
    return isFault ? EXIT_FAULTS : EXIT_TROUBLE;
  }
}

async function run(args: readonly string[], output: CliOutput): Promise<number> {
  const request = parseArguments(args);
  if (request.task === "help" || request.task === "version") {
    output.out(request.task === "help" ? HELP : `${generatorVersion()}\n`);
    return EXIT_OK;
  }
  const specs = await readSpecs(request.files, output);
  if (specs === undefined) return EXIT_FAULTS;
  const packages = await generateAll(specs, request.out, request);
  return request.task === "check" ? reportChanges(packages, output) : writeAll(packages, output);
}

interface SourceSpec {
  readonly source: Source;
  readonly spec: Spec;
}

/** All documents, or nothing if any has a fault; every fault of every document is reported. */
async function readSpecs(files: readonly string[], output: CliOutput): Promise<SourceSpec[] | undefined> {
  const sources = await Promise.all(files.map(readSource));
  const specs: SourceSpec[] = [];
  let faults = 0;
  for (const source of sources) {
    const { spec, diagnostics } = readSpec(source);
    for (const diagnostic of diagnostics) output.err(`${formatDiagnostic(diagnostic)}\n`);
    faults += diagnostics.length;
    if (spec !== undefined) specs.push({ source, spec });
  }
  if (faults === 0) return specs;
  output.err(`jobstatus-codegen: ${count(faults, "fault")}; no file was touched\n`);
  return undefined;
}

async function readSource(file: string): Promise<Source> {
  try {
    return { file, text: await readFile(file, "utf8") };
  } catch (cause) {
    throw new UsageError(`could not read ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

interface PlannedPackage {
  readonly folder: string;
  readonly generated: ProviderPackage;
  readonly changes: PackageChanges;
}

/** Everything is computed before anything is written. */
async function generateAll(
  specs: readonly SourceSpec[],
  out: string,
  options: PackageOptions,
): Promise<PlannedPackage[]> {
  const planned: PlannedPackage[] = [];
  for (const { source, spec } of specs) {
    const folder = join(out, spec.extension.provider);
    if (planned.some((other) => other.folder === folder)) {
      throw new UsageError(`${source.file} and another document both have the provider ${spec.extension.provider}`);
    }
    const provenance = {
      generatorVersion: generatorVersion(),
      specPath: nameOfSource(source.file),
      specHash: hashOfText(source.text),
    };
    const generated = await providerPackage(spec, provenance, options);
    planned.push({ folder, generated, changes: await comparePackage(folder, generated) });
  }
  return planned;
}

/** A file as generated text names it: relative to the working folder, or its bare name where it is not below that. */
function nameOfSource(file: string): string {
  const path = relative(process.cwd(), resolve(file));
  return path.startsWith("..") || isAbsolute(path) ? basename(file) : path.replaceAll("\\", "/");
}

async function writeAll(packages: readonly PlannedPackage[], output: CliOutput): Promise<number> {
  for (const { folder, generated, changes } of packages) await writePackage(folder, generated, changes);
  const total = (name: keyof PackageChanges): number =>
    packages.reduce((sum, { changes }) => sum + changes[name].length, 0);
  output.out(
    `${count(packages.length, "package")}: ${count(total("write"), "file")} written, ${total("remove")} removed, ` +
      `${total("unchanged")} unchanged\n`,
  );
  return EXIT_OK;
}

function reportChanges(packages: readonly PlannedPackage[], output: CliOutput): number {
  const lines = packages.flatMap(({ folder, changes }) => [
    ...changes.write.map((path) => `would write ${join(folder, path)}\n`),
    ...changes.remove.map((path) => `would remove ${join(folder, path)}\n`),
  ]);
  for (const line of lines) output.err(line);
  output.out(
    lines.length === 0
      ? `${count(packages.length, "package")}: nothing would change\n`
      : `${count(packages.length, "package")}: ${count(lines.length, "file")} would change; generate again\n`,
  );
  return lines.length === 0 ? EXIT_OK : EXIT_FAULTS;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
