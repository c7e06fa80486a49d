import { readDocuments } from "../case-document.ts";
import type { CaseSet, Evidence } from "../case-types.ts";
import { isXml } from "../media.ts";
import type { ProviderName } from "../provider-name.ts";
import { readCases } from "../read-cases.ts";
import { expandSequence } from "./expand-sequence.ts";
import type { ProviderRoles, SequenceDocument } from "./sequence-document.ts";
import { statusRequestFor } from "./status-request.ts";
import type { Level, SuiteCase } from "./suite-case.ts";

/**
 * Reads the whole suite: the sequences, and the single answers as cases of one look each.
 *
 * @throws Error - a file does not fit its schema, or names a case or a role that is not there.
 */
export function readSuite(): SuiteCase[] {
  const cases = readCases();
  const [roles] = readDocuments<Record<ProviderName, ProviderRoles>>("roles");
  if (!roles) throw new Error("cases/roles.yaml is missing");
  const sequences = readDocuments<SequenceDocument>("sequences").flatMap(({ family, cases: entries }) =>
    entries.flatMap((entry) => expandSequence(entry, family, { cases, roles })),
  );
  return [...suiteFromSingleAnswers(cases), ...sequences];
}

/** What a vendor documents binds every client; what was seen, or is a guess, should hold. */
function levelOf(evidence: Evidence): Level {
  return evidence === "documented" ? "must" : "should";
}

function suiteFromSingleAnswers({ mapping, errors, ids }: CaseSet): SuiteCase[] {
  const common = { calls: [{ call: "status" }], needs: ["status"] } as const;
  const once = { min: 1, max: 1 };
  return [
    ...mapping
      .filter(({ answer }) => !isXml(answer.contentType ?? ""))
      .map(({ id, name, source, evidence, provider, job, answer, expected }): SuiteCase => ({
        ...common,
        needs: ["status", "model"],
        id,
        name,
        source,
        evidence,
        provider,
        job,
        family: "mapping",
        level: levelOf(evidence),
        request: statusRequestFor(provider, job),
        steps: [{ answer }],
        expected: { outcomes: [{ status: { ...expected }, whole: true }], requests: once },
      })),
    ...errors
      .filter(({ answer }) => !isXml(answer.contentType ?? ""))
      .map(({ id, name, source, evidence, provider, job, answer, expected }): SuiteCase => ({
        ...common,
        needs: ["status", "errors"],
        id,
        name,
        source,
        evidence,
        provider,
        job,
        family: "errors",
        level: levelOf(evidence),
        request: statusRequestFor(provider, job),
        steps: [{ answer }],
        expected: { outcomes: [{ error: expected.code }], requests: once },
      })),
    ...ids.map(({ id, name, source, provider, job, expected }): SuiteCase => {
      const refused = "code" in expected;
      return {
        ...common,
        needs: ["status", "errors"],
        id,
        name,
        source,
        provider,
        job,
        family: "references",
        level: "must",
        evidence: "documented",
        ...(!refused && { request: { ...statusRequestFor(provider, job), ...expected } }),
        steps: [{ answer: { status: 500, body: "" } }],
        expected: refused
          ? { outcomes: [{ error: expected.code }], requests: { max: 0 } }
          : { outcomes: [{ error: "unavailable" }], requests: once },
      };
    }),
  ];
}
