import type {
  Contract,
  ContractBatch,
  ContractCondition,
  ContractErrorTexts,
  ContractErrors,
  ContractItems,
  ContractJob,
  ContractOperation,
  ContractRequest,
  ContractSession,
  ContractTime,
  JobTime,
} from "./contract.ts";
import type { JobState } from "../model/job-state.ts";

/** How deep pointers are followed; TypeScript needs an end, and no response nests deeper. */
type Depth = [never, 0, 1, 2, 3, 4, 5];

/** A key as a segment of a pointer (RFC 6901, section 3). */
type SegmentOf<Key extends string> = Key extends `${infer Before}~${infer After}`
  ? `${SlashesOf<Before>}~0${SegmentOf<After>}`
  : SlashesOf<Key>;

type SlashesOf<Key extends string> = Key extends `${infer Before}/${infer After}`
  ? `${Before}~1${SlashesOf<After>}`
  : Key;

/** The key that a segment of a pointer names. */
type KeyOf<Segment extends string> = Segment extends `${infer Before}~${infer Code}${infer After}`
  ? `${Before}${Code extends "1" ? "/" : "~"}${KeyOf<After>}`
  : Segment;

/** The keys of an object. TypeScript takes a key such as "0" for a number. */
type Keys<T> = keyof T & (string | number);

type PointersBelow<T, D extends number> = D extends 0
  ? never
  : T extends readonly (infer Element)[]
    ? `/*${Pointers<Element, Depth[D]>}`
    : T extends object
      ? { [K in Keys<T>]: `/${SegmentOf<`${K}`>}${Pointers<T[K], Depth[D]>}` }[Keys<T>]
      : never;

/** Every pointer into a type, through its unions, nulls and arrays; the empty one is the type itself. */
export type Pointers<T, D extends number = 6> = "" | PointersBelow<NonNullable<T>, D>;

type Step<T, Segment extends string> =
  NonNullable<T> extends infer U
    ? U extends readonly (infer Element)[]
      ? Segment extends "*"
        ? Element
        : never
      : MemberOf<U, KeyOf<Segment>>
    : never;

type MemberOf<T, Key extends string> = Key extends keyof T
  ? T[Key]
  : Key extends `${infer Index extends number}`
    ? Index extends keyof T
      ? T[Index]
      : never
    : never;

/** The type that a pointer leads to, in any member of a union that has it. */
export type At<T, P extends string> = P extends ""
  ? T
  : P extends `/${infer K}/${infer Rest}`
    ? At<Step<T, K>, `/${Rest}`>
    : P extends `/${infer K}`
      ? Step<T, K>
      : never;

/** The pointers into a type at which there can be a value of another type. */
type PointersTo<T, Value> =
  Pointers<T> extends infer P
    ? P extends string
      ? Extract<NonNullable<At<T, P>>, Value> extends never
        ? never
        : P
      : never
    : never;

/**
 * The type of a job's result: what a pointer leads to in the job, which is at one of several places of the response.
 *
 * @typeParam Raw - The type of the response.
 * @typeParam JobAt - The pointers to the job, as a union.
 * @typeParam P - The pointer to the result.
 */
export type ResultAt<Raw, JobAt extends string, P extends string> = JobAt extends string
  ? Exclude<At<At<Raw, JobAt>, P>, null | undefined>
  : never;

type Json<Message> = Message extends { content: infer Content } ? Content[keyof Content] : never;

type Responses<Operation> = Operation extends { responses: infer ByStatus }
  ? { [Status in keyof ByStatus]: Json<ByStatus[Status]> }[keyof ByStatus]
  : never;

/** Media types that are JSON (RFC 8259) or built on it (RFC 6839), with parameters or without. */
type JsonMediaType = `${"application/json" | `application/${string}+json`}${"" | `;${string}` | ` ${string}`}`;

type JsonContent<Message> = Message extends { content: infer Content }
  ? { [Type in keyof Content]: Lowercase<Type & string> extends JsonMediaType ? Content[Type] : never }[keyof Content]
  : never;

/** The JSON of the responses that may tell a status: those of success, and redirects, which are not followed. */
type Response<Operation> = Operation extends { responses: infer ByStatus }
  ? {
      [Status in keyof ByStatus]: Status extends number
        ? `${Status}` extends `${2 | 3}${string}`
          ? JsonContent<ByStatus[Status]>
          : never
        : never;
    }[keyof ByStatus]
  : never;

type NamesIn<Operation, Place extends "path" | "query"> = Operation extends { parameters: Record<Place, infer Names> }
  ? keyof NonNullable<Names> & string
  : never;

/** The keys of every member of a union. */
type KeysOf<T> = T extends unknown ? `${Keys<T>}` : never;

type BodyNames<Operation> = Operation extends { requestBody?: infer Body } ? KeysOf<Json<NonNullable<Body>>> : never;

type RequestFor<Operation> = Omit<ContractRequest, "id" | "members"> & {
  readonly members?: readonly BodyNames<Operation>[];
  readonly id: ContractRequest["id"] &
    (
      | { readonly in: "path"; readonly name: NamesIn<Operation, "path"> }
      | { readonly in: "query"; readonly name: NamesIn<Operation, "query"> }
      | { readonly in: "body"; readonly name: BodyNames<Operation> }
    );
};

type ElementOf<T> = NonNullable<T> extends infer U ? (U extends readonly (infer Element)[] ? Element : U) : never;

/** The members of an object, if it is a map. */
type MemberValueOf<T> = NonNullable<T> extends infer U ? (U extends readonly unknown[] ? never : U[keyof U]) : never;

/** Where the parts of an item are. */
type ItemPartsFor<Item> = ContractItems & {
  readonly id?: PointersTo<Item, string | number>;
  readonly index?: PointersTo<Item, number>;
  readonly success?: PointersTo<Item, boolean>;
  readonly errors?: readonly Pointers<Item>[];
  readonly details?: PointersTo<Item, string>;
  readonly outcome?: readonly PointersTo<Item, string | number | boolean>[];
};

/** For each pointer to an array or an object of the job: the items that could be there. */
type ItemsFor<Job> = {
  [P in PointersTo<Job, object>]:
    | (ItemPartsFor<ElementOf<At<Job, P>>> & { readonly at: P; readonly map?: never })
    | (ItemPartsFor<MemberValueOf<At<Job, P>>> & { readonly at: P; readonly map: true });
}[PointersTo<Job, object>];

/** A URL, or for each pointer to an array of the job: the link objects that could be there. */
type LinkFor<Job> =
  | { readonly at: PointersTo<Job, string>; readonly rel: string }
  | {
      [P in PointersTo<Job, readonly unknown[]>]: {
        readonly at: P;
        readonly rel: PointersTo<ElementOf<At<Job, P>>, string>;
        readonly href: PointersTo<ElementOf<At<Job, P>>, string>;
        readonly method?: PointersTo<ElementOf<At<Job, P>>, string>;
      };
    }[PointersTo<Job, readonly unknown[]>];

/** The pointer to the status value; or the pointers and the values of the rules that give it, each as a union. */
export type StatusPlace = string | { readonly at: string; readonly value: string };

type Scalar = string | number | boolean;

type StatusFor<Job, Status extends StatusPlace> = Status extends string
  ? Status & PointersTo<Job, string>
  : Status extends { readonly at: infer P; readonly value: infer Value }
    ? readonly (({ readonly at: P & PointersTo<Job, Scalar> } | { readonly value: Value & string }) & {
        readonly where?: ContractCondition & {
          readonly at?: Pointers<Job>;
          readonly and?: readonly { readonly at: Pointers<Job>; readonly equals?: string }[];
        };
      })[]
    : never;

type PlaceFor<Job> =
  PointersTo<Job, number> | { readonly text: PointersTo<Job, string | number> } | { readonly header: string };

type ProgressFor<Job> =
  | { readonly percent: PlaceFor<Job> }
  | { readonly fraction: PlaceFor<Job> }
  | { readonly completed: PlaceFor<Job>; readonly total?: PlaceFor<Job> };

type CountsFor<Job> = { readonly failed: readonly PointersTo<Job, number>[] } & (
  { readonly succeeded: readonly PointersTo<Job, number>[] } | { readonly total: PointersTo<Job, number> }
);

type ResultFor<Job> = Pointers<Job> | { readonly link: PointersTo<Job, string> } | { readonly header: string };

interface JobFor<Job, JobAt extends string, Status extends StatusPlace> extends ContractJob {
  readonly at: readonly JobAt[];
  readonly status: StatusFor<Job, Status>;
  readonly message?: PointersTo<Job, string>;
  readonly title?: PointersTo<Job, string>;
  readonly progress?: ProgressFor<Job>;
  readonly counts?: CountsFor<Job>;
  readonly result?: ResultFor<Job>;
  readonly times?: Readonly<Partial<Record<JobTime, ContractTime & { readonly at: PointersTo<Job, string | number> }>>>;
  readonly untrustedZoneStatuses?: readonly WordOf<Job, Status>[];
  readonly items?: ItemsFor<Job>;
  readonly links?: readonly LinkFor<Job>[];
}

/** The status values that a document lists, as text. */
type WordOf<Job, Status extends StatusPlace> = Status extends string
  ? Extract<At<Job, Status>, string>
  : Status extends { readonly at: infer P; readonly value: infer Value }
    ? (Value & string) | (P extends string ? `${Extract<At<Job, P>, Scalar>}` : never)
    : never;

interface ErrorsFor<Body> extends ContractErrors {
  readonly success?: readonly { readonly at: Pointers<Body>; readonly values: readonly string[] }[];
  readonly native?: readonly PointersTo<Body, string | number>[];
  readonly message?: readonly (PointersTo<Body, string> | ErrorTextsFor<Body>)[];
}

/** For each pointer to objects of a response: the texts with levels that could be there. */
type ErrorTextsFor<Body> = {
  [P in PointersTo<Body, object>]: ContractErrorTexts & {
    readonly at: P;
    readonly text: PointersTo<At<Body, P>, string>;
    readonly level: PointersTo<At<Body, P>, string>;
  };
}[PointersTo<Body, object>];

type QueryNames<Operation> = Operation extends { parameters: { query?: infer Names } }
  ? keyof NonNullable<Names> & string
  : never;

/** For each pointer to an array of the response: the jobs that could be there. */
type BatchFor<Operation> = ContractBatch & { readonly ids: QueryNames<Operation> } & {
    [P in PointersTo<Response<Operation>, readonly unknown[]>]: {
      readonly jobs: P;
      readonly id: PointersTo<ElementOf<At<Response<Operation>, P>>, string | number>;
    };
  }[PointersTo<Response<Operation>, readonly unknown[]>];

/** What the caller supplies: properties of the login's body; with HTTP Basic, what is in no body as well. */
type LoginFieldsFor<Login> =
  | { readonly fields: readonly BodyNames<Login>[]; readonly basic?: never }
  | { readonly fields: readonly string[]; readonly basic: string };

/** What a login's body takes, and what its response has. */
interface SessionFor<Login> extends ContractSession {
  readonly login: Omit<ContractSession["login"], "fields" | "basic" | "grants" | "confirms"> &
    LoginFieldsFor<Login> & {
      readonly grants: readonly (
        | { readonly field: string; readonly at: PointersTo<Responses<Login>, string> }
        | { readonly field: string; readonly cookie: string }
        | { readonly field: string; readonly cookieValue: string }
      )[];
      readonly confirms?: readonly {
        readonly field: string;
        readonly at: PointersTo<Responses<Login>, string | number>;
      }[];
    };
}

/** A {@link ContractOperation} that is checked against the types of its operation, as a {@link ContractFor} is. */
export interface OperationFor<
  Operation,
  JobAt extends Pointers<Response<Operation>>,
  Status extends StatusPlace,
> extends ContractOperation {
  readonly request: RequestFor<Operation>;
  readonly job: JobFor<At<Response<Operation>, JobAt>, JobAt, Status>;
  readonly states: Readonly<Record<WordOf<At<Response<Operation>, JobAt>, Status>, JobState>>;
  readonly outcomeFromItems?: readonly WordOf<At<Response<Operation>, JobAt>, Status>[];
  readonly outcomeFromCounts?: readonly WordOf<At<Response<Operation>, JobAt>, Status>[];
}

/**
 * A {@link Contract} that is checked against the types of its operation, as openapi-typescript writes them: every pointer leads
 * to a field of the right type, every status value has a state, and the job's id has its place in the request. A table
 * that does not fit its specification does not compile.
 *
 * @typeParam Operation - The operation, such as `operations["showJobStatus"]`.
 * @typeParam JobAt - The pointers to the job, as a union.
 * @typeParam Status - The pointer to the status value; or the pointers and the values of the rules that give it.
 * @typeParam BatchOperation - The operation that reports on many jobs, if there is one.
 * @typeParam Login - The operation that opens a session, if there is one.
 * @typeParam Operations - The other operations that give a status, each an {@link OperationFor}, by their names.
 */
export interface ContractFor<
  Operation,
  JobAt extends Pointers<Response<Operation>>,
  Status extends StatusPlace,
  BatchOperation = never,
  Login = never,
  Operations extends Contract["operations"] = undefined,
> extends Contract {
  readonly request: RequestFor<Operation>;
  readonly job: JobFor<At<Response<Operation>, JobAt>, JobAt, Status>;
  readonly states: Readonly<Record<WordOf<At<Response<Operation>, JobAt>, Status>, JobState>>;
  readonly outcomeFromItems?: readonly WordOf<At<Response<Operation>, JobAt>, Status>[];
  readonly outcomeFromCounts?: readonly WordOf<At<Response<Operation>, JobAt>, Status>[];
  readonly errors: ErrorsFor<Responses<Operation>>;
  readonly batch?: BatchFor<BatchOperation>;
  readonly session?: SessionFor<Login>;
  readonly operations?: NonNullable<Operations>;
}
