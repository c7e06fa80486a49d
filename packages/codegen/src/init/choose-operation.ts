import type { JsonObject } from "../json.ts";
import { didYouMean } from "../nearest-name.ts";
import { UsageError } from "../usage-error.ts";
import type { Ask } from "./ask.ts";
import { candidateFor, findCandidates, identifiedOperations } from "./candidates.ts";
import type { Candidate } from "./candidates.ts";

/** At most as many operations are offered. */
const MAX_OFFERED = 9;

/**
 * The operation that gives a job's status: the named one, else the one that a person chooses, else the likeliest.
 * Nothing if none looks like one.
 *
 * @throws UsageError if the document has no operation of the given name.
 */
export async function chooseOperation(
  root: JsonObject,
  name: string | undefined,
  ask: Ask | undefined,
): Promise<{ chosen: Candidate | undefined; others: readonly Candidate[] }> {
  if (name !== undefined) return { chosen: namedOperation(root, name), others: [] };
  const candidates = findCandidates(root);
  const [likeliest] = candidates;
  if (ask === undefined || candidates.length < 2) return { chosen: likeliest, others: candidates.slice(1) };
  const offered = candidates.slice(0, MAX_OFFERED);
  const lines = offered.map((each, index) => `  ${index + 1}. ${labelOf(each)}: ${each.reasons.join(", ")}\n`);
  const answer = await ask(`Which operation gives the status of a job?\n${lines.join("")}Number [1]: `);
  const chosen = offered[Number(answer || "1") - 1] ?? likeliest;
  return { chosen, others: candidates.filter((each) => each !== chosen) };
}

/** An operation as the document and its readers name it. */
export function labelOf({ method, path }: Pick<Candidate, "method" | "path">): string {
  return `${method.toUpperCase()} ${path}`;
}

function namedOperation(root: JsonObject, name: string): Candidate {
  const operations = identifiedOperations(root);
  const found = operations.find((operation) => operation.id === name || labelOf(operation) === name);
  if (found !== undefined) return candidateFor(root, found);
  const names = operations.flatMap((operation) => [operation.id, labelOf(operation)]);
  throw new UsageError(`the document has no operation ${JSON.stringify(name)}${didYouMean(name, names)}`);
}
