import type { ClientContext } from "../context/client-context.ts";
import type { ContractCall } from "../contract/contract.ts";
import type { JobStatusErrorCode } from "../model/job-status-error.ts";

/** The context for a call other than a status request: its errors name the call, and its responses are JSON. */
export function callContext(
  context: ClientContext,
  { operation, contentType }: ContractCall,
  http: Readonly<Record<number, JobStatusErrorCode>> = {},
): ClientContext {
  const { contract, options } = context;
  const { contentType: _contentType, ...request } = contract.request;
  const { format: _format, ...rest } = options;
  return {
    ...context,
    options: rest,
    contract: {
      ...contract,
      operation,
      request: { ...request, accept: "application/json", ...(contentType !== undefined && { contentType }) },
      errors: { ...contract.errors, http: { ...contract.errors.http, ...http } },
    },
    error: (code, problem, details) => context.error(code, problem, { operation, ...details }),
  };
}
