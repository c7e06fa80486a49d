/** What package managers and the compiler write into the folder of a package. */
const TOOL_OUTPUTS = new Set([
  "dist",
  "node_modules",
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
]);

/** The license file. The generator writes a placeholder for you to replace. */
export const LICENSE_FILE = "LICENSE";

/**
 * Whether an entry of a package's folder belongs to you or to one of your tools, and stays when the package is
 * generated again: build output, installed packages, lock files, and names that begin with a dot, such as `.git`.
 */
export function isKeptEntry(name: string): boolean {
  return name.startsWith(".") || TOOL_OUTPUTS.has(name);
}
