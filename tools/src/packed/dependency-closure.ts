import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * Finds the installed folders of all that some packages depend on, so that they can be packed and installed without
 * a network. Packages of this workspace are left out: they are packed for themselves.
 *
 * @param folders - The packages to begin with.
 * @returns The folders, one for each package's name.
 * @throws Error when a dependency is not installed, or is needed in two versions: a flat install could not hold both.
 */
export function dependencyClosure(folders: readonly string[]): string[] {
  const found = new Map<string, string>();
  const queue = folders.map((folder) => resolve(folder));
  for (const folder of queue) {
    for (const name of Object.keys(readManifest(folder).dependencies ?? {})) {
      if (name.startsWith("@jobstatus/")) continue;
      const dependency = findInstalled(name, folder);
      const known = found.get(name);
      if (known === dependency) continue;
      if (known !== undefined) throw new Error(`${name} is needed from ${known} and from ${dependency}`);
      found.set(name, dependency);
      queue.push(dependency);
    }
  }
  return [...found.values()];
}

/** The part of a package.json that packing and installing needs. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Reads the package.json of a folder. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

function findInstalled(name: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return candidate;
    if (folder === dirname(folder)) throw new Error(`${name}, needed by ${from}, is not installed`);
  }
}
