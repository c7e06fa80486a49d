import { isRecord } from "./is-record.ts";

/** A package that a user of the published packages installs. */
export interface LicensedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * Finds in a lock file all that published packages depend on, with their licences.
 *
 * @param lock - The parsed package-lock.json.
 * @param folders - The folders of the published packages, such as `packages/core`.
 * @returns The packages, by name and version. Packages of this repository are left out.
 * @throws Error if the lock file lacks a dependency.
 */
export function licencesFrom(lock: unknown, folders: readonly string[]): readonly LicensedPackage[] {
  if (!isRecord(lock) || !isRecord(lock["packages"])) throw new Error("the lock file lists no packages");
  const packages = lock["packages"] as Readonly<Record<string, LockedPackage>>;
  const found = new Map<string, LicensedPackage>();
  const queue = [...folders];
  for (const folder of queue) {
    for (const name of Object.keys(packages[folder]?.dependencies ?? {})) {
      const path = installedPath(packages, folder, name);
      const { version = "", license = "unknown", link } = packages[path] ?? {};
      if (link === true || found.has(path)) continue;
      found.set(path, { name, version, licence: license });
      queue.push(path);
    }
  }
  const sorted = [...found.values()].map((each) => [`${each.name}@${each.version}`, each] as const);
  return [...new Map(sorted.toSorted(([one], [other]) => (one < other ? -1 : 1))).values()];
}

function installedPath(packages: Readonly<Record<string, LockedPackage>>, from: string, name: string): string {
  for (let folder = from; ; folder = folder.includes("/") ? folder.slice(0, folder.lastIndexOf("/")) : "") {
    const path = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[path]) return path;
    if (folder === "") throw new Error(`the lock file lacks ${name}, which ${from} needs`);
  }
}

/** Writes the packages as a page. */
export function licencesPage(packages: readonly LicensedPackage[]): string {
  const rows = packages.map(({ name, version, licence }) => `- \`${name}\` ${version}: ${licence}`);
  return `# Licences of the dependencies

This page is written by \`npm run update-licences\`, from the lock file: everything that you install with the packages of
this repository, which are under Apache-2.0 themselves.

${rows.join("\n")}
`;
}
