import type { SimulatedContract } from "./simulated-contract.ts";

/** Forms of IDs that APIs have: a number, 32 hexadecimal digits, a UUID (RFC 9562), a name below another. */
const FORMS: readonly ((count: number) => string)[] = [
  String,
  (count) => count.toString(16).padStart(32, "0"),
  (count) => `00000000-0000-4000-8000-${count.toString(16).padStart(12, "0")}`,
  (count) => `simulated/${count}`,
  (count) => `job-${count}`,
];

/** The ID of the nth job, in the first form that fits the contract's pattern; a number if none does. */
export function idFromCount({ request: { id } }: SimulatedContract, count: number): string {
  const pattern = new RegExp(id.pattern ?? "", "u");
  const form = FORMS.find((make) => pattern.test(make(count))) ?? String;
  return form(count);
}
