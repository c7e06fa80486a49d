import { templateNames } from "../contract/template.ts";
import type { Contract, ContractCredentials } from "../contract/contract.ts";
import { isObject } from "../response/pointer.ts";

/** The names in each template: they are read with every request. */
const fieldsOfWay = new WeakMap<ContractCredentials, readonly string[]>();

/** The fields of one way to send credentials. */
export function fieldsOf(way: ContractCredentials): readonly string[] {
  // Of an object in JSON, no brace stands beside a name.
  const fields = fieldsOfWay.get(way) ?? [...new Set(templateNames(JSON.stringify(way)))];
  fieldsOfWay.set(way, fields);
  return fields;
}

/**
 * What is wrong with credentials that hold fields of several ways, such as an API token and an access token: it is not known
 * which of them is meant. Undefined if there is one way that has them all.
 */
export function mixtureProblem({ credentials, session }: Contract, given: unknown): string | undefined {
  const { fields = [], confirms = [] } = session?.login ?? {};
  const ways = [...credentials.map(fieldsOf), [...fields, ...confirms.map(({ field }) => field)]];
  const found = ways.flat().filter((field) => isObject(given) && given[field] !== undefined);
  if (ways.some((way) => found.every((field) => way.includes(field)))) return undefined;
  const shown = ways.filter((way) => way.length > 0).map((way) => `{ ${way.join(", ")} }`);
  return `must have the fields of one way only: ${shown.join(" or ")}`;
}
