import type { CaseResponse, Evidence } from "../case-types.ts";
import type { ProviderName } from "../provider-name.ts";
import type { Expected, ExpectedOutcome, Family, Feature, Level, PlannedCall, Step } from "./suite-case.ts";

/** The responses of a provider by their aliases; `response-aliases.schema.json` says what each property means. */
export interface ProviderResponses {
  readonly job: string;
  readonly otherJob: string;
  readonly minIntervalMs?: number;
  readonly responses: Readonly<Record<string, string | CaseResponse>>;
}

/**
 * The aliases of a provider.
 *
 * @throws Error - `cases/response-aliases.yaml` has none for it.
 */
export function aliasesOf(
  aliases: Readonly<Record<ProviderName, ProviderResponses>>,
  provider: ProviderName,
): ProviderResponses {
  const own = aliases[provider];
  if (own === undefined) throw new Error(`cases/response-aliases.yaml has no ${provider}`);
  return own;
}

/** A step as it is written. */
export interface StepEntry extends Omit<Step, "response"> {
  /** The response itself, or the alias of the one that this provider gives. */
  readonly response?: string | CaseResponse;
  readonly case?: string;
  readonly with?: Partial<Omit<CaseResponse, "body">>;
}

/** An outcome as it is written. */
export interface OutcomeEntry extends Omit<ExpectedOutcome, "status" | "whole"> {
  readonly response?: string;
  readonly case?: string;
  readonly state?: string;
}

/** A call as it is written. */
export interface CallEntry extends Omit<PlannedCall, "job"> {
  readonly times?: number;
  readonly job?: "other";
}

/** A case as it is written, for one provider or for several; `sequences.schema.json` says what each property means. */
export interface SequenceEntry {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly source: string;
  readonly evidence?: Evidence;
  readonly providers?: readonly ProviderName[];
  readonly needs?: readonly Feature[];
  readonly login?: boolean;
  readonly cookie?: boolean;
  readonly credentials?: Readonly<Record<string, string>>;
  readonly format?: "xml";
  readonly calls?: readonly CallEntry[];
  readonly steps: readonly StepEntry[];
  readonly expected: Omit<Expected, "outcomes"> & { readonly outcomes: readonly OutcomeEntry[] };
}

/** A file of cases of one family. */
export interface SequenceDocument {
  readonly family: Family;
  readonly rule: string;
  readonly cases: readonly SequenceEntry[];
}
