import { readDocuments } from "../case-document.ts";
import type { CaseSet, Evidence, IdCase, MappingCase } from "../case-types.ts";
import { contentTypeOf, isXml } from "../media.ts";
import type { ProviderName } from "../provider-name.ts";
import { readCases } from "../read-cases.ts";
import { credentialsOf } from "./credentials.ts";
import { expandSequence } from "./expand-sequence.ts";
import { type ReferenceDocument, caseFromReference, withOperation } from "./reference-case.ts";
import { rightRequestsFor } from "./right-requests.ts";
import { aliasesOf } from "./sequence-document.ts";
import type { ProviderResponses, SequenceDocument } from "./sequence-document.ts";
import { statusRequestFor } from "./status-request.ts";
import type { ExpectedOutcome, Level, SuiteCase } from "./suite-case.ts";

const ONCE = { min: 1, max: 1 };

/**
 * Reads the whole suite: the sequences, and the single responses as cases of one poll each.
 *
 * @throws Error - a file does not fit its schema, or names a case or a response alias that is not there.
 */
export function readSuite(): SuiteCase[] {
  const cases = readCases();
  const [aliases] = readDocuments<Record<ProviderName, ProviderResponses>>("response-aliases");
  if (!aliases) throw new Error("cases/response-aliases.yaml is missing");
  const sequences = readDocuments<SequenceDocument>("sequences").flatMap(({ family, cases: entries }) =>
    entries.flatMap((entry) => expandSequence(entry, family, { cases, aliases })),
  );
  const references = readDocuments<ReferenceDocument>("references").flatMap(({ provider, cases: entries }) => {
    return entries.map((entry) => {
      const own = "response" in entry.expected ? entry.expected.response : undefined;
      const ended = cases.mapping.find(({ id }) => id === (own ?? aliasesOf(aliases, provider).responses["succeeded"]));
      if (!ended) throw new Error(`${entry.id}: there is no mapping case for the response of the job`);
      return caseFromReference(entry, levelOf(entry.evidence), ended);
    });
  });
  return [...suiteFromSingleResponses(cases), ...references, ...sequences];
}

/** What a vendor documents binds every client; what was seen, or is a guess, should hold. */
function levelOf(evidence: Evidence): Level {
  return evidence === "documented" ? "must" : "should";
}

function suiteFromSingleResponses({ mapping, errors, ids }: CaseSet): SuiteCase[] {
  return [
    ...mapping.map(({ expected, ...rest }) =>
      caseFromResponse(rest, "mapping", { status: withOperation(expected, rest.operation), whole: true }),
    ),
    ...errors.map(({ expected, ...rest }) => caseFromResponse(rest, "errors", { error: expected.code })),
    ...ids.map(caseFromId),
  ];
}

/** A case of one poll with one response. */
function caseFromResponse(
  { id, name, source, evidence, provider, job, operation, response }: Omit<MappingCase, "expected">,
  family: "mapping" | "errors",
  outcome: ExpectedOutcome,
): SuiteCase {
  const format = isXml(contentTypeOf(response)) ? ("xml" as const) : undefined;
  const calls = [{ call: "status" as const }];
  return {
    id,
    name,
    source,
    evidence,
    provider,
    job,
    family,
    level: levelOf(evidence),
    needs: [
      "status",
      family === "mapping" ? "model" : "errors",
      ...(format ? [format] : []),
      ...(operation === undefined ? [] : ["operations" as const]),
    ],
    credentials: credentialsOf(provider),
    ...(format && { format }),
    ...(operation !== undefined && { operation }),
    right: rightRequestsFor({ provider, job, calls, format, operation }),
    calls,
    steps: [{ response }],
    expected: { outcomes: [outcome], requests: ONCE },
  };
}

function caseFromId({ id, name, source, provider, job, expected }: IdCase): SuiteCase {
  const refused = "code" in expected;
  return {
    id,
    name,
    source,
    provider,
    job,
    family: "references",
    level: "must",
    evidence: "documented",
    needs: ["status", "errors"],
    credentials: credentialsOf(provider),
    right: refused ? {} : { status: [{ ...statusRequestFor(provider, job, { session: "{session}" }), ...expected }] },
    calls: [{ call: "status" }],
    steps: [{ response: { status: 500, body: "" } }],
    expected: refused
      ? { outcomes: [{ error: expected.code }], requests: { max: 0 } }
      : { outcomes: [{ error: "unavailable" }], requests: ONCE },
  };
}
