import { isRecord } from "../is-record.ts";

/** The condition under which a package of this workspace is imported as source. */
const SOURCE_CONDITION = "@jobstatus/source";

/** What a manifest has for work in this repository only. */
const PRIVATE_FIELDS = new Set(["devDependencies", "nx", "scripts"]);

/** What a published manifest says beside what the package's own manifest says. */
export interface PublishedFacts {
  /** The address of the public repository, such as `https://example.org/jobstatus`. */
  readonly repository: string;
  /** The folder of the package in the repository, such as `packages/core`. */
  readonly directory: string;
}

/**
 * Makes the manifest that is published from the manifest in this repository: without what only this repository uses, with
 * the addresses of the package, and with NOTICE among its files.
 *
 * @param manifest - The parsed package.json of the package.
 */
export function publishedManifest(
  manifest: Readonly<Record<string, unknown>>,
  { repository, directory }: PublishedFacts,
): Record<string, unknown> {
  const kept = Object.fromEntries(Object.entries(manifest).filter(([name]) => !PRIVATE_FIELDS.has(name)));
  const files: readonly unknown[] = Array.isArray(manifest["files"]) ? manifest["files"] : [];
  return {
    ...kept,
    homepage: `${repository}/tree/HEAD/${directory}#readme`,
    bugs: `${repository}/issues`,
    repository: { type: "git", url: `git+${repository}.git`, directory },
    exports: withoutSources(manifest["exports"]),
    files: [...files, "NOTICE"],
    publishConfig: { access: "public" },
  };
}

/** The exports without the conditions that lead to sources, and without those that have no other condition. */
function withoutSources(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(
    ([name, target]) =>
      name !== SOURCE_CONDITION && !(isRecord(target) && Object.keys(target).join() === SOURCE_CONDITION),
  );
  return Object.fromEntries(kept.map(([name, target]) => [name, withoutSources(target)]));
}
