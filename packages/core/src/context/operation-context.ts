import type { Contract } from "../contract/contract.ts";
import type { ClientContext } from "./client-context.ts";

/** The name of the operation that a contract states first. */
export const DEFAULT_OPERATION = "default";

/** The names of a contract's operations that give a job's status, if there are several; none otherwise. */
export function operationNames({ operations }: Contract): readonly string[] {
  return operations ? [DEFAULT_OPERATION, ...Object.keys(operations)] : [];
}

const contextsOf = new WeakMap<ClientContext, Map<string, ClientContext>>();

/**
 * The context in which the jobs of an operation are polled: the client's, with the table and the format of that operation.
 *
 * @param name - The operation's name. Default: the default operation.
 * @throws JobStatusError - `invalid-request`: the contract has no such operation, or the client can't request it.
 */
export function operationContext(client: ClientContext, name: string = DEFAULT_OPERATION): ClientContext {
  if (name === DEFAULT_OPERATION) return client;
  const contexts = contextsOf.get(client) ?? new Map<string, ClientContext>();
  contextsOf.set(client, contexts);
  const context = contexts.get(name) ?? createContext(client, name);
  contexts.set(name, context);
  return context;
}

function createContext(client: ClientContext, name: string): ClientContext {
  const { contract, parts, error } = client;
  const { operations = {} } = contract;
  const table = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!table || !parts.operations) throw error("invalid-request", unknownOperation(contract, name));
  return parts.operations.createContext(client, name, table);
}

function unknownOperation(contract: Contract, name: string): string {
  const names = [DEFAULT_OPERATION, ...Object.keys(contract.operations ?? {})];
  return `unknown operation ${JSON.stringify(name)}; valid operations: ${names.join(", ")}`;
}
