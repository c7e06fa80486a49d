import { isRecord } from "./is-record.ts";

/** The condition under which a package of this workspace is reached as source. */
const SOURCE = "@jobstatus/source";

/**
 * Reads from a package's manifest what to build: every file of `dist` that `exports` or `bin` names, and the
 * source that it is built from. An export with a source alone is for this repository only, and is not published.
 *
 * @param manifest - The parsed package.json.
 * @returns The entries by their name in `dist` without extension, such as `{ index: "src/index.ts" }`.
 * @throws Error when the manifest names nothing to build, or an export lacks its source.
 */
export function entriesFromManifest(manifest: unknown): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const [subpath, target] of members(isRecord(manifest) ? manifest["exports"] : undefined)) {
    // What has a source alone is for this repository only.
    if (!isRecord(target) || Object.keys(target).join() === SOURCE) continue;
    const built = target["default"];
    const source = target[SOURCE];
    if (typeof built !== "string" || typeof source !== "string") {
      throw new Error(`package.json: exports["${subpath}"] needs the conditions "${SOURCE}" and "default"`);
    }
    entries[nameInDist(built)] = source.replace(/^\.\//, "");
  }
  const bin = isRecord(manifest) ? manifest["bin"] : undefined;
  for (const [, built] of typeof bin === "string" ? [["", bin] as const] : members(bin)) {
    if (typeof built === "string") entries[nameInDist(built)] = `src/${nameInDist(built)}.ts`;
  }
  if (Object.keys(entries).length === 0) throw new Error("package.json: neither exports nor bin names a file to build");
  return entries;
}

function nameInDist(path: string): string {
  const match = /^(?:\.\/)?dist\/(.+)\.js$/.exec(path);
  if (match?.[1] === undefined) throw new Error(`package.json: ${path} is built, so it must be dist/<name>.js`);
  return match[1];
}

function members(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}
