import { AssertionError } from "node:assert";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Contract } from "@jobstatus/core";
import { isContract } from "@jobstatus/core/provider";
import { CONTRACT_CHECKS, type ContractCheck } from "./contract-checks.ts";
import { openContractSetting } from "./contract-setting.ts";

/** What became of a check. */
export interface ContractResult {
  readonly check: ContractCheck;
  readonly decision: "passed" | "failed" | "not applicable";
  /** Why it failed. */
  readonly problem?: string;
}

/** Plays the requirements that don't depend on a provider against the simulated provider of a contract. */
export async function runContract(contract: Contract): Promise<readonly ContractResult[]> {
  const results: ContractResult[] = [];
  for (const check of CONTRACT_CHECKS) results.push(await playCheck(contract, check));
  return results;
}

async function playCheck(contract: Contract, check: ContractCheck): Promise<ContractResult> {
  const setting = openContractSetting(contract);
  if (check.applies?.(setting) === false) return { check, decision: "not applicable" };
  try {
    await check.play(setting);
    return { check, decision: "passed" };
  } catch (error) {
    if (!(error instanceof AssertionError) && !(error instanceof Error)) throw error;
    return { check, decision: "failed", problem: error.message };
  }
}

/**
 * Loads a contract: from a JSON file, from a module that exports one, or from the folder of a built package.
 *
 * @throws Error - There is no contract.
 */
export async function loadContract(path: string): Promise<Contract> {
  const values: unknown[] = path.endsWith(".json")
    ? [JSON.parse(readFileSync(path, "utf8"))]
    : Object.values((await import(/* @vite-ignore */ pathToFileURL(entryOf(path)).href)) as object);
  const contract = values.find(isContract);
  if (contract === undefined) throw new Error(`${path} holds no contract`);
  return contract;
}

function entryOf(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return resolve(path);
  const manifest = join(resolve(path), "package.json");
  const require = createRequire(manifest);
  // A package can import itself by its name.
  return require.resolve((require(manifest) as { readonly name: string }).name);
}
