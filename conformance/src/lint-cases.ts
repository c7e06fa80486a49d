import { isDeepStrictEqual } from "node:util";
import type { CaseResponse, CaseSet } from "./case-types.ts";
import { lintInteractions } from "./lint-interactions.ts";
import { fits } from "./media.ts";
import type { Specification } from "./specification.ts";

/**
 * Checks the cases against themselves and against the specifications. The schemas check the form of each case; this
 * checks what only shows in all of them together.
 *
 * @returns One sentence for each fault; none where the cases are whole.
 */
export function lintCases(cases: CaseSet, specifications: readonly Specification[]): string[] {
  return [
    ...lintIds(cases),
    ...lintNames(cases),
    ...specifications.flatMap((specification) => [
      ...lintStatusValues(cases, specification),
      ...lintCodes(cases, specification),
      ...lintResponses(cases, specification),
      ...lintExamples(cases, specification),
      ...lintInteractions(cases, specification),
    ]),
  ];
}

function all({ mapping, errors, operations, ids, options }: CaseSet) {
  return [...mapping, ...errors, ...operations, ...ids, ...options];
}

function lintIds(cases: CaseSet): string[] {
  const ids = all(cases).map(({ id }) => id);
  const repeated = new Set(ids.filter((id, place) => ids.indexOf(id) !== place));
  const foreign = [...cases.mapping, ...cases.errors, ...cases.operations, ...cases.ids].filter(
    ({ id, provider }) => !id.startsWith(`${provider}-`),
  );
  return [
    ...Array.from(repeated, (id) => `the id ${id} is given twice`),
    ...foreign.map(({ id, provider }) => `the id ${id} does not begin with its provider, ${provider}`),
  ];
}

function lintNames(cases: CaseSet): string[] {
  return all(cases).flatMap(({ id, name }) => [
    ...(/\bshould\b/i.test(name) ? [`the name of ${id} says what should be; say what is`] : []),
    ...(name.trim().split(/\s+/).length < 4 ? [`the name of ${id} isn't a sentence`] : []),
  ]);
}

function lintStatusValues({ mapping }: CaseSet, { provider, statusValues }: Specification): string[] {
  const seen = new Set(mapping.filter((one) => one.provider === provider).map(({ expected }) => expected.native));
  const undocumented = mapping.some(
    (one) =>
      one.provider === provider && one.expected.state === "unknown" && !statusValues.includes(one.expected.native),
  );
  return [
    ...(statusValues.length === 0 ? [`${provider}: the specification has no status value`] : []),
    ...statusValues
      .filter((word) => !seen.has(word))
      .map((word) => `${provider}: no mapping case has the word ${word}`),
    ...(undocumented ? [] : [`${provider}: no mapping case has an undocumented status value`]),
  ];
}

function lintCodes({ errors }: CaseSet, { provider, nativeCodes }: Specification): string[] {
  const seen = new Set(errors.filter((one) => one.provider === provider).map(({ expected }) => expected.nativeCode));
  return nativeCodes
    .filter((code) => !seen.has(code))
    .map((code) => `${provider}: no error case has the native code ${code}`);
}

function responsesOf({ mapping, errors }: CaseSet, provider: string): CaseResponse[] {
  return [...mapping, ...errors].filter((one) => one.provider === provider).map(({ response }) => response);
}

function lintResponses(cases: CaseSet, { provider, responses }: Specification): string[] {
  const given = responsesOf(cases, provider);
  return responses
    .filter(({ status, contentType }) => !given.some((response) => fits(response, status, contentType)))
    .map(({ status, contentType }) => `${provider}: no case has the response ${status} ${contentType}`);
}

function lintExamples(cases: CaseSet, { provider, responses }: Specification): string[] {
  const given = responsesOf(cases, provider);
  return responses.flatMap(({ status, contentType, examples }) =>
    Object.entries(examples)
      .filter(([, value]) => !given.some((response) => fits(response, status, contentType) && says(response, value)))
      .map(([name]) => `${provider}: no case has the example ${name} of ${status} ${contentType}`),
  );
}

/** Says whether a case's body is an example: the same value in JSON, the same text in anything else. */
function says({ contentType = "application/json", body }: CaseResponse, value: unknown): boolean {
  if (contentType !== "application/json") return body === value;
  try {
    return isDeepStrictEqual(JSON.parse(body), value);
  } catch {
    // A body that is broken on purpose isn't an example.
    return false;
  }
}
