import { hasFunctions } from "../context/check-options.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { SessionSupport } from "../context/client-parts.ts";
import { Sessions } from "./sessions.ts";

/** Sessions, for the providers whose contract has them. */
export const sessions: SessionSupport<ClientContext> = {
  checks: { sessions: /* @__PURE__ */ hasFunctions("read", "write") },
  createManager: (context, table) => new Sessions(context, table),
};
