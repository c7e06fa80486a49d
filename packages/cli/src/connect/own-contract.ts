import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Contract } from "@jobstatus/core";
import { readJsonFile } from "../files/read-json-file.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Loads a contract: from a JSON file, or from a module such as the one that `@jobstatus/codegen` writes.
 *
 * @throws UsageError - The file can't be read, or holds no contract.
 */
export async function loadOwnContract(path: string): Promise<Contract> {
  const values = path.endsWith(".json")
    ? [await readJsonFile(path, (v) => v.unknown(), { name: "the contract" })]
    : Object.values(await importModule(path));
  const contract = values.find(isContract);
  if (contract) return contract;
  throw new UsageError(`${path} holds no contract; it needs ${REQUIRED.join(", ")}`);
}

async function importModule(path: string): Promise<object> {
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as object;
  } catch (error) {
    throw new UsageError(`the contract can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const REQUIRED = ["provider", "operation", "server", "variables", "request", "credentials", "job", "states", "errors"];

function isContract(value: unknown): value is Contract {
  return typeof value === "object" && value !== null && REQUIRED.every((name) => Object.hasOwn(value, name));
}
