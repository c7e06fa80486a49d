import { type DocumentKind, readDocuments } from "./case-document.ts";
import type {
  CaseSet,
  ErrorCase,
  IdCase,
  InteractionEntry,
  MappingCase,
  OperationCase,
  OptionCase,
} from "./case-types.ts";
import type { ProviderName } from "./provider-name.ts";

/** A file that is all about one provider names it once. */
interface CaseFile<Case> {
  readonly provider?: ProviderName;
  readonly cases: readonly Case[];
}

function readFamily<Case>(kind: DocumentKind): Case[] {
  return readDocuments<CaseFile<Case>>(kind).flatMap(({ provider, cases }) =>
    cases.map((one) => (provider === undefined ? one : { provider, ...one })),
  );
}

/**
 * Reads every case there is.
 *
 * @throws Error - a file does not fit its family's schema.
 */
export function readCases(): CaseSet {
  return {
    mapping: readFamily<MappingCase>("mapping"),
    errors: readFamily<ErrorCase>("errors"),
    operations: readFamily<OperationCase>("operations"),
    ids: readFamily<IdCase>("ids"),
    options: readFamily<OptionCase>("options"),
    interactions: readDocuments<{ provider: ProviderName; interactions: InteractionEntry[] }>("interactions").flatMap(
      ({ provider, interactions }) => interactions.map((one) => ({ ...one, provider })),
    ),
  };
}
