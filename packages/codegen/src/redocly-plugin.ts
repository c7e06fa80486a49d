import { diagnose } from "./diagnose.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { RULES } from "./rules/rules.ts";

/** A document as Redocly holds it. */
export interface RedoclySource {
  readonly absoluteRef: string;
  readonly body: string;
}

/** The part of Redocly's rule context that is used. */
export interface RedoclyContext {
  readonly location: { readonly source: RedoclySource };
  /** Reports a fault. */
  readonly report: (problem: {
    readonly message: string;
    readonly location: {
      readonly source: RedoclySource;
      /** Without a pointer Redocly takes line and column as they are. */
      readonly pointer: undefined;
      readonly start: { readonly line: number; readonly col: number };
    };
  }) => void;
}

/** A rule of Redocly that looks at a document once. */
export type RedoclyRule = () => {
  readonly Root: {
    /** Called with the decoded document. */
    readonly enter: (root: unknown, context: RedoclyContext) => void;
  };
};

/** A plugin of Redocly CLI 2. */
export interface RedoclyPlugin {
  readonly id: string;
  readonly rules: { readonly oas3: Readonly<Record<string, RedoclyRule>> };
  readonly configs: { readonly all: { readonly rules: Readonly<Record<string, "error">> } };
}

const PLUGIN_ID = "jobstatus";

/**
 * A plugin for Redocly CLI that reports the faults of `x-job-status` at the same places and with the same messages as
 * `jobstatus-codegen`. `extends: [jobstatus/all]` turns every rule on. Faults of the YAML itself Redocly reports by
 * itself, before any rule runs.
 */
export default function redoclyPlugin(): RedoclyPlugin {
  // One pass over a document finds the faults of all rules.
  const known = new WeakMap<RedoclySource, readonly Diagnostic[]>();
  const diagnosticsOf = (source: RedoclySource): readonly Diagnostic[] => {
    const diagnostics = known.get(source) ?? diagnose({ file: source.absoluteRef, text: source.body });
    known.set(source, diagnostics);
    return diagnostics;
  };
  const names = [...RULES.keys()];
  const rules = names.map((name): [string, RedoclyRule] => [
    name,
    () => ({
      Root: {
        enter(_, { location: { source }, report }) {
          for (const { rule, line, column, message } of diagnosticsOf(source)) {
            if (rule === name)
              report({ message, location: { source, pointer: undefined, start: { line, col: column } } });
          }
        },
      },
    }),
  ]);
  return {
    id: PLUGIN_ID,
    rules: { oas3: Object.fromEntries(rules) },
    configs: { all: { rules: Object.fromEntries(names.map((name) => [`${PLUGIN_ID}/${name}`, "error"])) } },
  };
}
