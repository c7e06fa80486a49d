/** The names that a provider package gives to what it exports. */
export interface PackageNames {
  /** Such as `Zendesk`: the client's type. */
  readonly client: string;
  /** Such as `createZendesk`. */
  readonly create: string;
  /** Such as `ZendeskApi`: the type of the client of every operation. */
  readonly api: string;
  /** Such as `createZendeskApi`. */
  readonly createApi: string;
  /** Such as `ZendeskOptions`. */
  readonly options: string;
  /** Such as `ZendeskCredentials`. */
  readonly credentials: string;
  /** Such as `ZendeskResponse`. */
  readonly response: string;
  /** Such as `ZendeskResult`: the type of a job's result, if the provider's response can have it. */
  readonly result: string;
  /** Such as `ZendeskStatusValue`: the type of the status values that the specification lists. */
  readonly statusValue: string;
  /** Such as `zendesk`: a variable in examples. */
  readonly variable: string;
  /** Such as `zendeskContract`: the table. */
  readonly contract: string;
}

/** The names for a provider, from the parts of its own name: `traffic-ops` gives `TrafficOps`. */
export function namesFromProvider(provider: string): PackageNames {
  const client = provider
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  const variable = client.charAt(0).toLowerCase() + client.slice(1);
  return {
    client,
    create: `create${client}`,
    api: `${client}Api`,
    createApi: `create${client}Api`,
    options: `${client}Options`,
    credentials: `${client}Credentials`,
    response: `${client}Response`,
    result: `${client}Result`,
    statusValue: `${client}StatusValue`,
    variable,
    contract: `${variable}Contract`,
  };
}

/** What a module of a provider package exports or imports under a fixed name, so that no provider can take it. */
export const FIXED_NAMES: readonly string[] = [
  "AdaptiveOptions",
  "BatchJob",
  "BatchPlanOptions",
  "Client",
  "ClientJob",
  "ClientJobs",
  "ClientMethod",
  "ClientOptions",
  "Clock",
  "Contract",
  "ContractFor",
  "DurationStore",
  "Durations",
  "EndTime",
  "EstimatedEnd",
  "ExponentialOptions",
  "Fetch",
  "FetchInit",
  "FetchOptions",
  "FetchResponse",
  "Forecast",
  "FormatOption",
  "Gate",
  "JOB_STATES",
  "JobBody",
  "JobClient",
  "JobClientById",
  "JobClientLimits",
  "JobEnd",
  "JobEvent",
  "JobEventSubject",
  "JobId",
  "JobItem",
  "JobLink",
  "JobName",
  "JobPlace",
  "JobProgress",
  "JobReference",
  "JobState",
  "JobStatus",
  "JobStatusError",
  "JobStatusErrorCode",
  "JobStatusErrorDetails",
  "JobTotals",
  "JobUpdate",
  "JobWatch",
  "JobsWatch",
  "KindDurations",
  "NamedJob",
  "OperationOption",
  "PollSample",
  "ProviderEvent",
  "ProviderOfUrl",
  "RawOf",
  "RequestEventSubject",
  "ResultAt",
  "ResultOf",
  "ResumeToken",
  "SavedSession",
  "Schedule",
  "ScheduleInput",
  "SessionOptions",
  "SessionStore",
  "StartRefusal",
  "StartedJobs",
  "StatusOptions",
  "Step",
  "StepOptions",
  "StepOutcome",
  "TerminalState",
  "UpdateIterator",
  "WaitOptions",
  "WatchOptions",
  "WatchedStatus",
  "adaptive",
  "components",
  "createFetchClient",
  "createJobClient",
  "exponential",
  "firstToken",
  "fixed",
  "freezeContract",
  "isTerminalState",
  "jobIdsFrom",
  "jobKey",
  "logOut",
  "nextBatchPollMs",
  "operations",
  "parseJson",
  "paths",
  "providerFromUrl",
  "reserve",
  "step",
  "stepAll",
  "waitAll",
  "watchAll",
];

/** Members of every client's options, so that no variable of a server or path can take them. */
export const OPTION_NAMES: readonly string[] = [
  "baseUrl",
  "clock",
  "credentials",
  "durations",
  "fetch",
  "format",
  "gate",
  "headers",
  "loginUrl",
  "maxConcurrentRequests",
  "onEvent",
  "operation",
  "random",
  "requireSuccess",
  "retryBudgetMs",
  "schedule",
  "sessions",
  "sharing",
  "timeoutMs",
];

/** Says whether a name can stand as a member without quotes. */
export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name);
}
