import { basename, isAbsolute, join, relative, resolve } from "node:path";
import { HELP, parseArguments } from "./cli-arguments.ts";
import type { GenerateRequest } from "./cli-arguments.ts";
import { EXIT_FAULTS, EXIT_OK, EXIT_TROUBLE } from "./cli-output.ts";
import type { CliOutput } from "./cli-output.ts";
import { comparePackage } from "./compare-package.ts";
import type { PackageChanges } from "./compare-package.ts";
import { readSpec } from "./diagnose.ts";
import { formatDiagnostic } from "./diagnostic.ts";
import { isJobstatusPackage, packageNameOf } from "./emit/package-facts.ts";
import type { PackageOptions } from "./emit/package-facts.ts";
import { providerPackage } from "./emit/provider-package.ts";
import type { ProviderPackage } from "./emit/provider-package.ts";
import { SchemaModuleError } from "./openapi-typescript/schema-module-error.ts";
import { generatorVersion } from "./package-files.ts";
import { PackageWriteError } from "./package-write-error.ts";
import type { FindTaken } from "./rules/rule-context.ts";
import { readSource } from "./read-source.ts";
import type { Source } from "./source-document.ts";
import { provenanceOf } from "./source-provenance.ts";
import type { Spec } from "./spec.ts";
import { UsageError } from "./usage-error.ts";
import { findWorkspacePackages } from "./workspace-packages.ts";
import { recoverPackage, writePackage } from "./write-package.ts";

/** Runs the command `jobstatus-codegen` and returns its exit code. */
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
  const [command, ...rest] = args;
  if (command === "init") return (await import("./init/init-command.ts")).runInit(rest, output);
  if (command === "diff") return (await import("./diff/diff-command.ts")).runDiff(rest, output);
  const request = parseArguments(args);
  if (request.task === "help" || request.task === "version") {
    output.out(request.task === "help" ? HELP : `${generatorVersion()}\n`);
    return EXIT_OK;
  }
  const specs = await readSpecs(request, output, await takenIn(request.out, request));
  if (specs === undefined) return EXIT_FAULTS;
  if (request.task === "write") {
    for (const { spec } of specs) await recoverPackage(join(request.out, spec.extension.provider));
  }
  const packages = await generateAll(specs, request.out, request);
  return request.task === "check" ? reportChanges(packages, output) : writeAll(packages, output);
}

interface SourceSpec {
  readonly source: Source;
  readonly spec: Spec;
}

/** Finds the package of the workspace that has the name or the folder of a package to be written to `out`. */
async function takenIn(out: string, options: PackageOptions): Promise<FindTaken> {
  const packages = await findWorkspacePackages(out);
  return (provider) => {
    const name = packageNameOf(provider, options);
    const target = resolve(out, provider);
    const taken = packages.find((other) => other.name === name || other.folder === target);
    return taken && (relative(process.cwd(), taken.folder).replaceAll("\\", "/") || ".");
  };
}

/** All documents, or nothing if any has a fault; every fault of every document is reported. */
async function readSpecs(
  { files, overlay: overlayFile }: Pick<GenerateRequest, "files" | "overlay">,
  output: CliOutput,
  findTaken: FindTaken,
): Promise<SourceSpec[] | undefined> {
  const overlay = overlayFile === undefined ? undefined : await readSource(overlayFile);
  const sources =
    overlay !== undefined && "rule" in overlay
      ? [overlay]
      : (await Promise.all(files.map(readSource))).map((source) =>
          overlay === undefined || "rule" in source ? source : { ...source, overlay },
        );
  const specs: SourceSpec[] = [];
  let faults = 0;
  for (const source of sources) {
    const { spec, diagnostics } = "rule" in source ? { diagnostics: [source] } : readSpec(source, findTaken);
    for (const diagnostic of diagnostics) output.err(`${formatDiagnostic(diagnostic)}\n`);
    faults += diagnostics.length;
    if (spec !== undefined && "text" in source) specs.push({ source, spec });
  }
  if (faults === 0) return specs;
  output.err(`jobstatus-codegen: ${count(faults, "fault")}; no file was touched\n`);
  return undefined;
}

interface PlannedPackage {
  readonly standsAlone: boolean;
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
    const generated = await providerPackage(spec, provenanceOf(source, nameOfSource), options);
    const standsAlone = !isJobstatusPackage(packageNameOf(spec.extension.provider, options));
    planned.push({ standsAlone, folder, generated, changes: await comparePackage(folder, generated) });
  }
  return planned;
}

/** A file as generated text names it: relative to the working folder, or its bare name if it is not below that. */
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
  if (total("write") + total("remove") > 0) output.out(nextCommands(packages));
  return EXIT_OK;
}

/** The commands by which a package that stands alone is built and tested. */
function nextCommands(packages: readonly PlannedPackage[]): string {
  return packages
    .filter(({ standsAlone }) => standsAlone)
    .map(({ folder }) => `\nNext:\n  cd ${folder}\n  npm install\n  npm test\n`)
    .join("");
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
