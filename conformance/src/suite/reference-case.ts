import type { Evidence, MappingCase } from "../case-types.ts";
import type { ProviderName } from "../provider-name.ts";
import { credentialsOf } from "./credentials.ts";
import { rightRequestsFor } from "./right-requests.ts";
import type { Expected, Feature, Level, StartReference, SuiteCase } from "./suite-case.ts";

/** The job that is polled, with which operation, and the mapping case whose response it gets. */
interface NamedByReference {
  readonly job: string;
  readonly operation?: string;
  readonly response?: string;
}

/** The error that comes at once, and the provider's text in its message. */
interface RefusedReference {
  readonly code: "no-job" | "invalid-request" | "unavailable";
  readonly says?: string | readonly string[];
}

/** What names a job, as it is written; `references.schema.json` says what each property means. */
export interface ReferenceCase {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly evidence: Evidence;
  readonly format?: "xml";
  /** The operation that the caller chooses. */
  readonly operation?: string;
  readonly reference: StartReference;
  readonly expected: NamedByReference | RefusedReference;
}

/** A file of what names the jobs of a provider. */
export interface ReferenceDocument {
  readonly provider: ProviderName;
  readonly cases: readonly ReferenceCase[];
}

/** The case of a job that is named by what started it, and has ended as a mapping case says. */
export function caseFromReference(
  { reference, expected, format, operation, ...rest }: ReferenceCase,
  level: Level,
  {
    provider,
    job: common,
    response,
    expected: status,
  }: Pick<MappingCase, "provider" | "job" | "response" | "expected">,
): SuiteCase {
  const isNamed = "job" in expected;
  const job = isNamed ? expected.job : common;
  const call = isNamed ? "wait" : "status";
  const calls = [{ call, reference }] as const;
  // Where the job is polled: as the caller chooses, unless the reference says otherwise.
  const polled = ("operation" in expected ? expected.operation : undefined) ?? operation;
  const tells: readonly Feature[] = isNamed ? ["model"] : "says" in expected ? ["errors", "model"] : ["errors"];
  return {
    ...rest,
    provider,
    job,
    family: "references",
    level,
    needs: [
      call,
      "references",
      ...tells,
      ...(format ? [format] : []),
      ...(polled === undefined ? [] : ["operations" as const]),
    ],
    credentials: credentialsOf(provider),
    ...(format && { format }),
    ...(operation !== undefined && { operation }),
    right: isNamed ? rightRequestsFor({ provider, job, calls, format, operation: polled }) : {},
    calls,
    steps: [{ response }],
    expected: isNamed ? namedJob(withOperation(status, polled)) : refusal(expected),
  };
}

/** The status as a client reports it that polled with an operation: one that is not the default is part of it. */
export function withOperation(status: MappingCase["expected"], operation: string | undefined): MappingCase["expected"] {
  return operation === undefined ? status : { operation, ...status };
}

function namedJob(status: MappingCase["expected"]): Expected {
  return { outcomes: [{ status: { ...status }, whole: true }], requests: { min: 1, max: 1 } };
}

function refusal({ code, says }: RefusedReference): Expected {
  return { outcomes: [{ error: code, ...(says !== undefined && { says }) }], requests: { max: 0 } };
}
