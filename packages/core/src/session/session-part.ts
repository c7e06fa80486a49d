import { hasFunctions } from "../context/check-options.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { SessionSupport } from "../context/client-parts.ts";
import { textFrom } from "../response/pointer.ts";
import { Sessions } from "./sessions.ts";

/** Sessions, for the providers whose contract has them. */
export const sessions: SessionSupport<ClientContext> = {
  checks: { sessions: /* @__PURE__ */ hasFunctions("read", "write") },
  checkGiven({ contract, error }, names, fields) {
    for (const grant of contract.session?.login.grants ?? []) {
      if (!("cookie" in grant) || !names.includes(grant.field)) continue;
      const pair = textFrom(fields[grant.field]) ?? "";
      // A cookie without its name would be sent, and refused by the provider without a reason.
      if (pair.startsWith(`${grant.cookie}=`) && /^[^=]+=[^\t\n\r ;,]+$/.test(pair)) continue;
      const form = `${grant.cookie}=VALUE, the pair that the login's response sets`;
      throw error("invalid-request", `the credential ${JSON.stringify(grant.field)} must have the form ${form}`);
    }
  },
  createManager: (context, table) => new Sessions(context, table),
};
