import { parseCommandArguments } from "./command-arguments.ts";
import type { PackageOptions } from "./emit/package-facts.ts";
import { UsageError } from "./usage-error.ts";

/** A request to write packages, or to say what writing them would change. */
export interface GenerateRequest extends PackageOptions {
  readonly task: "write" | "check";
  /** The documents. */
  readonly files: readonly string[];
  /** The overlay of the only document. */
  readonly overlay: string | undefined;
  /** The folder for the packages. */
  readonly out: string;
}

/** A request to the command `jobstatus-codegen`. */
export type CliRequest = { readonly task: "help" } | { readonly task: "version" } | GenerateRequest;

/** What `--help` shows. */
export const HELP = `Usage: jobstatus-codegen <spec...> --out <folder> [options]
       jobstatus-codegen init <document> [options]
       jobstatus-codegen diff <base> <revision> [options]

Reads OpenAPI documents that have an x-job-status extension, and writes a typed client package for each
one to <folder>/<provider>. If any document has a fault, no file is touched. A package is
replaced as a whole or not at all, and a folder with files that this command did not write is refused.
"init" drafts the extension for an OpenAPI document that has none; "diff" tells what a change
of a document means for users. "init --help" and "diff --help" tell more.

Options
  --out <folder>             Where the packages go. Required.
  --overlay <file>           An OpenAPI Overlay 1.0 with the extension, for one document.
  --check                    Write nothing; list what would change, and exit with 1 if anything would.
  --package-name <name>      The name of the package, for one document. Default: the provider's name.
  --scope <@name>            The npm scope of the packages, such as @acme. Default: none.
  --package-version <text>   The version of the packages. Default: the version of this command.
  --help                     Show this.
  --version                  Show the version of this command.

Faults go to stderr, one a line: file:line:column rule message

Exit codes: 0 success; 1 a document has faults, or --check found a difference; 2 the command was called
wrongly, a file could not be read or written, or a folder has files that this command did not write.
`;

/** A name that npm takes, with or without a scope. */
const PACKAGE_NAME = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;
/** The scope of such a name. */
const SCOPE = /^@[a-z0-9~-][a-z0-9._~-]*$/;
/** A version of Semantic Versioning 2.0.0, loosely. */
const PACKAGE_VERSION = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

const OPTIONS = {
  out: { type: "string" },
  overlay: { type: "string" },
  check: { type: "boolean", default: false },
  "package-name": { type: "string" },
  scope: { type: "string" },
  "package-version": { type: "string" },
  help: { type: "boolean", default: false },
  version: { type: "boolean", default: false },
} as const;

/**
 * Parses the arguments of the command.
 *
 * @throws UsageError which says what is wrong with them.
 */
export function parseArguments(args: readonly string[]): CliRequest {
  const { values, positionals: files } = parseCommandArguments(args, OPTIONS, "--help");
  const { out, overlay, scope, "package-name": packageName, "package-version": packageVersion } = values;
  if (values.help) return { task: "help" };
  if (values.version) return { task: "version" };
  if (files.length === 0) throw new UsageError("name at least one OpenAPI document; --help shows how");
  if (out === undefined || out === "") {
    throw new UsageError("name the folder for the packages with --out; --help shows how");
  }
  if (packageName !== undefined && files.length > 1) {
    throw new UsageError("--package-name names one package, so it takes one document");
  }
  if (overlay !== undefined && files.length > 1) {
    throw new UsageError("--overlay belongs to one document, so it takes one document");
  }
  if (packageName !== undefined && scope !== undefined) {
    throw new UsageError("--package-name is the whole name of a package; give either that or --scope");
  }
  if (packageName !== undefined && !PACKAGE_NAME.test(packageName)) {
    throw new UsageError(`--package-name ${JSON.stringify(packageName)} isn't a name for an npm package`);
  }
  if (scope !== undefined && !SCOPE.test(scope)) {
    throw new UsageError(`--scope ${JSON.stringify(scope)} isn't an npm scope such as @acme`);
  }
  if (packageVersion !== undefined && !PACKAGE_VERSION.test(packageVersion)) {
    throw new UsageError(`--package-version ${JSON.stringify(packageVersion)} isn't a version such as 1.2.3`);
  }
  return { task: values.check ? "check" : "write", files, overlay, out, packageName, scope, packageVersion };
}
