import type { CaseResponse, CaseSet, MappingCase } from "../case-types.ts";
import type { ProviderName } from "../provider-name.ts";
import { cookieOf, credentialsOf, loginFieldsOf } from "./credentials.ts";
import { providersWith } from "./providers-with.ts";
import { rightRequestsFor } from "./right-requests.ts";
import { aliasesOf } from "./sequence-document.ts";
import type { OutcomeEntry, ProviderResponses, SequenceEntry, StepEntry } from "./sequence-document.ts";
import type { ExpectedOutcome, Family, Feature, PlannedCall, Step, SuiteCase } from "./suite-case.ts";

/** What a sequence refers to. */
export interface SequenceContext {
  readonly cases: Pick<CaseSet, "mapping" | "errors" | "operations">;
  readonly aliases: Readonly<Record<ProviderName, ProviderResponses>>;
}

/**
 * Makes the cases of a sequence: one for each of its providers.
 *
 * @throws Error - the sequence names a response alias or a case that is not there.
 */
export function expandSequence(entry: SequenceEntry, family: Family, context: SequenceContext): SuiteCase[] {
  const calls = entry.calls ?? [{ call: "wait" }];
  const needs = new Set<Feature>([
    ...calls.map(({ call }) => call),
    ...(entry.login || entry.cookie ? ["login" as const] : []),
    ...(entry.format ? [entry.format] : []),
    ...(entry.needs ?? []),
  ]);
  return (entry.providers ?? providersWith(needs)).map((provider) => {
    const { job, otherJob, minIntervalMs } = aliasesOf(context.aliases, provider);
    const { login = false, cookie = false, format } = entry;
    const find = new Finder(entry, provider, context);
    const planned = calls.flatMap(({ times = 1, job: which, ...call }) =>
      Array.from({ length: times }, (): PlannedCall => ({ ...call, ...(which === "other" && { job: otherJob }) })),
    );
    const { outcomes, gapsMs, ...expected } = entry.expected;
    const held = cookie ? { cookie: cookieOf(provider) } : credentialsOf(provider);
    const fields = login ? loginFieldsOf(provider) : held;
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
      credentials: { ...fields, ...entry.credentials },
      ...(format && { format }),
      right: rightRequestsFor({ provider, job, calls: planned, login, cookie, format }),
      calls: planned,
      steps: entry.steps.map((step) => find.step(step)),
      expected: {
        ...expected,
        outcomes: outcomes.map((outcome) => find.outcome(outcome)),
        ...((gapsMs ?? minIntervalMs) !== undefined && {
          gapsMs: { ...gapsMs, min: Math.max(gapsMs?.min ?? 0, minIntervalMs ?? 0) },
        }),
      },
    };
  });
}

class Finder {
  readonly #id: string;
  readonly #responses: ProviderResponses["responses"];
  readonly #cases: SequenceContext["cases"];

  constructor(entry: SequenceEntry, provider: ProviderName, { cases, aliases }: SequenceContext) {
    this.#id = `${provider}-${entry.id}`;
    this.#responses = aliasesOf(aliases, provider).responses;
    this.#cases = cases;
  }

  step({ response, case: name, with: replaced, ...step }: StepEntry): Step {
    const given = typeof response === "string" ? this.#resolve(response) : (response ?? name);
    const found = typeof given === "object" ? given : this.#response(given);
    return { ...step, ...(found && { response: { ...found, ...replaced } }) };
  }

  outcome({ response, case: name, state, ...outcome }: OutcomeEntry): ExpectedOutcome {
    const id = response === undefined ? name : this.#resolve(response);
    if (id === undefined) {
      // The schema of the cases holds the words of the model.
      return {
        ...outcome,
        ...(state !== undefined && { status: { state: state as MappingCase["expected"]["state"] } }),
      };
    }
    const found = this.#cases.mapping.find((one) => one.id === id);
    if (!found) throw new Error(`${this.#id}: there is no mapping case ${JSON.stringify(id)}`);
    return { ...outcome, status: { ...found.expected }, whole: true };
  }

  #response(id: string | undefined): CaseResponse | undefined {
    if (id === undefined) return undefined;
    const { mapping, errors, operations } = this.#cases;
    const found = [...mapping, ...errors, ...operations].find((one) => one.id === id);
    if (!found) throw new Error(`${this.#id}: there is no case ${id}`);
    return found.response;
  }

  #resolve(alias: string): string | CaseResponse {
    const found = this.#responses[alias];
    if (found === undefined) throw new Error(`${this.#id}: there is no response alias ${alias}`);
    return found;
  }
}
