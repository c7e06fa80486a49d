import { providerStates } from "@jobstatus/simulator";
import type { CaseSet } from "./case-types.ts";
import { fits } from "./media.ts";
import type { Specification } from "./specification.ts";

/** Checks the list of Pact interactions against the cases, and what the interactions cover of a specification. */
export function lintInteractions(cases: CaseSet, specification: Specification): string[] {
  const { provider, statusValues, nativeCodes, responses } = specification;
  const listed = cases.interactions.filter((one) => one.provider === provider);
  const names = listed.map((one) => one.case);
  const mapping = cases.mapping.filter(({ id }) => names.includes(id));
  const errors = cases.errors.filter(({ id }) => names.includes(id));
  const operations = cases.operations.filter(({ id }) => names.includes(id));
  const given = [...mapping, ...errors, ...operations];
  const missing = (kind: string, wanted: readonly string[], seen: readonly (string | undefined)[]) =>
    wanted.filter((one) => !seen.includes(one)).map((one) => `${provider}: no interaction has the ${kind} ${one}`);
  return [
    ...names
      .filter((name) => !given.some((one) => one.id === name && one.provider === provider))
      .map((name) => `${provider}: the interaction of ${name} has no such case`),
    ...Array.from(new Set(names), (name) => ({ name, count: names.filter((one) => one === name).length }))
      .filter(({ count }) => count > 1)
      .map(({ name, count }) => `${provider}: the case ${name} has ${count} interactions`),
    ...listed.flatMap((one) =>
      (one.states ?? [])
        .filter(({ name }) => !providerStates.some((known) => known === name))
        .map(
          ({ name }) =>
            `${provider}: the interaction of ${one.case} names the state ${name}, which the simulator does not know`,
        ),
    ),
    ...missing(
      "word",
      statusValues,
      mapping.map(({ expected }) => expected.native),
    ),
    ...missing(
      "native code",
      nativeCodes,
      errors.map(({ expected }) => expected.nativeCode),
    ),
    ...responses
      .filter(({ status, contentType }) => !given.some(({ response }) => fits(response, status, contentType)))
      .map(({ status, contentType }) => `${provider}: no interaction has the response ${status} ${contentType}`),
  ];
}
