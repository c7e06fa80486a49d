import type { Extension } from "./extension.ts";

/** One of several operations that give a job's status. */
export interface NamedOperation {
  /** The name by which a caller chooses it. */
  readonly name: string;
  /** The extension of a provider that has this operation alone, without what all operations share. */
  readonly extension: Extension;
}

/** The operations that an extension names beside the default one. */
export function namedOperations({ operations = {}, ...extension }: Extension): NamedOperation[] {
  const { provider, credentials, id, job, states, limits } = extension;
  const optional = { ...(credentials !== undefined && { credentials }), ...(limits !== undefined && { limits }) };
  const inherited = { provider, id, job, states, ...optional };
  return Object.entries(operations).map(([name, own]) => ({ name, extension: { ...inherited, ...own } }));
}
