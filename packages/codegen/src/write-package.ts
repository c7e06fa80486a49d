import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ProviderPackage } from "./emit/provider-package.ts";

/** The folder of a package that holds generated files only: what no longer belongs there is removed. */
const OWNED_FOLDER = "src/gen";

/** What has to happen to a folder so that it holds the generated package. Paths are relative, with forward slashes. */
export interface PackageChanges {
  /** Files that are missing or differ. */
  readonly write: readonly string[];
  /** Files in `src/gen` that the package does not have. */
  readonly remove: readonly string[];
  /** Files that are right already. */
  readonly unchanged: readonly string[];
}

/** A file could not be read, written or removed. The message says which, why, and what to do. */
export class PackageWriteError extends Error {
  override readonly name = "PackageWriteError";
}

/**
 * Compares a folder with a generated package, and touches nothing.
 *
 * @throws PackageWriteError where a file that is there cannot be read.
 */
export async function comparePackage(folder: string, generated: ProviderPackage): Promise<PackageChanges> {
  const write: string[] = [];
  const unchanged: string[] = [];
  for (const [path, text] of generated) {
    const current = await attempt("read", join(folder, path), readIfThere);
    (sameText(current, text) ? unchanged : write).push(path);
  }
  const owned = await attempt("read", join(folder, OWNED_FOLDER), filesBelow);
  const remove = owned.map((path) => `${OWNED_FOLDER}/${path}`).filter((path) => !generated.has(path));
  return { write, remove, unchanged };
}

/**
 * Makes a folder hold the generated package. A file appears whole or not at all: its text goes to a file beside it, which
 * then takes its name.
 *
 * @throws PackageWriteError at the first file that cannot be written or removed.
 */
export async function writePackage(folder: string, generated: ProviderPackage, changes: PackageChanges): Promise<void> {
  for (const path of changes.write) {
    await attempt("write", join(folder, path), (file) => replaceFile(file, generated.get(path) ?? ""));
  }
  for (const path of changes.remove) await attempt("remove", join(folder, path), (file) => rm(file, { force: true }));
}

async function replaceFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(beside, text, { flag: "wx" });
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw cause;
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if (isNotFound(cause)) return undefined;
    throw cause;
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll("\\", "/"),
      )
      .toSorted();
  } catch (cause) {
    if (isNotFound(cause)) return [];
    throw cause;
  }
}

/** A checkout may have turned LF into CR LF; that is no difference. */
function sameText(current: string | undefined, text: string): boolean {
  return current?.replaceAll("\r\n", "\n") === text;
}

async function attempt<Result>(
  verb: "read" | "write" | "remove",
  file: string,
  action: (file: string) => Promise<Result>,
): Promise<Result> {
  try {
    return await action(file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `could not ${verb} ${file}: ${reason}; mend that and run the command again`;
    throw new PackageWriteError(message, { cause });
  }
}

function isNotFound(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
