import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { glob } from "tinyglobby";
import { bearsProvenance } from "./emit/provenance.ts";
import { elementsOf, member, textOf } from "./json.ts";
import type { JsonValue } from "./json.ts";

/** A package that the generator did not write. */
export interface WorkspacePackage {
  /** Its name; empty if its manifest has none. */
  readonly name: string;
  /** The absolute path of its folder. */
  readonly folder: string;
}

/**
 * The packages of the npm workspace that a folder is in, without those that the generator wrote. A generated package
 * can't take their names or their folders.
 */
export async function findWorkspacePackages(folder: string): Promise<readonly WorkspacePackage[]> {
  const workspace = await workspaceAbove(resolve(folder));
  if (workspace === undefined) return [];
  const manifests = await glob(
    workspace.patterns.map((pattern) => `${pattern.replace(/\/$/, "")}/package.json`),
    { cwd: workspace.folder, absolute: true, ignore: ["**/node_modules/**"], expandDirectories: false },
  );
  const packages = await Promise.all(manifests.toSorted().map(packageOf));
  return packages.filter((found) => found !== undefined);
}

async function packageOf(file: string): Promise<WorkspacePackage | undefined> {
  const text = await readFile(file, "utf8");
  if (bearsProvenance(text)) return undefined;
  return { name: textOf(member(jsonOf(text), "name")) ?? "", folder: dirname(file) };
}

/** The nearest folder at or above another whose manifest has `workspaces`. */
async function workspaceAbove(start: string): Promise<{ folder: string; patterns: string[] } | undefined> {
  for (let folder = start; ; folder = dirname(folder)) {
    const workspaces = member(jsonOf(await textIfThere(join(folder, "package.json"))), "workspaces");
    const patterns = elementsOf(member(workspaces, "packages") ?? workspaces).filter((one) => typeof one === "string");
    if (patterns.length > 0) return { folder, patterns };
    if (folder === dirname(folder)) return undefined;
  }
}

async function textIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    return "";
  }
}

/** The value of a manifest; nothing if it is not JSON, which is for npm to say. */
function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
