import type { Contract } from "./contract.ts";

/** What every contract has. */
export const CONTRACT_FIELDS = [
  "provider",
  "operation",
  "server",
  "variables",
  "request",
  "credentials",
  "job",
  "states",
  "errors",
] as const satisfies readonly (keyof Contract)[];

/** Says whether a value that was loaded at run time is a contract: it has every field of {@link CONTRACT_FIELDS}. */
export function isContract(value: unknown): value is Contract {
  return typeof value === "object" && value !== null && CONTRACT_FIELDS.every((name) => Object.hasOwn(value, name));
}
