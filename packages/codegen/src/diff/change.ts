/** What a change asks of users: edit their code, nothing but with new possibilities, or nothing. */
export type Severity = "major" | "minor" | "patch";

/** One thing that a revision of a document changes for users. */
export interface Change {
  readonly severity: Severity;
  /** What changed, such as `states` or `GET /jobs/{id}`. */
  readonly place: string;
  /** What that means, in one sentence. */
  readonly message: string;
}

const ORDER: readonly Severity[] = ["patch", "minor", "major"];

/** The gravest severity of some changes; nothing if there are none. */
export function gravest(changes: readonly Pick<Change, "severity">[]): Severity | undefined {
  return ORDER.findLast((severity) => changes.some((change) => change.severity === severity));
}

/** Orders changes by severity, the gravest first. */
export function bySeverity(a: Change, b: Change): number {
  return ORDER.indexOf(b.severity) - ORDER.indexOf(a.severity);
}
