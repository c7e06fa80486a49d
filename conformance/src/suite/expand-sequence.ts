import type { CaseAnswer, CaseSet, MappingCase } from "../case-types.ts";
import { type ProviderName, providerNames } from "../provider-name.ts";
import type { OutcomeEntry, ProviderRoles, SequenceEntry, StepEntry } from "./sequence-document.ts";
import { statusRequestFor } from "./status-request.ts";
import type { ExpectedOutcome, Family, Feature, PlannedCall, Step, SuiteCase } from "./suite-case.ts";

/** What a sequence refers to. */
export interface SequenceContext {
  readonly cases: Pick<CaseSet, "mapping" | "errors">;
  readonly roles: Readonly<Record<ProviderName, ProviderRoles>>;
}

/**
 * Makes the cases of a sequence: one for each of its providers.
 *
 * @throws Error - the sequence names a role or a case that is not there.
 */
export function expandSequence(entry: SequenceEntry, family: Family, context: SequenceContext): SuiteCase[] {
  return (entry.providers ?? providerNames).map((provider) => {
    const { job, floorMs } = context.roles[provider];
    const find = new Finder(entry, provider, context);
    const calls = (entry.calls ?? [{ call: "wait" as const }]).flatMap(({ times = 1, ...call }) =>
      Array.from({ length: times }, (): PlannedCall => call),
    );
    const { outcomes, gapsMs, ...expected } = entry.expected;
    const needs = new Set<Feature>([...calls.map(({ call }) => call), ...(entry.needs ?? [])]);
    return {
      id: `${provider}-${entry.id}`,
      name: entry.name,
      family,
      level: entry.level,
      source: entry.source,
      evidence: entry.evidence ?? "assumed",
      provider,
      job,
      needs: [...needs],
      request: statusRequestFor(provider, job),
      calls,
      steps: entry.steps.map((step) => find.step(step)),
      expected: {
        ...expected,
        outcomes: outcomes.map((outcome) => find.outcome(outcome)),
        ...((gapsMs ?? floorMs) !== undefined && {
          gapsMs: { ...gapsMs, min: Math.max(gapsMs?.min ?? 0, floorMs ?? 0) },
        }),
      },
    };
  });
}

class Finder {
  readonly #id: string;
  readonly #roles: ProviderRoles;
  readonly #cases: SequenceContext["cases"];

  constructor(entry: SequenceEntry, provider: ProviderName, { cases, roles }: SequenceContext) {
    this.#id = `${provider}-${entry.id}`;
    this.#roles = roles[provider];
    this.#cases = cases;
  }

  step({ role, case: name, answer, with: replaced, ...step }: StepEntry): Step {
    const found = answer ?? this.#answer(role, name);
    return { ...step, ...(found && { answer: { ...found, ...replaced } }) };
  }

  outcome({ role, case: name, state, ...outcome }: OutcomeEntry): ExpectedOutcome {
    const id = this.#caseId(role, name);
    if (id === undefined) {
      // The schema of the cases holds the words of the model.
      return {
        ...outcome,
        ...(state !== undefined && { status: { state: state as MappingCase["expected"]["state"] } }),
      };
    }
    const found = this.#cases.mapping.find((one) => one.id === id);
    if (!found) throw new Error(`${this.#id}: there is no mapping case ${id}`);
    return { ...outcome, status: { ...found.expected }, whole: true };
  }

  #answer(role: string | undefined, name: string | undefined): CaseAnswer | undefined {
    const id = this.#caseId(role, name);
    if (id === undefined) return undefined;
    const found = [...this.#cases.mapping, ...this.#cases.errors].find((one) => one.id === id);
    if (!found) throw new Error(`${this.#id}: there is no case ${id}`);
    return found.answer;
  }

  #caseId(role: string | undefined, name: string | undefined): string | undefined {
    if (role === undefined) return name;
    const id = this.#roles.roles[role];
    if (id === undefined) throw new Error(`${this.#id}: no case plays the part of ${role}`);
    return id;
  }
}
