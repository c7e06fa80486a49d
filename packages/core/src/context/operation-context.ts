import type { Contract } from "../contract/contract.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { ClientContext } from "./client-context.ts";
import { emitterFor } from "./emitter-for.ts";

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
  const { contract, options, server, clock } = client;
  const {
    operations = {},
    batch: _batch,
    outcomeFromItems: _items,
    minPollIntervalMs: _interval,
    ...shared
  } = contract;
  const table = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!table) throw client.error("invalid-request", unknownOperation(contract, name));
  const { format, ...jsonOptions } = options;
  const ownFormat = format?.operations?.[name];
  if (format && !ownFormat) {
    const problem = `the operation ${JSON.stringify(name)} answers in JSON only; create a client without the option "format"`;
    throw client.error("invalid-request", problem);
  }
  const { operation, request } = ownFormat ?? table;
  const missing = [...request.path.matchAll(/\{(\w+)\}/g)]
    .map(([, variable = ""]) => variable)
    .find((variable) => variable !== request.id.name && server.variables[variable] === undefined);
  if (missing !== undefined) {
    const problem = `the option ${JSON.stringify(missing)} is required for the operation ${JSON.stringify(name)}`;
    throw client.error("invalid-request", problem);
  }
  const { provider } = contract;
  return {
    ...client,
    contract: { ...shared, ...table, operation, request },
    options: ownFormat ? { ...jsonOptions, format: ownFormat } : options,
    operationName: name,
    emit: emitterFor(options.onEvent, clock, { provider, operation: name }),
    // Equal ids are other jobs here.
    key: `${client.key} ${name}`,
    error: (code, problem, details) => new JobStatusError(code, problem, { provider, operation, ...details }),
  };
}

function unknownOperation(contract: Contract, name: string): string {
  const names = [DEFAULT_OPERATION, ...Object.keys(contract.operations ?? {})];
  return `unknown operation ${JSON.stringify(name)}; valid operations: ${names.join(", ")}`;
}
