/**
 * What the simulator reads of a contract: the table that `@jobstatus/codegen` writes for a provider, such as
 * `laundryContract` of a generated package. `Contract` of `@jobstatus/core` is one.
 */
export interface SimulatedContract extends SimulatedOperation {
  readonly provider: string;
  readonly operations?: Readonly<Record<string, SimulatedOperation>>;
  readonly credentials: readonly SimulatedCredentials[];
  readonly errors: SimulatedErrors;
  readonly accountLimits?: readonly { readonly requests: number; readonly intervalMs: number }[];
  readonly batch?: {
    readonly path: string;
    readonly ids: string;
    readonly separator: string;
    readonly jobs: string;
    readonly id: string;
  };
  readonly references?: readonly SimulatedReference[];
  readonly session?: SimulatedSession;
}

/** One way to authenticate. A way without places needs no credentials. */
export type SimulatedCredentials =
  | { readonly header: { readonly name: string; readonly value: string } }
  | { readonly basic: string }
  | { readonly places: readonly { readonly in: "header" | "query"; readonly name: string; readonly value: string }[] };

/** An operation that gives the status of a job. */
export interface SimulatedOperation {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly id: {
      readonly in: "path" | "query" | "body";
      readonly name: string;
      readonly type: "string" | "integer";
      readonly pattern?: string;
      readonly slashes?: true;
    };
  };
  readonly job: SimulatedJob;
  readonly states: Readonly<Record<string, string>>;
  readonly outcomeFromItems?: readonly string[];
  readonly outcomeFromCounts?: readonly string[];
  readonly minPollIntervalMs?: number;
}

/** Where the job and its parts are in a response. */
export interface SimulatedJob {
  readonly at: readonly string[];
  readonly status: string | readonly SimulatedStatusRule[];
  readonly message?: string;
  readonly title?: string;
  readonly progress?: Readonly<Partial<Record<"percent" | "fraction" | "completed" | "total", SimulatedPlace>>>;
  readonly counts?: {
    readonly failed: readonly string[];
    readonly succeeded?: readonly string[];
    readonly total?: string;
  };
  readonly result?: string | { readonly link: string } | { readonly header: string };
  readonly times?: Readonly<Record<string, { readonly at: string; readonly encodings: readonly string[] } | undefined>>;
  readonly items?: SimulatedItems;
}

/** A rule that gives the status value. */
export interface SimulatedStatusRule {
  readonly value?: string;
  readonly at?: string;
  readonly where?: {
    readonly at?: string;
    readonly equals?: string;
    readonly and?: readonly { readonly at: string; readonly equals?: string }[];
    readonly http?: number;
  };
}

/** Where a number is. */
export type SimulatedPlace = string | { readonly text: string } | { readonly header: string };

/** Where the items and their parts are. */
export interface SimulatedItems {
  readonly at: string;
  readonly id?: string;
  readonly index?: string;
  readonly success?: string;
  readonly errors?: readonly string[];
  readonly details?: string;
  readonly outcome?: readonly string[];
  readonly map?: true;
  readonly failedOutcomes?: readonly string[];
}

/** What an error looks like. */
export interface SimulatedErrors {
  readonly success?: readonly { readonly at: string; readonly values: readonly string[] }[];
  readonly native?: readonly string[];
  readonly message?: readonly (string | { readonly at: string; readonly text: string })[];
  readonly codes?: Readonly<Record<string, string>>;
  readonly http?: Readonly<Record<number, string>>;
}

/** A shape in which a start call's response names a job. */
export interface SimulatedReference {
  readonly from: string;
  readonly at?: string;
  readonly where?: { readonly at: string; readonly equals: string };
  readonly id?: string;
  readonly path?: string;
  readonly header?: string;
  readonly operation?: string;
  readonly link?: string;
  readonly noJob?: true;
}

/** How a session is obtained. */
export interface SimulatedSession {
  readonly login: {
    readonly method: string;
    readonly path: string;
    readonly fields: readonly string[];
    readonly grants: readonly {
      readonly field: string;
      readonly at?: string;
      readonly cookie?: string;
      readonly cookieValue?: string;
    }[];
    readonly basic?: string;
    readonly lifetimeMs?: number;
    readonly lifetime?: { readonly at: string; readonly unitMs: number };
  };
  readonly logout?: { readonly method: string; readonly path: string };
}
