import type { JsonValue } from "../json.ts";
import type { Change, Severity } from "./change.ts";

/** One statement of a document that users see, such as the state of a status value. */
export interface Fact {
  /** Which of the kinds of facts it is. */
  readonly kind: FactKind;
  /** What it is about, in words: `the status value "done"`. */
  readonly about: string;
  /** What it says. Two facts with equal texts say the same. */
  readonly value: string;
}

/** What it means for users that a fact appears, vanishes or changes. */
export interface FactKind {
  /** What is reported as the place. */
  readonly place: string;
  readonly added: Severity;
  readonly removed: Severity;
  /** Default: `major`. */
  readonly changed?: Severity | ((before: string, after: string) => Severity);
  /** Whether the values read well in a sentence. Default: they are left out. */
  readonly showsValue?: boolean;
}

/** Compares facts by what they are about. */
export function compareFacts(before: readonly Fact[], after: readonly Fact[]): Change[] {
  const old = new Map(before.map((fact) => [keyOf(fact), fact]));
  const current = new Map(after.map((fact) => [keyOf(fact), fact]));
  const changes: Change[] = [];
  for (const [key, fact] of old) {
    const now = current.get(key);
    if (now === undefined)
      changes.push({ ...placeOf(fact), severity: fact.kind.removed, message: `${fact.about} is gone` });
    else if (now.value !== fact.value) changes.push(changeOf(fact, now));
  }
  for (const [key, fact] of current) {
    if (old.has(key)) continue;
    const value = fact.kind.showsValue === true ? `: ${fact.value}` : "";
    changes.push({ ...placeOf(fact), severity: fact.kind.added, message: `${fact.about} is new${value}` });
  }
  return changes;
}

function changeOf(before: Fact, { kind, about, value }: Fact): Change {
  const { changed = "major" } = kind;
  const severity = typeof changed === "string" ? changed : changed(before.value, value);
  const message =
    kind.showsValue === true ? `${about} is ${value} now; it was ${before.value}` : `${about} has changed`;
  return { place: kind.place, severity, message };
}

function placeOf({ kind }: Fact): Pick<Change, "place"> {
  return { place: kind.place };
}

function keyOf({ kind, about }: Fact): string {
  return `${kind.place}\n${about}`;
}

/** A value as text, whatever the order of its members is, and without the evidence for it. */
export function textOfValue(value: JsonValue): string {
  return JSON.stringify(value, (key, each: unknown) => {
    if (key === "evidence" || key === "source") return undefined;
    if (typeof each !== "object" || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
