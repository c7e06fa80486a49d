import { isRecord } from "../client/check-options.ts";
import type { SessionSupport } from "./session-keeper.ts";
import { Sessions } from "./sessions.ts";

/** Sessions for the providers whose contract has them. Provider packages pass it to `createJobClient`. */
export const sessionSupport: SessionSupport = {
  checks: {
    sessions: {
      test: (value) =>
        isRecord.test(value) &&
        ["read", "write"].every((name) => typeof Reflect.get(Object(value), name) === "function"),
      expected: "an object with the functions read and write",
    },
  },
  createKeeper(context) {
    const { contract, error } = context;
    if (!contract.session) throw error("invalid-request", "the contract has no sessions");
    return new Sessions(context, contract.session);
  },
};
