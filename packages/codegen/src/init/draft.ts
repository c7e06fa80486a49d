import { elementsOf, member, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { UNDECIDED_MARK } from "../overlay/undecided.ts";
import { EXTENSION_NAME } from "../rules/rule-context.ts";
import { placeOfId } from "./candidates.ts";
import type { Candidate } from "./candidates.ts";
import { guessCredentials } from "./credential-guesses.ts";
import { guessFields } from "./field-guesses.ts";
import { guessReferences } from "./reference-guesses.ts";
import type { DraftAction } from "./draft-action.ts";
import { draftStatus } from "./status-draft.ts";
import type { StatusDecisions } from "./status-draft.ts";

/** What a person has decided already. */
export interface Decisions extends StatusDecisions {
  readonly provider?: string | undefined;
  readonly server?: string | undefined;
}

/** A draft of the extension, with what the document needs beside it. */
export interface Draft {
  readonly actions: readonly DraftAction[];
  /** Remarks about members of the extension, by their path in it. */
  readonly remarks: readonly (readonly [path: readonly string[], text: string])[];
}

/** Drafts the extension for the operation that gives a job's status. */
export function draftExtension(root: JsonObject, candidate: Candidate, decisions: Decisions): Draft {
  const { operation, place, body } = candidate;
  const status = draftStatus(root, candidate, decisions);
  const credentials = guessCredentials(root, operation);
  const references = guessReferences(root, candidate);
  const extension: JsonObject = {
    provider: decisions.provider ?? providerFrom(root),
    operation: operation.id,
    id: placeOfId(operation) ?? `${UNDECIDED_MARK}where in the request of ${operation.id} does the job's ID go?`,
    job: {
      ...(place !== undefined && place.job !== "" && { at: [place.job] }),
      status: status.status,
      ...guessFields(root, place?.jobParts ?? body),
    },
    states: status.states,
    ...(credentials !== undefined && { credentials }),
    ...(references.length > 0 && { references }),
  };
  return {
    actions: [
      ...serverActions(root, decisions.server),
      ...(candidate.isNamed
        ? []
        : [
            { description: "The operation needs a name.", target: candidate.at, update: { operationId: operation.id } },
          ]),
      ...status.actions,
      {
        description: "What OpenAPI cannot say about the API's jobs.",
        target: [],
        update: { [EXTENSION_NAME]: extension },
      },
    ],
    remarks: remarksOf(candidate, extension),
  };
}

function remarksOf({ reasons, method, path }: Candidate, extension: JsonObject): Draft["remarks"] {
  return [
    [["operation"], `${method.toUpperCase()} ${path}: ${reasons.join(", ")}.`],
    [["job"], "Guessed from names and types: compare it with the API's documentation."],
    [
      ["states"],
      "Guessed from the values' texts: compare it with the API's documentation. A wrong state makes every wait wrong.",
    ],
    [["credentials"], "How the credentials go into a request; each {name} is an option of the client."],
    ...(extension["references"] === undefined
      ? []
      : ([[["references"], "How a response names the job that it started."]] as const)),
  ];
}

/** The provider's name, from the title of the document. */
export function providerFrom(root: JsonObject): string {
  const title = textOf(member(member(root, "info"), "title")) ?? "";
  const words = title
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && !["api", "rest", "the", "openapi", "specification"].includes(word));
  const name = words.join("-");
  return /^[a-z]/.test(name) ? name : `${UNDECIDED_MARK}the provider's name in lower case, such as print-shop.`;
}

/** Whether a client can send requests to the first server of the document. */
export function hasServer(root: JsonObject): boolean {
  return /^https?:\/\/[^/]/.test(textOf(member(elementsOf(member(root, "servers"))[0], "url")) ?? "");
}

function serverActions(root: JsonObject, decided: string | undefined): DraftAction[] {
  if (hasServer(root) && decided === undefined) return [];
  const servers = elementsOf(member(root, "servers"));
  const url =
    decided ??
    `${UNDECIDED_MARK}the address of the API, such as https://api.example.com${textOf(member(servers[0], "url")) ?? ""}`;
  return [
    ...(servers.length > 0
      ? [{ description: "A client needs an absolute address.", target: ["servers"], remove: true as const }]
      : []),
    { description: "Where the API is.", target: [], update: { servers: [{ url }] } },
  ];
}
