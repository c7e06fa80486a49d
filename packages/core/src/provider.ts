// What only the package of a provider needs: it creates its client from a table. Provider packages are generated; if you
// wait for jobs, import the package of your provider.
export { allParts } from "./client/all-parts.ts";
export { createJobClient } from "./client/create-job-client.ts";
export { type AccountLimit, limitAccounts } from "./async/account-limits.ts";
export { limitJobs } from "./async/job-rate-limit.ts";
export { logOut } from "./client/log-out.ts";
export type { FormatOption, OperationOption } from "./context/client-options.ts";
export type { ClientParts } from "./context/client-context.ts";
export type {
  BatchSupport,
  BodyWriter,
  FormatSupport,
  NextUrlSupport,
  OperationSupport,
  OwnRequestSupport,
  PartsOf,
  PlaceSupport,
  PlacedCredentials,
  PollBatch,
  ReferenceSupport,
  SessionSupport,
} from "./context/client-parts.ts";
export { formats } from "./context/format-part.ts";
export { operations } from "./context/operation-part.ts";
export type { SessionCredentials, SessionManager } from "./context/session-manager.ts";
export type { SavedSession, SessionOptions, SessionStore } from "./context/session-store.ts";
export type {
  Contract,
  ContractBatch,
  ContractCall,
  ContractCondition,
  ContractCounts,
  ContractCredentialPlace,
  ContractCredentials,
  ContractErrorTexts,
  ContractErrors,
  ContractGrant,
  ContractItems,
  ContractJob,
  ContractLink,
  ContractOperation,
  ContractPlace,
  ContractProgress,
  ContractReference,
  ContractRequest,
  ContractResult,
  ContractSession,
  ContractStatusRule,
  ContractTime,
  JobTime,
  TimeEncoding,
} from "./contract/contract.ts";
export type { ContractFor, OperationFor, ResultAt } from "./contract/contract-for.ts";
export { freezeContract } from "./contract/freeze-contract.ts";
export { CONTRACT_FIELDS, isContract } from "./contract/is-contract.ts";
export { fillTemplate, templateNames } from "./contract/template.ts";
export { createBody } from "./request/job-body.ts";
export { nextUrls } from "./request/next-urls.ts";
export { places } from "./request/credential-places.ts";
export { ownRequests } from "./request/own-request-part.ts";
export { redactor, secretsInHeaders } from "./request/redactor.ts";
export { references } from "./reference/reference-part.ts";
export { localDateTime, rfc3339 } from "./response/date-time.ts";
export { dotnetDate } from "./response/dotnet-date.ts";
export { type DelayReader, readDelays } from "./response/own-delays.ts";
export { withExactNumbers } from "./response/exact-numbers.ts";
export { epochMilliseconds, epochSeconds } from "./response/epoch-time.ts";
export { iso8601Offset } from "./response/iso8601-offset.ts";
export { readItemForms } from "./response/item-forms.ts";
export { outcomeFromCounts } from "./response/outcome-from-counts.ts";
export { outcomeFromItems } from "./response/outcome-from-items.ts";
export { valuesAt } from "./response/pointer.ts";
export { readProgressForms } from "./response/progress-forms.ts";
export { readItems } from "./response/read-items.ts";
export { readLinks } from "./response/read-links.ts";
export { readProgress } from "./response/read-progress.ts";
export { readResult } from "./response/read-result.ts";
export { createTimesReader } from "./response/read-times.ts";
export { readResponseError, type ResponseError } from "./response/response-error.ts";
export type { ResponseFormat } from "./response/response-format.ts";
export { statusRules } from "./response/status-rules.ts";
export type {
  ResponseHead,
  StatusDraft,
  StatusReader,
  StatusRuleSupport,
  StatusSource,
} from "./response/status-reader.ts";
export type { TimeDecoder, TimeDecoders } from "./response/time-decoder.ts";
export { sessions } from "./session/session-part.ts";
export { batches } from "./wait/batch-part.ts";
