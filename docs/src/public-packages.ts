import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** A public package: its name, and the source file of each of its exports. */
export interface PublicPackage {
  readonly name: string;
  readonly sources: readonly string[];
}

/**
 * The public packages with every export, so that the reference is complete. Core comes first: what provider packages
 * re-export from it is documented once, there.
 */
export function publicPackages(folder: string): readonly PublicPackage[] {
  return readdirSync(folder)
    .toSorted((a, b) => Number(b === "core") - Number(a === "core") || a.localeCompare(b))
    .flatMap((name) => {
      const manifest = JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as Manifest;
      const sources = Object.values(manifest.exports ?? {}).flatMap((target) => {
        // What has a source alone is for this repository only.
        const source = typeof target === "string" || !target.default ? undefined : target["@jobstatus/source"];
        return source === undefined ? [] : [resolve(folder, name, source)];
      });
      return manifest.private || sources.length === 0 ? [] : [{ name: manifest.name, sources }];
    });
}
