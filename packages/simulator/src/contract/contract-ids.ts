import type { SimulatedContract } from "./simulated-contract.ts";

/** How a pattern writes one part of a path. */
const PART = "[^/]+";

/** Forms of IDs that APIs have: a number, 32 hexadecimal digits, a UUID (RFC 9562), a name below another. */
const FORMS: readonly ((count: number, pattern: string) => string)[] = [
  String,
  (count) => count.toString(16).padStart(32, "0"),
  (count) => `00000000-0000-4000-8000-${count.toString(16).padStart(12, "0")}`,
  (count) => `simulated/${count}`,
  (count) => `job-${count}`,
  // Google's resource names (AIP-122): collections and IDs in turn, of which the pattern names the collections.
  (count, pattern) => (pattern.includes(PART) ? pattern.replace(/^\^|\$$/g, "").replaceAll(PART, String(count)) : ""),
];

/** The ID of the nth job, in the first form that fits the contract's pattern; a number if none does. */
export function idFromCount({ request: { id } }: SimulatedContract, count: number): string {
  const pattern = new RegExp(id.pattern ?? "", "u");
  const ids = FORMS.map((make) => make(count, id.pattern ?? ""));
  return ids.find((one) => pattern.test(one)) ?? String(count);
}
