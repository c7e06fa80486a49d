import type { ClientContext } from "../context/client-context.ts";

/** How often a request is repeated: with the session that another process left in the store, and with a new one. */
const MAX_RENEWALS = 2;

/** Runs a request, and repeats it with another session if the provider refused the one that was used. */
export async function withRenewal<T>(
  context: ClientContext,
  request: () => Promise<T>,
  renewals = MAX_RENEWALS,
): Promise<T> {
  const { session } = context;
  try {
    return await request();
  } catch (error) {
    if (renewals > 0 && session?.isRenewable(error)) return withRenewal(context, request, renewals - 1);
    throw error;
  }
}
