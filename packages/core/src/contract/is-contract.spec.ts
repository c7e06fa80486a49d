import { expect, it } from "vitest";
import { acmeContract } from "../testing/acme-contract.ts";
import { CONTRACT_FIELDS, isContract } from "./is-contract.ts";

it("a contract is a contract, also if it was read from JSON", () => {
  expect(isContract(acmeContract)).toBe(true);
  expect(isContract(JSON.parse(JSON.stringify(acmeContract)))).toBe(true);
});

it.each([undefined, null, "contract", {}, []])("%j isn't a contract", (value) => {
  expect(isContract(value)).toBe(false);
});

it.each(CONTRACT_FIELDS)("what lacks %s isn't a contract", (field) => {
  const { [field]: _, ...rest } = acmeContract;
  expect(isContract(rest)).toBe(false);
});
