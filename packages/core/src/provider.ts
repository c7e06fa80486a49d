// What only the package of a provider needs: it creates its client from a table. Provider packages are generated; if you
// wait for jobs, import the package of your provider.
export { createJobClient } from "./client/create-job-client.ts";
export { logOut } from "./client/log-out.ts";
export type { FormatOption, OperationOption } from "./context/client-options.ts";
export type { SessionCredentials, SessionManager } from "./context/session-manager.ts";
export type { SavedSession, SessionOptions, SessionStore } from "./context/session-store.ts";
export type {
  Contract,
  ContractBatch,
  ContractCall,
  ContractCredentials,
  ContractErrorTexts,
  ContractErrors,
  ContractGrant,
  ContractItems,
  ContractJob,
  ContractLink,
  ContractOperation,
  ContractReference,
  ContractRequest,
  ContractSession,
  ContractTime,
  JobTime,
  TimeEncoding,
} from "./contract/contract.ts";
export type { ContractFor, OperationFor } from "./contract/contract-for.ts";
export { freezeContract } from "./contract/freeze-contract.ts";
export { withExactNumbers } from "./response/exact-numbers.ts";
export type { ResponseFormat } from "./response/response-format.ts";
export { type SessionSupport, sessionSupport } from "./session/session-support.ts";
