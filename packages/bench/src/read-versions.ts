import { readFile } from "node:fs/promises";

/** The versions of the packages that this package depends on, out of its manifest; names that aren't packages are left out. */
export async function readVersions(names: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
  const { dependencies } = JSON.parse(text) as { readonly dependencies: Readonly<Record<string, string>> };
  const wanted = new Set(names);
  return Object.fromEntries(Object.entries(dependencies).filter(([name]) => wanted.has(name)));
}
