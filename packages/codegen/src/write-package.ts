import { access, mkdir, readdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { PackageChanges } from "./compare-package.ts";
import type { ProviderPackage } from "./emit/provider-package.ts";
import { isKeptEntry, LICENSE_FILE } from "./kept-entries.ts";
import { attempt, isNotFound, PackageWriteError } from "./package-write-error.ts";

/**
 * Makes a folder hold the generated package, all of it or nothing. The package is written to a new folder beside the old
 * one, on the same disk, and then takes its place. If the process is killed, {@link recoverPackage} finishes or takes
 * back the change; the old package stays whole until the new one is.
 *
 * @throws PackageWriteError if a file can't be written. The old package is then as it was.
 */
export async function writePackage(folder: string, generated: ProviderPackage, changes: PackageChanges): Promise<void> {
  if (changes.write.length + changes.remove.length === 0) return;
  const places = await placesOf(folder);
  try {
    for (const [path, text] of generated) {
      if (!changes.kept.includes(path)) await attempt("write", join(places.next, path), (file) => create(file, text));
    }
    await attempt("replace", folder, () => replace(places));
  } catch (cause) {
    await rm(places.next, { recursive: true, force: true });
    throw cause;
  }
  await finish(places, changes.kept);
}

/**
 * Ends what a killed {@link writePackage} began. If the new package has not taken its place, the old one is put back.
 * Otherwise your own entries and those of your tools are moved into the new one.
 *
 * @throws PackageWriteError if that is not possible.
 */
export async function recoverPackage(folder: string): Promise<void> {
  const places = await placesOf(folder);
  await attempt("remove", places.next, (path) => rm(path, { recursive: true, force: true }));
  if (!(await exists(places.previous))) return;
  if (!(await exists(places.current))) {
    await attempt("replace", folder, () => rename(places.previous, places.current));
    return;
  }
  const entries = await attempt("read", places.previous, (path) => readdir(path));
  const kept: string[] = [];
  for (const name of entries.filter((entry) => isKeptEntry(entry) || entry === LICENSE_FILE)) {
    if (!(await exists(join(places.current, name)))) kept.push(name);
    else if (name !== LICENSE_FILE) {
      throw new PackageWriteError(
        `${places.previous} is left from a run that was killed, and ${places.current} has ${name} as well; ` +
          "keep the one that you need, remove that folder, and run the command again",
      );
    }
  }
  await finish(places, kept);
}

/** The folders of a change, beside each other. */
interface Places {
  /** Where the package is. */
  readonly current: string;
  /** Where the new package is written. */
  readonly next: string;
  /** Where the old package is while the two change places. */
  readonly previous: string;
}

async function placesOf(folder: string): Promise<Places> {
  const current = await attempt("read", folder, realPathOf);
  const beside = (suffix: string): string => join(dirname(current), `.${basename(current)}.${suffix}`);
  return { current, next: beside("new"), previous: beside("old") };
}

/** A link to the package's folder stays a link, so what is replaced is what it leads to. */
async function realPathOf(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (cause) {
    if (isNotFound(cause)) return folder;
    throw cause;
  }
}

async function create(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** The system can't exchange two folders in one step, so for a moment the old package is under another name. */
async function replace({ current, next, previous }: Places): Promise<void> {
  if (!(await exists(current))) return rename(next, current);
  await rename(current, previous);
  try {
    await rename(next, current);
  } catch (cause) {
    await rename(previous, current);
    throw cause;
  }
}

async function finish({ current, previous }: Places, kept: readonly string[]): Promise<void> {
  for (const name of kept) {
    await attempt("replace", join(current, name), (file) => rename(join(previous, name), file));
  }
  await attempt("remove", previous, (path) => rm(path, { recursive: true, force: true }));
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (cause) {
    if (isNotFound(cause)) return false;
    throw cause;
  }
}
