import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

/** What never was generated, though it is in a generated package. */
const NOT_GENERATED = ["**/node_modules", "**/dist", "**/reports"];

/** The folders that the specifications stand for: `specs/<provider>.openapi.yaml` makes `packages/<provider>`. */
export function generatedFolders(workspace: string): string[] {
  const specs = globSync("specs/*.openapi.yaml", { cwd: workspace });
  return specs.map((file) => `packages/${basename(file, ".openapi.yaml")}`).toSorted();
}

/**
 * Finds what generating changes in the generated packages: files that are new, different or gone. The files themselves
 * are compared and not what git says of them, so it also holds while changes wait to be committed, and sees files that
 * git ignores.
 *
 * @param workspace - The path of the workspace's root.
 * @param generate - Writes the packages.
 * @returns One sentence for each file; none when generating changes nothing.
 */
export function findDrift(workspace: string, generate: () => void): string[] {
  const before = readFiles(workspace);
  generate();
  const after = readFiles(workspace);
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((file) => {
    if (!before.has(file)) return [`${file} was missing`];
    if (!after.has(file)) return [`${file} does not belong there`];
    return before.get(file) === after.get(file) ? [] : [`${file} was out of date`];
  });
}

/** Finds generated packages whose specification is gone: nothing regenerates them, so they would stay for ever. */
export function findOrphanPackages(workspace: string): string[] {
  const wanted = new Set(generatedFolders(workspace));
  return globSync("packages/*/src/gen/contract.ts", { cwd: workspace })
    .map((path) => path.replaceAll("\\", "/").replace(/\/src\/gen\/.*$/, ""))
    .filter((folder) => !wanted.has(folder))
    .toSorted()
    .map((folder) => `${folder} has no specification specs/${basename(folder)}.openapi.yaml`);
}

function readFiles(workspace: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of generatedFolders(workspace).filter((path) => existsSync(join(workspace, path)))) {
    for (const path of globSync("**/*", { cwd: join(workspace, folder), exclude: NOT_GENERATED })) {
      const file = join(workspace, folder, path);
      if (!statSync(file).isFile()) continue;
      const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
      files.set(`${folder}/${path}`.replaceAll("\\", "/"), hash);
    }
  }
  return files;
}
