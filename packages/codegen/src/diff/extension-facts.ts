import { millisecondsFromDuration } from "../duration.ts";
import { templateFields } from "../extension.ts";
import { elementsOf, entriesOf, isJsonObject, member, textOf } from "../json.ts";
import type { JsonValue } from "../json.ts";
import { textOfValue } from "./fact.ts";
import type { Fact, FactKind } from "./fact.ts";

/** A wait that ends earlier than before surprises its caller; one that lasts longer does not. */
function shorterIsMajor(before: string, after: string): "major" | "minor" {
  return millisecondsFromDuration(after) < millisecondsFromDuration(before) ? "major" : "minor";
}

const BOTH_WAYS = { added: "minor", removed: "major" } as const;
const PACE = { added: "minor", removed: "minor", changed: "minor", showsValue: true } as const;
const INNER = { added: "patch", removed: "patch", changed: "patch" } as const;

const KINDS = {
  provider: { place: "provider", ...BOTH_WAYS, showsValue: true },
  operation: { place: "operation", ...BOTH_WAYS, changed: "minor", showsValue: true },
  operations: { place: "operations", ...BOTH_WAYS, changed: "minor" },
  xml: { place: "xmlOperation", ...BOTH_WAYS, changed: "minor" },
  id: { place: "id", ...INNER },
  states: { place: "states", ...BOTH_WAYS, showsValue: true },
  job: { place: "job", ...BOTH_WAYS, changed: "patch" },
  codes: { place: "errors", ...BOTH_WAYS, showsValue: true },
  errors: { place: "errors", ...BOTH_WAYS, changed: "patch" },
  limits: { place: "limits", ...PACE },
  timeout: { place: "timeout", ...PACE, changed: shorterIsMajor },
  notFoundGrace: {
    place: "notFoundGrace",
    added: "minor",
    removed: "major",
    changed: shorterIsMajor,
    showsValue: true,
  },
  retention: { place: "retention", ...PACE },
  batch: { place: "batch", ...INNER },
  credentials: { place: "credentials", ...BOTH_WAYS, changed: "patch" },
  session: { place: "session", ...INNER },
  references: { place: "references", ...BOTH_WAYS },
} as const satisfies Readonly<Record<string, FactKind>>;

/** How long a wait lasts at most if the document names no timeout. */
const DEFAULT_TIMEOUT = "PT1H";

/** Members of the extension of which `KINDS` says what a change means; `requiredVariables` is among the options. */
const KNOWN = new Set(
  (
    "provider operation xmlOperation operations jobs id job states errors limits timeout notFoundGrace retention batch " +
    "credentials session references requiredVariables notes"
  ).split(" "),
);

/** What the extension states to users. It is read as it is, since an older one may break today's rules. */
export function extensionFacts(extension: JsonValue | undefined): Fact[] {
  const others = entriesOf(extension).filter(([name]) => !KNOWN.has(name));
  return [
    ...textFact(KINDS.provider, "the provider's name", member(extension, "provider")),
    ...operationFacts(extension, ""),
    ...entriesOf(member(extension, "operations")).flatMap(([name, operation]) => [
      { kind: KINDS.operations, about: `the operation ${JSON.stringify(name)}`, value: "" },
      ...operationFacts(operation, ` of the operation ${JSON.stringify(name)}`),
    ]),
    ...errorFacts(member(extension, "errors")),
    ...credentialFacts(extension),
    ...elementsOf(member(extension, "references")).map((reference) => {
      const value = textOfValue(reference);
      return { kind: KINDS.references, about: `the way ${value} to name a job`, value };
    }),
    ...textFact(KINDS.timeout, "the timeout of a wait", member(extension, "timeout") ?? DEFAULT_TIMEOUT),
    ...textFact(KINDS.notFoundGrace, "the time for which a new job may be not found", span(extension, "notFoundGrace")),
    ...textFact(KINDS.retention, "the time for which a finished job is available", span(extension, "retention")),
    ...valueFact(KINDS.batch, "the request for many jobs", member(extension, "batch")),
    ...others.map(([name, value]) => ({
      kind: { place: name, ...BOTH_WAYS, changed: "minor" as const },
      about: `\`${name}\``,
      value: textOfValue(value),
    })),
  ];
}

/** What an operation states; the default one, or another with its own fields. */
function operationFacts(holder: JsonValue | undefined, of: string): Fact[] {
  return [
    ...textFact(KINDS.operation, `the operation that gives the status${of}`, member(holder, "operation")),
    ...textFact(KINDS.xml, `the status in XML${of}`, member(holder, "xmlOperation")),
    ...valueFact(KINDS.id, `the place of the ID in the request${of}`, member(holder, "id")),
    ...entriesOf(member(holder, "states")).flatMap(([state, values]) =>
      elementsOf(values).map((value) => stateFact(state, value, of)),
    ),
    ...jobFacts(member(holder, "job"), of),
    ...elementsOf(member(holder, "limits")).map((limit) => ({
      kind: KINDS.limits,
      about: `the limit of requests for each ${textOf(member(limit, "of")) ?? ""}${of}`,
      value: limitValue(limit),
    })),
  ];
}

function limitValue(limit: JsonValue): string {
  const remaining = textOf(member(limit, "remainingHeader"));
  const told = remaining === undefined ? "" : `, as ${remaining} tells`;
  const requests = textOfValue(member(limit, "requests") ?? (remaining === undefined ? 1 : "some"));
  return `${requests} in ${textOf(member(limit, "interval")) ?? ""}${told}`;
}

function stateFact(state: string, value: JsonValue, of: string): Fact {
  const outcome = textOf(member(value, "outcomeFrom"));
  return {
    kind: KINDS.states,
    about: `the status value ${JSON.stringify(isJsonObject(value) ? member(value, "value") : value)}${of}`,
    value: `\`${state}\`${outcome === undefined ? "" : `, by its ${outcome}`}`,
  };
}

/** Fields of the model with fields of their own. */
const NESTED = new Set(["progress", "times", "counts"]);

function jobFacts(job: JsonValue | undefined, of: string): Fact[] {
  const fields = entriesOf(job).flatMap(([name, value]): [string, JsonValue][] =>
    NESTED.has(name) ? entriesOf(value).map(([inner, each]) => [`${name}.${inner}`, each]) : [[name, value]],
  );
  return fields.map(([name, value]) => ({ kind: KINDS.job, about: `\`${name}\`${of}`, value: textOfValue(value) }));
}

function errorFacts(errors: JsonValue | undefined): Fact[] {
  const codesOf = (list: string, key: string, noun: string): Fact[] =>
    elementsOf(member(errors, list)).map((entry) => ({
      kind: KINDS.codes,
      about: `${noun} ${textOfValue(member(entry, key) ?? null)}`,
      value: `\`${textOf(member(entry, "code")) ?? ""}\``,
    }));
  return [
    ...codesOf("codes", "native", "the error code"),
    ...codesOf("http", "status", "the HTTP status"),
    ...textFact(KINDS.codes, "the code of an unknown error", member(errors, "defaultCode")),
    ...["success", "native", "message", "requestIdHeader"].flatMap((name) =>
      valueFact(KINDS.errors, `\`errors.${name}\``, member(errors, name)),
    ),
  ];
}

function credentialFacts(extension: JsonValue | undefined): Fact[] {
  const session = member(extension, "session");
  const login = elementsOf(member(member(session, "login"), "fields")).map(String);
  const ways = elementsOf(member(extension, "credentials")).map((way) => ({
    kind: KINDS.credentials,
    about: `the credentials ${fieldNames(JSON.stringify(way))}`,
    value: textOfValue(way),
  }));
  const loginWay = { kind: KINDS.credentials, about: `the login with ${login.toSorted().join(", ")}`, value: "" };
  return [...ways, ...(login.length > 0 ? [loginWay] : []), ...valueFact(KINDS.session, "the session", session)];
}

/** The fields of a way to authenticate, in alphabetical order. */
function fieldNames(way: string): string {
  return templateFields(way).toSorted().join(", ") || "(none)";
}

function span(extension: JsonValue | undefined, name: string): JsonValue | undefined {
  return member(member(extension, name), "duration");
}

function textFact(kind: FactKind, about: string, value: JsonValue | undefined): Fact[] {
  return typeof value === "string" ? [{ kind, about, value }] : [];
}

function valueFact(kind: FactKind, about: string, value: JsonValue | undefined): Fact[] {
  return value === undefined ? [] : [{ kind, about, value: textOfValue(value) }];
}
