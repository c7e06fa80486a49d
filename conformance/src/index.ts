export type { Evidence } from "./case-types.ts";
export { type ProviderName, providerNames } from "./provider-name.ts";
export { type ReportInput, writeReports } from "./report/write-reports.ts";
export type { CallSetting, CaseClient, CaseSetting, ClientUnderTest } from "./suite/client-under-test.ts";
export { decide } from "./suite/judge.ts";
export { playInProcess } from "./suite/play-in-process.ts";
export { readSuite } from "./suite/read-suite.ts";
export {
  type CaseRequest,
  type ConnectionFault,
  type Expected,
  type ExpectedOutcome,
  type Family,
  type Feature,
  type Level,
  type Operation,
  type PlannedCall,
  type Range,
  type StartReference,
  type Step,
  type SuiteCase,
  families,
  features,
} from "./suite/suite-case.ts";
export { type Exchange, type Outcome, type Trace, linesFromTrace } from "./suite/trace.ts";
export { type KnownFailure, parseKnownFailures } from "./wire/known-failures.ts";
export type { CaseMessage, OutcomeMessage, StartedMessage } from "./wire/protocol.ts";
export {
  type CaseResult,
  type RunOptions,
  type RunResult,
  type Decision,
  failsRun,
  runSuite,
} from "./wire/run-suite.ts";
export { serveAdapter } from "./wire/serve-adapter.ts";
