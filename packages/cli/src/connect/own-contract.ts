import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Contract } from "@jobstatus/core";
import { CONTRACT_FIELDS, isContract } from "@jobstatus/core/provider";
import { errorSentence } from "../error-sentence.ts";
import { readJsonFile } from "../files/read-json-file.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Loads a contract: from a JSON file, from a module such as the one that `@jobstatus/codegen` writes, or from the folder of a
 * built package.
 *
 * @throws UsageError - The file can't be read, or holds no contract.
 */
export async function loadOwnContract(path: string): Promise<Contract> {
  const values = path.endsWith(".json")
    ? [await readJsonFile(path, (v) => v.unknown(), { name: "the contract" })]
    : Object.values(await importModule(isFolder(path) ? entryOf(path) : path));
  const contract = values.find(isContract);
  if (contract) return contract;
  throw new UsageError(`${path} holds no contract; it needs ${CONTRACT_FIELDS.join(", ")}`);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The file that a program gets from the package in a folder. */
function entryOf(folder: string): string {
  const manifest = join(resolve(folder), "package.json");
  try {
    const require = createRequire(manifest);
    // A package can import itself by its name.
    return require.resolve((require(manifest) as { readonly name: string }).name);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? `: ${String(error.code)}` : "";
    throw new UsageError(`${folder} isn't a built package; run "npm run build" in it${code}`);
  }
}

async function importModule(path: string): Promise<object> {
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as object;
  } catch (error) {
    throw new UsageError(`the contract can't be read: ${errorSentence(error)}`);
  }
}
