import type { JsonPath } from "../json.ts";
import type { Target } from "../source-document.ts";
import type { RuleContext } from "./rule-context.ts";

/** A place that breaks a rule. */
export interface Fault {
  /** Where it is, from the root of the document. */
  readonly path: JsonPath;
  /** What is wrong and what to do. The diagnostic adds the place. */
  readonly message: string;
  /** What to point at. Default: the value. */
  readonly target?: Target | undefined;
}

/** A fault and the name of the rule that it breaks. */
export interface NamedFault extends Fault {
  readonly rule: string;
}

/** One thing that must hold in a specification. */
export interface Rule<Context = RuleContext> {
  /** In kebab-case. It never changes its meaning. */
  readonly name: string;
  /** What must hold, in one sentence. */
  readonly description: string;
  /** The places that break it. If another rule reports what this one relies on, this one reports nothing there. */
  readonly check: (context: Context) => readonly Fault[];
}
