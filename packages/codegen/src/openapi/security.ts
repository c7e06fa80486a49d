import { elementsOf, entriesOf, isJsonArray, member } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { Operation } from "./operation.ts";

/**
 * The security requirements of an operation, each the names of its schemes; one without a name says that the operation can do
 * without credentials. Undefined if the document states none.
 */
export function securityOf(root: JsonObject, operation: Operation | undefined): string[][] | undefined {
  const own = member(operation?.value, "security");
  const requirements = isJsonArray(own) ? own : member(root, "security");
  if (!isJsonArray(requirements)) return undefined;
  return elementsOf(requirements).map((requirement) => entriesOf(requirement).map(([name]) => name));
}

/** Says whether an operation takes requests without credentials. */
export function allowsAnonymous(root: JsonObject, operation: Operation | undefined): boolean {
  const requirements = securityOf(root, operation);
  return requirements?.length === 0 || requirements?.some((names) => names.length === 0) === true;
}
