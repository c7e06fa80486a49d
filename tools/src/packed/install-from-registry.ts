import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runOk } from "./run.ts";

/**
 * Installs packages from the registry in a folder of a project, beside whose packages they stand.
 *
 * @param type - What the `.js` files of the folder are.
 * @param packages - Each with its version.
 * @returns The folder.
 */
export async function installFromRegistry(
  project: string,
  name: string,
  type: "module" | "commonjs",
  packages: readonly string[],
): Promise<string> {
  const folder = join(project, name.replaceAll(/[^\w.-]+/g, "-"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type }));
  await runOk(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", ...packages], folder);
  return folder;
}
