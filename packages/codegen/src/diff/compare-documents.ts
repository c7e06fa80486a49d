import { isDeepStrictEqual } from "node:util";
import { member } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { EXTENSION_NAME } from "../rules/rule-context.ts";
import { bySeverity } from "./change.ts";
import type { Change } from "./change.ts";
import { compareOperations } from "./compare-operations.ts";
import { extensionFacts } from "./extension-facts.ts";
import { compareFacts } from "./fact.ts";
import { compareOptions } from "./option-facts.ts";

/** What a revision of a document changes for the users of the package that is generated from it, the gravest first. */
export function compareDocuments(before: JsonObject, after: JsonObject): readonly Change[] {
  const changes = [
    ...compareFacts(extensionFacts(member(before, EXTENSION_NAME)), extensionFacts(member(after, EXTENSION_NAME))),
    ...compareOptions(before, after),
    ...compareOperations(before, after),
  ];
  if (changes.length > 0 || isDeepStrictEqual(before, after)) return changes.toSorted(bySeverity);
  const message = "only what no user's code sees has changed: texts, examples, evidence";
  return [{ severity: "patch", place: "document", message }];
}
