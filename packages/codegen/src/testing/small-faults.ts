import { diagnose } from "../diagnose.ts";
import { smallSpecText } from "./small-spec.ts";

/** The faults of the small specification with some of its text replaced: `line:column rule message`. */
export function smallFaults(given: Readonly<Record<string, string>>): string[] {
  return diagnose({ file: "print.yaml", text: smallSpecText(given) }).map(
    ({ line, column, rule, message }) => `${line}:${column} ${rule} ${message}`,
  );
}
