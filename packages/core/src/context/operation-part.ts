import { templateNames } from "../contract/template.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { ClientContext } from "./client-context.ts";
import type { OperationSupport } from "./client-parts.ts";
import { emitterFor } from "./emitter-for.ts";

/**
 * The contract's other operations, for the providers that have several: each is the client's context with another table, another key
 * and another format.
 */
export const operations: OperationSupport<ClientContext> = {
  createContext(client, name, table) {
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
  },
};
