import { type OptionCheck, hasFunctions } from "../context/check-options.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { SessionManager } from "../context/session-manager.ts";
import { Sessions } from "./sessions.ts";

/** What the package of a provider with sessions passes to `createJobClient`; other packages do not bundle it. */
export interface SessionSupport {
  readonly checks: Readonly<Record<string, OptionCheck>>;
  /** Makes what keeps the session of a client. */
  createManager(context: ClientContext): SessionManager;
}

/** Sessions for the providers whose contract has them. Provider packages pass it to `createJobClient`. */
export const sessionSupport: SessionSupport = {
  checks: {
    sessions: hasFunctions("read", "write"),
  },
  createManager(context) {
    const { contract, error } = context;
    if (!contract.session) throw error("invalid-request", "the contract has no sessions");
    return new Sessions(context, contract.session);
  },
};
