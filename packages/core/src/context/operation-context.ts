import type { ClientContext } from "./client-context.ts";

/** The name of the operation that a contract states first. */
export const DEFAULT_OPERATION = "default";

/**
 * The context in which the jobs of an operation are polled: the client's, with the table and the format of that operation.
 *
 * @param name - The operation's name. Default: the default operation.
 * @throws JobStatusError - `invalid-request`: the contract has no such operation, or the client can't request it.
 */
export function operationContext(client: ClientContext, name: string = DEFAULT_OPERATION): ClientContext {
  if (name === DEFAULT_OPERATION) return client;
  const { contract, parts, error } = client;
  const context = parts.operations?.contextFor(client, name);
  if (context) return context;
  const names = [DEFAULT_OPERATION, ...Object.keys(contract.operations ?? {})].join(", ");
  throw error("invalid-request", `unknown operation ${JSON.stringify(name)}; valid operations: ${names}`);
}
