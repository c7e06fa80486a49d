import type { Evidence, MappingCase } from "../case-types.ts";
import type { ProviderName } from "../provider-name.ts";
import { credentialsOf } from "./credentials.ts";
import { rightRequestsFor } from "./right-requests.ts";
import type { Expected, Feature, Level, StartReference, SuiteCase } from "./suite-case.ts";

/** The error that comes at once, and the provider's text in its message. */
interface RefusedReference {
  readonly code: "no-job" | "invalid-request" | "unavailable";
  readonly says?: string;
}

/** What names a job, as it is written; `references.schema.json` says what each property means. */
export interface ReferenceCase {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly evidence: Evidence;
  readonly format?: "xml";
  readonly reference: StartReference;
  readonly expected: { readonly job: string } | RefusedReference;
}

/** A file of what names the jobs of a provider. */
export interface ReferenceDocument {
  readonly provider: ProviderName;
  readonly cases: readonly ReferenceCase[];
}

/** The case of a job that is named by what started it, and has ended as a mapping case says. */
export function caseFromReference(
  { reference, expected, format, ...rest }: ReferenceCase,
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
  const tells: readonly Feature[] = isNamed ? ["model"] : "says" in expected ? ["errors", "model"] : ["errors"];
  return {
    ...rest,
    provider,
    job,
    family: "references",
    level,
    needs: [call, "references", ...tells, ...(format ? [format] : [])],
    credentials: credentialsOf(provider),
    ...(format && { format }),
    right: isNamed ? rightRequestsFor({ provider, job, calls, format }) : {},
    calls,
    steps: [{ response }],
    expected: isNamed ? namedJob(status) : refusal(expected),
  };
}

function namedJob(status: MappingCase["expected"]): Expected {
  return { outcomes: [{ status: { ...status }, whole: true }], requests: { min: 1, max: 1 } };
}

function refusal({ code, says }: RefusedReference): Expected {
  return { outcomes: [{ error: code, ...(says !== undefined && { says }) }], requests: { max: 0 } };
}
