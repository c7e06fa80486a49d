import type { ContractFor, ResultAt } from "./contract-for.ts";

// Checked by `tsc` alone: a table that fits compiles, and each that does not is refused.

/** A job as a specification describes it: words, nulls, a union of lists and objects. */
interface Job {
  id: string;
  status: "queued" | "working" | "completed";
  total?: number | null;
  message?: string | null;
  results?: { id?: number | string; success?: boolean; error?: string }[] | { success: boolean } | null;
  links?: { rel: string; href: string }[];
}

/** An operation as openapi-typescript writes it, with a job that is wrapped or bare. */
interface ShowJob {
  parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
  requestBody?: never;
  responses: {
    200: { headers: { [name: string]: unknown }; content: { "application/json": { job_status: Job } | Job } };
    404: {
      headers: { [name: string]: unknown };
      content: { "application/json": { error: string; errors?: { code: string; grade?: string; line?: number }[] } };
    };
  };
}

/** A login as openapi-typescript writes it. */
interface LogIn {
  parameters: { query?: never; header?: never; path?: never; cookie?: never };
  requestBody: { content: { "application/json": { user: string; word: string } } };
  responses: {
    200: { headers: { [name: string]: unknown }; content: { "application/json": { token?: string; vault?: number } } };
  };
}

type Table = ContractFor<ShowJob, "/job_status" | "", "/status", never, LogIn>;

const table = {
  provider: "acme",
  operation: "showJob",
  server: "https://{subdomain}.example.com",
  variables: { subdomain: null },
  request: {
    method: "GET",
    path: "/jobs/{id}",
    id: { in: "path", name: "id", type: "string" },
    accept: "application/json",
  },
  credentials: [{ basic: "{email}:{password}" }],
  job: {
    at: ["/job_status", ""],
    status: "/status",
    message: "/message",
    progress: { completed: "/total", total: "/total" },
    items: { at: "/results", id: "/id", success: "/success", errors: ["/error"] },
    links: [{ at: "/links", rel: "/rel", href: "/href" }],
  },
  states: { queued: "pending", working: "running", completed: "succeeded" },
  outcomeFromItems: ["completed"],
  errors: {
    native: ["/error", "/errors/*/code"],
    message: ["/error", { at: "/errors/*", text: "/code", level: "/grade", order: ["bad"] }],
    requestIdHeader: "X-Request-Id",
    defaultCode: "unavailable",
  },
  timeoutMs: 1,
  session: {
    login: {
      operation: "logIn",
      method: "POST",
      path: "/login",
      contentType: "application/json",
      fields: ["user", "word"],
      grants: [
        { field: "email", at: "/token" },
        { field: "password", cookie: "session" },
      ],
      confirms: [{ field: "vault", at: "/vault" }],
      refused: [401],
    },
  },
} as const satisfies Table;

const { job, errors, request, session } = table;
const { login } = session;

/** The table that fits. */
export const right: Table = table;

/** What is wrong in one place of each. */
const wrong = {
  pointer: { ...table, job: { ...job, message: "/messag" } },
  type: { ...table, job: { ...job, message: "/total" } },
  job: { ...table, job: { ...job, at: ["/job"] } },
  progress: { ...table, job: { ...job, progress: { percent: "/message" } } },
  itemField: { ...table, job: { ...job, items: { at: "/results", id: "/idd" } } },
  link: { ...table, job: { ...job, links: [{ at: "/links", rel: "/rel", href: "/url" }] } },
  unmapped: { ...table, states: { queued: "pending", working: "running" } },
  state: { ...table, states: { ...table.states, completed: "finished" } },
  word: { ...table, outcomeFromItems: ["done"] },
  errorPointer: { ...table, errors: { ...errors, native: ["/errors/*/cod"] } },
  errorText: {
    ...table,
    errors: { ...errors, message: [{ at: "/errors/*", text: "/line", level: "/grade", order: ["bad"] }] },
  },
  parameter: { ...table, request: { ...request, id: { ...request.id, name: "ident" } } },
  loginField: { ...table, session: { login: { ...login, fields: ["user", "pass"] } } },
  grant: { ...table, session: { login: { ...login, grants: [{ field: "email", at: "/tokens" }] } } },
  grantType: { ...table, session: { login: { ...login, grants: [{ field: "email", at: "/vault" }] } } },
  confirmed: { ...table, session: { login: { ...login, confirms: [{ field: "vault", at: "/vaults" }] } } },
  place: { ...table, request: { ...request, id: { ...request.id, in: "query" } } },
} as const;

// @ts-expect-error the message leads to no field
export const wrongPointer: Table = wrong.pointer;
// @ts-expect-error the message leads to a number
export const wrongType: Table = wrong.type;
// @ts-expect-error the job is nowhere there
export const wrongJob: Table = wrong.job;
// @ts-expect-error the progress leads to a text
export const wrongProgress: Table = wrong.progress;
// @ts-expect-error the items have no such field
export const wrongItemField: Table = wrong.itemField;
// @ts-expect-error the links have no such field
export const wrongLink: Table = wrong.link;
// @ts-expect-error the word completed has no state
export const unmappedStatus: Table = wrong.unmapped;
// @ts-expect-error there is no such state
export const wrongState: Table = wrong.state;
// @ts-expect-error there is no such word
export const wrongWord: Table = wrong.word;
// @ts-expect-error no response has such a field
export const wrongErrorPointer: Table = wrong.errorPointer;
// @ts-expect-error an error's text leads to a number
export const wrongErrorText: Table = wrong.errorText;
// @ts-expect-error there is no such parameter
export const wrongParameter: Table = wrong.parameter;
// @ts-expect-error the parameter is elsewhere
export const wrongPlace: Table = wrong.place;
// @ts-expect-error the specification has no such word
export const unknownStatus: Table = { ...table, states: { ...table.states, paused: "running" } };
// @ts-expect-error the login's body has no such field
export const wrongLoginField: Table = wrong.loginField;
// @ts-expect-error the login's response has no such field
export const wrongGrant: Table = wrong.grant;
// @ts-expect-error the grant leads to a number
export const wrongGrantType: Table = wrong.grantType;
// @ts-expect-error the login's response has no such field to compare
export const wrongConfirmed: Table = wrong.confirmed;

/** An operation whose JSON has a media type of its own, and keys that a pointer or TypeScript writes differently. */
interface ShowOdd {
  parameters: { path: { id: string } };
  responses: {
    200: {
      content: {
        "text/html": { status: number };
        "Application/vnd.acme.v2+json; charset=utf-8": { "a/b": { 0: "done" | "failed"; "~": string } };
      };
    };
  };
}

const odd = {
  ...table,
  job: { at: ["/a~1b"], status: "/0", message: "/~0" },
  states: { done: "succeeded", failed: "failed" },
  outcomeFromItems: [],
  errors: { requestIdHeader: "X-Request-Id", defaultCode: "unavailable" },
} as const;
const { session: _session, ...withoutSession } = odd;

/** The table that fits them. */
export const rightOdd: ContractFor<ShowOdd, "/a~1b", "/0"> = withoutSession;
// @ts-expect-error a slash in a key is not a step
export const wrongOdd: ContractFor<ShowOdd, "/a/b", "/0"> = withoutSession;

/** An operation whose status is told by the HTTP status, by numbers, by booleans, and by what is there. */
interface ShowForms {
  parameters: { path: { id: string } };
  responses: {
    200: {
      content: {
        "application/json": {
          stage?: 1 | 2 | null;
          done: boolean;
          error?: { code?: number } | null;
          share: string;
          failed: number;
          paper?: { pages: number };
          parts: { [name: string]: { word: "fine" | "torn" } };
        };
      };
    };
    202: { content?: never };
    303: { content: { "application/json": { note: string } } };
    404: { content: { "application/json": { reason: string } } };
    default: { content: { "application/json": { excuse: string } } };
  };
}

type Forms = ContractFor<ShowForms, "", { at: "/stage" | "/done"; value: "late" }>;

const forms = {
  ...withoutSession,
  job: {
    at: [""],
    status: [{ value: "late", where: { http: 202 } }, { at: "/stage", where: { at: "/error" } }, { at: "/done" }],
    message: "/note",
    progress: { percent: { text: "/share" } },
    counts: { failed: ["/failed"], total: "/failed" },
    result: "/paper",
    items: { at: "/parts", map: true, outcome: ["/word"], failedOutcomes: ["torn"] },
  },
  states: { "1": "running", "2": "succeeded", true: "succeeded", false: "failed", late: "running" },
  outcomeFromCounts: ["2"],
} as const;

/** The table that fits them. */
export const rightForms: Forms = forms;

/** The type of its result. */
export const rightResult: ResultAt<ShowForms["responses"][200]["content"]["application/json"], "", "/paper"> = {
  pages: 3,
};

const wrongForms = {
  unmapped: { ...forms, states: { "1": "running", "2": "succeeded", true: "succeeded", late: "running" } },
  value: { ...forms, job: { ...forms.job, status: [{ value: "early" }] } },
  condition: { ...forms, job: { ...forms.job, status: [{ value: "late", where: { at: "/eror" } }, { at: "/done" }] } },
  message: { ...forms, job: { ...forms.job, message: "/reason" } },
  fallback: { ...forms, job: { ...forms.job, message: "/excuse" } },
  text: { ...forms, job: { ...forms.job, progress: { percent: "/share" } } },
  count: { ...forms, job: { ...forms.job, counts: { failed: ["/share"], total: "/failed" } } },
  map: { ...forms, job: { ...forms.job, items: { at: "/parts", map: true, outcome: ["/words"] } } },
  result: { ...forms, job: { ...forms.job, result: "/papers" } },
} as const;

// @ts-expect-error the value false has no state
export const unmappedValue: Forms = wrongForms.unmapped;
// @ts-expect-error the rules have no such value
export const wrongRule: Forms = wrongForms.value;
// @ts-expect-error the condition leads to no field
export const wrongCondition: Forms = wrongForms.condition;
// @ts-expect-error the field is in an error only
export const wrongResponse: Forms = wrongForms.message;
// @ts-expect-error the field is in the default response only
export const wrongDefault: Forms = wrongForms.fallback;
// @ts-expect-error the progress leads to a text, and the table does not say so
export const wrongText: Forms = wrongForms.text;
// @ts-expect-error the count leads to a text
export const wrongCount: Forms = wrongForms.count;
// @ts-expect-error the members of the map have no such field
export const wrongMap: Forms = wrongForms.map;
// @ts-expect-error the result leads to no field
export const wrongResult: Forms = wrongForms.result;
