import type { ContractOperation } from "../contract/contract.ts";
import { templateNames } from "../contract/template.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { type ClientContext, jobRateLimitFor } from "./client-context.ts";
import type { OperationSupport } from "./client-parts.ts";
import { emitterFor } from "./emitter-for.ts";
import { DEFAULT_OPERATION } from "./operation-context.ts";

/**
 * The contract's other operations, for the providers that have several: each is the client's context with another table, another key
 * and another format.
 */
export const operations: OperationSupport<ClientContext> = {
  checks({ operations: tables }) {
    const names = [DEFAULT_OPERATION, ...Object.keys(tables ?? {})];
    const test = (value: unknown) => typeof value === "string" && names.includes(value);
    return { operation: { test, expected: `one of ${names.join(", ")}` } };
  },
  contextFor(client, name) {
    const { operations: tables = {} } = client.contract;
    const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
    if (!table) return undefined;
    const contexts = contextsOf.get(client) ?? new Map<string, ClientContext>();
    contextsOf.set(client, contexts);
    const context = contexts.get(name) ?? createContext(client, name, table);
    contexts.set(name, context);
    return context;
  },
};

const contextsOf = new WeakMap<ClientContext, Map<string, ClientContext>>();

function createContext(client: ClientContext, name: string, table: ContractOperation): ClientContext {
  const { contract, options, server, clock } = client;
  const {
    operations: _operations,
    batch: _batch,
    outcomeFromItems: _items,
    outcomeFromCounts: _counts,
    minPollIntervalMs: _interval,
    ...shared
  } = contract;
  const { format, ...jsonOptions } = options;
  const ownFormat = format?.operations?.[name];
  if (format && !ownFormat) {
    const problem = `the operation ${JSON.stringify(name)} answers in JSON only; create a client without the option "format"`;
    throw client.error("invalid-request", problem);
  }
  const { operation, request } = ownFormat ?? table;
  const templates = [request.path, ...Object.values(request.headers ?? {})].join(" ");
  const missing = templateNames(templates).find(
    (variable) => variable !== request.id.name && server.variables[variable] === undefined,
  );
  if (missing !== undefined) {
    const problem = `the option ${JSON.stringify(missing)} is required for the operation ${JSON.stringify(name)}`;
    throw client.error("invalid-request", problem);
  }
  const { provider } = contract;
  const ofOperation = { ...client, contract: { ...shared, ...table, operation, request } };
  return {
    ...ofOperation,
    jobRateLimit: jobRateLimitFor(ofOperation),
    options: ownFormat ? { ...jsonOptions, format: ownFormat } : options,
    operationName: name,
    emit: emitterFor(options.onEvent, clock, { provider, operation: name }),
    // Equal ids are other jobs here.
    key: `${client.key} ${name}`,
    error: (code, problem, details) => new JobStatusError(code, problem, { provider, operation, ...details }),
  };
}
