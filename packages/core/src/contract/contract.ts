import type { JobState } from "../model/job-state.ts";
import type { JobStatusErrorCode } from "../model/job-status-error.ts";

/**
 * What core knows about one provider: a frozen table, generated from the `x-job-status` extension of the provider's
 * OpenAPI document. It holds no control flow, so a fix in core is one for every provider.
 *
 * Pointers are JSON Pointers (RFC 6901) in which a segment `*` stands for every element of an array, and the empty
 * text for the whole. Those of the job's parts start at the job, those of `items` at an item, all others at the body.
 */
export interface Contract extends ContractOperation {
  /** The provider's name, such as `zendesk`. */
  readonly provider: string;
  /** The base URL, with `{name}` for each server variable. */
  readonly server: string;
  /**
   * Server variables, path parameters and members of a request's body that the client's options fill in, each with its
   * default: `null` if the caller must name it, the empty text if the caller may leave it out.
   */
  readonly variables: Readonly<Record<string, string | null>>;
  /** Other operations that give a job's status, by the name under which a caller chooses one. */
  readonly operations?: Readonly<Record<string, ContractOperation>>;
  /** The ways in which a caller can prove itself; the first whose fields are all there is used. */
  readonly credentials: readonly ContractCredentials[];
  /** What an error looks like, and which code it means. */
  readonly errors: ContractErrors;
  /** The limits of an account: how many requests of all its clients the provider takes in any interval, in milliseconds. All hold. */
  readonly accountLimits?: readonly { readonly requests: number; readonly intervalMs: number }[];
  /**
   * The headers of a response that tell how many requests the account has left, and in how many seconds more are allowed: after
   * `intervalMs` at the latest.
   */
  readonly remainingRequests?: { readonly header: string; readonly resetHeader: string; readonly intervalMs: number };
  /** The header that says how long the next request must wait: its name, and the milliseconds of one unit of its number. */
  readonly delayHeader?: { readonly name: string; readonly unitMs: number };
  /** The field of a response that says so: where its number is in the body, and the milliseconds of one unit of it. */
  readonly delayField?: { readonly at: string; readonly unitMs: number };
  /** Where a response names the URL for the next request about the job: in the body or in a header. */
  readonly nextUrl?: { readonly at?: string; readonly header?: string };
  /** The operation that reports on many jobs of the default operation in one request. */
  readonly batch?: ContractBatch;
  /** The timeout of a wait without one of its own, in milliseconds. */
  readonly timeoutMs: number;
  /** For how long after its start a job may not be found, in milliseconds. */
  readonly notFoundGraceMs?: number;
  /** In which shapes a job is named, tried in this order; without them only by its ID. */
  readonly references?: readonly ContractReference[];
  /** How a session is obtained, kept and given back. Its loss shows as an error whose code is `unauthenticated`. */
  readonly session?: ContractSession;
  /** The operations that take no credentials (`security: []`), such as the login. */
  readonly publicOperations?: readonly { readonly method: string; readonly path: string }[];
}

/** An operation that gives the status of one job: the default of a contract, or another one that has a name. */
export interface ContractOperation {
  /** Its `operationId`. */
  readonly operation: string;
  /** How the status is requested. */
  readonly request: ContractRequest;
  /** Where the job and its parts are in the response. */
  readonly job: ContractJob;
  /** The state of each status value; a value that is not here is `unknown`. */
  readonly states: Readonly<Record<string, JobState>>;
  /** The status values whose outcome the items decide: none failed is `succeeded`, some `partial`, all `failed`. */
  readonly outcomeFromItems?: readonly string[];
  /** The status values whose outcome the counts decide, in the same way. */
  readonly outcomeFromCounts?: readonly string[];
  /** The shortest time from one request for a job to the next, in milliseconds. */
  readonly minPollIntervalMs?: number;
}

/** The request for the status of one job. */
export interface ContractRequest {
  readonly method: "GET" | "POST" | "HEAD";
  /**
   * The path and the query, with `{name}` for each variable and for an id in the path, `{+name}` if that keeps its slashes, and
   * `{?}` for an id in the query.
   */
  readonly path: string;
  /** Headers that every request of a client has, unless the caller gives others; `{name}` is a variable. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the job's id goes: a parameter of the path or the query, or a property at the top of the JSON body. */
  readonly id: {
    readonly in: "path" | "query" | "body";
    readonly name: string;
    readonly type: "string" | "integer";
    /** The regular expression that an id of text matches in a link or a body. Default: any text may be an id there. */
    readonly pattern?: string;
    /** Set if the id may have several segments of the path. */
    readonly slashes?: true;
  };
  /** The members of the body that always have one value, after the id. */
  readonly constants?: Readonly<Record<string, string | number | boolean>>;
  /** The members of the body that variables fill in, after the constants; one without a value is left out. */
  readonly members?: readonly string[];
  /** The media type that the request accepts. */
  readonly accept: string;
  /** The media type of the request's body, if there is one. */
  readonly contentType?: string;
}

/** The operation that reports on many jobs in one request: a GET with the ids in its query. */
export interface ContractBatch {
  /** The path and the query, with `{?}` for the ids and `{name}` for each variable. */
  readonly path: string;
  /** The query's parameter that takes the ids. */
  readonly ids: string;
  /** What stands between two ids. */
  readonly separator: string;
  /** How many ids one request takes. */
  readonly maximum: number;
  /** The array of jobs in the response. */
  readonly jobs: string;
  /** The id, from a job of that array. */
  readonly id: string;
}

/**
 * One way to prove oneself: a header, what HTTP Basic encodes, or several places; `{name}` is a field of the credentials. A way
 * with no place is that of an API that takes no credentials.
 */
export type ContractCredentials =
  | { readonly header: { readonly name: string; readonly value: string } }
  | { readonly basic: string }
  | { readonly places: readonly ContractCredentialPlace[] };

/** A header or a query parameter that carries credentials. */
export interface ContractCredentialPlace {
  readonly in: "header" | "query";
  readonly name: string;
  readonly value: string;
}

/** Where the job is in the response, and where its parts are in the job. */
export interface ContractJob {
  /** Pointers from the body to the job; the first at which there is an object holds. */
  readonly at: readonly string[];
  /** Where the status value is, which is text; or rules, of which the first that holds gives it. */
  readonly status: string | readonly ContractStatusRule[];
  readonly message?: string;
  readonly title?: string;
  readonly progress?: ContractProgress;
  readonly counts?: ContractCounts;
  readonly result?: ContractResult;
  readonly times?: Readonly<Partial<Record<JobTime, ContractTime>>>;
  /** Words under which the times carry no trustworthy zone, whatever their text says. */
  readonly untrustedZoneStatuses?: readonly string[];
  readonly items?: ContractItems;
  readonly links?: readonly ContractLink[];
}

/**
 * A rule that gives the status value: one that the document names, or what is at a place of the job, as text. It holds if its
 * condition does and, with `at`, if there is a value.
 */
export type ContractStatusRule = ({ readonly value: string } | { readonly at: string }) & {
  readonly where?: ContractCondition;
};

/**
 * What must be: a field of the job is there and has the value, as text, and so have the others in `and`; the response has the HTTP
 * status.
 */
export interface ContractCondition {
  readonly at?: string;
  readonly equals?: string;
  readonly and?: readonly { readonly at: string; readonly equals?: string }[];
  readonly http?: number;
}

/** Where a number is: a pointer to one, a pointer to one that may be text, or a header of the response. */
export type ContractPlace = string | { readonly text: string } | { readonly header: string };

/** How far the job is: from 0 to 100, from 0 to 1, or counted. */
export type ContractProgress =
  | { readonly percent: ContractPlace }
  | { readonly fraction: ContractPlace }
  | { readonly completed: ContractPlace; readonly total?: ContractPlace };

/** How many parts failed, and how many there were: pointers to counts, which are added. */
export type ContractCounts = { readonly failed: readonly string[] } & (
  { readonly succeeded: readonly string[] } | { readonly total: string }
);

/** Where the result is once the job is `succeeded` or `partial`: a value, a URL in the job, or a URL in a header. */
export type ContractResult = string | { readonly link: string } | { readonly header: string };

/** The moments of a job that a provider may report. */
export type JobTime = "createdAt" | "startedAt" | "updatedAt" | "finishedAt";

/** How the text of a moment is written. */
export type TimeEncoding =
  "rfc3339" | "local-date-time" | "dotnet-date" | "iso8601-offset" | "epoch-seconds" | "epoch-milliseconds";

/** Where a moment is; of its encodings the first that fits the text holds. */
export interface ContractTime {
  readonly at: string;
  readonly encodings: readonly TimeEncoding[];
}

/** Where the items are, and where their parts are in an item. */
export interface ContractItems {
  readonly at: string;
  readonly id?: string;
  readonly index?: string;
  readonly success?: string;
  readonly errors?: readonly string[];
  readonly details?: string;
  readonly outcome?: readonly string[];
  /** Set if each member of the object at `at` is an item; its key is the item's id, unless `id` finds one. */
  readonly map?: true;
  /** The values at `outcome`, as text, that say that the item failed. */
  readonly failedOutcomes?: readonly string[];
}

/** Where links are: a URL with a fixed relation, or an array of link objects whose parts are pointed at. */
export type ContractLink =
  | { readonly at: string; readonly rel: string }
  | { readonly at: string; readonly rel: string; readonly href: string; readonly method?: string };

/** What an error looks like, and which code it means. HTTP statuses mean what HTTP says unless `http` says otherwise. */
export interface ContractErrors {
  /** Values, as text, that say that the request succeeded; any other value there makes the response an error. */
  readonly success?: readonly { readonly at: string; readonly values: readonly string[] }[];
  readonly native?: readonly string[];
  /** Where the text is: of the first entry that finds any, all texts. */
  readonly message?: readonly (string | ContractErrorTexts)[];
  readonly codes?: Readonly<Record<string, JobStatusErrorCode>>;
  readonly http?: Readonly<Record<number, JobStatusErrorCode>>;
  /** The response's header that names the request, for the provider's support. */
  readonly requestIdHeader: string;
  /** The code of an error in a body with a good HTTP status whose native code is not in `codes`. */
  readonly defaultCode: JobStatusErrorCode;
}

/** Where several texts are that have levels, such as warnings beside an error. */
export interface ContractErrorTexts {
  /** The objects that have a text each. */
  readonly at: string;
  readonly text: string;
  readonly level: string;
  /** The levels whose texts come first, in this order. */
  readonly order: readonly string[];
}

/** A shape in which a start call's response, or a caller, names a job. */
export interface ContractReference {
  /** The body of the start call's response, one of its headers, or a link. A link is looked for in the `location` shapes, too. */
  readonly from: "body" | "location" | "url";
  /** The header, if it is not `Location`. */
  readonly header?: string;
  /** Where in the body the objects are that name a job. Default: the body itself. */
  readonly at?: string;
  /** The value, as text, that must be in such an object for it to count. */
  readonly where?: { readonly at: string; readonly equals: string };
  /** Where the id is in such an object, or a link from which `path` takes it. */
  readonly id?: string;
  /** The path of the link; `{id}` is the job's id, other names stand for any one segment. */
  readonly path?: string;
  /** The name of the operation that gives the job's status. Default: what `link` tells, or else the client's. */
  readonly operation?: string;
  /**
   * Where in such an object a link is whose path tells the operation, whatever its host is: it isn't followed. If it tells none and
   * there is no `operation`, the object names no job.
   */
  readonly link?: string;
  /** Set if this shape says that no job was started; behind a shape that finds jobs, that none was started for this part. */
  readonly noJob?: true;
  /** With `noJob`: set if the provider failed, so that a job may have been started all the same. */
  readonly mayHaveStarted?: true;
  /** With `noJob`: the id that says so. Default: any. */
  readonly equals?: string;
  /** With `noJob`: where the name of what was refused is in such an object. */
  readonly name?: string;
  /** With `noJob`: the place of the provider's reason. */
  readonly message?: string;
}

/** How a session is obtained, kept and given back. */
export interface ContractSession {
  /** The call that opens a session. */
  readonly login: ContractCall & {
    /** Set if the login is on another host than the jobs: the variable `loginUrl` is its base URL, with `{name}` for variables. */
    readonly elsewhere?: true;
    /** What the caller supplies: properties of the request's body, or fields of `basic`; the first identifies the account. */
    readonly fields: readonly string[];
    /** What HTTP Basic encodes; `{name}` is a field, which is then not in the body. */
    readonly basic?: string;
    /** The properties of the request's body that always have one value, such as OAuth 2.0's `grant_type`. */
    readonly constants?: Readonly<Record<string, string | number | boolean>>;
    /** The credentials that the response grants. A response may leave some out; together they must be one way of `credentials`. */
    readonly grants: readonly ContractGrant[];
    /** Values that the caller may name beside the fields, and where the response must repeat them. */
    readonly confirms?: readonly { readonly field: string; readonly at: string }[];
    /** The HTTP statuses that say that the credentials are wrong. */
    readonly refused: readonly number[];
    /** Those of `refused` that the provider also sends during an outage: credentials that worked before are then not given up. */
    readonly refusedInOutage?: readonly number[];
    /** How long refused credentials are not tried again, in milliseconds: the provider locks an account after several wrong tries. */
    readonly lockoutPauseMs?: number;
    /** How long the session holds without renewal, in milliseconds. */
    readonly lifetimeMs?: number;
    /** Where the response says how long it holds: a number, and the milliseconds of one unit of it. */
    readonly lifetime?: { readonly at: string; readonly unitMs: number };
  };
  /** Set if every response sets the session's cookie anew. */
  readonly renewedByResponses?: true;
  /** The call that gives the session back. */
  readonly logout?: ContractCall;
}

/** A call of the provider other than the status operation. */
export interface ContractCall {
  /** Its `operationId`. */
  readonly operation: string;
  readonly method: string;
  /** The path, with `{name}` for each variable. */
  readonly path: string;
  /** The media type of the request's body, if there is one. */
  readonly contentType?: string;
}

/** A credential that a login grants: a value from the body, the `name=value` pair of a cookie, or a cookie's value alone. */
export type ContractGrant =
  | { readonly field: string; readonly at: string }
  | { readonly field: string; readonly cookie: string }
  | { readonly field: string; readonly cookieValue: string };
