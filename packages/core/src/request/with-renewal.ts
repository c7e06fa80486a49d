import type { ClientContext } from "../context/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";

/** How often a request is repeated: with the session that another process left in the store, and with a new one. */
const MAX_RENEWALS = 2;

/**
 * Runs a request, and repeats it with other credentials if the provider refused those that were used: with another session, or
 * once with what the caller's credentials function returns when it is called again.
 */
export function withRenewal<T>(context: ClientContext, request: () => Promise<T>, renewals = MAX_RENEWALS): Promise<T> {
  const { session, options, contract } = context;
  const isFromFunction = typeof options.credentials === "function";
  // Constant credentials without a session have no others: most polls need no further promise.
  if (!session && !isFromFunction) return request();
  return request().catch((error: unknown) => {
    // A function may return other credentials now. What the provider's login refused is not tried again: accounts get locked.
    const mayHaveOthers =
      isFromFunction &&
      renewals === MAX_RENEWALS &&
      error instanceof JobStatusError &&
      error.code === "unauthenticated" &&
      error.httpStatus !== undefined &&
      error.operation === contract.operation;
    if (renewals > 0 && (mayHaveOthers || session?.isRenewable(error))) {
      return withRenewal(context, request, renewals - 1);
    }
    throw error;
  });
}
