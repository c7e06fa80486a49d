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
export function mixtureProblem(contract: Contract, given: unknown): string | undefined {
  const { login } = contract.session ?? {};
  const named = login?.confirms?.map(({ field }) => field) ?? [];
  const ways = [...contract.credentials.map(fieldsOf), [...(login?.fields ?? []), ...named]];
  const found = ways.flat().filter((field) => isObject(given) && given[field] !== undefined);
  return ways.some((way) => found.every((field) => way.includes(field))) ? undefined : waysProblem(contract);
}

/** What credentials must be, for a message: the fields of one of the ways. */
export function waysProblem({ credentials, session }: Contract): string {
  const ways = [...credentials.map(fieldsOf), session?.login.fields ?? []].filter((way) => way.length > 0);
  return `must be only ${ways.map((way) => `{ ${way.join(", ")} }`).join(" or ")}`;
}
