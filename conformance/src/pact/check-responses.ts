import { isRecord } from "@jobstatus/specs/json-record.ts";
import { ResponseChecker } from "../response-checker.ts";
import type { PactInteraction } from "./pact-document.ts";

/**
 * Checks what the comparator does not see: a property that the specification newly requires of a response, and the servers.
 *
 * @param specification - The text of the provider's specification.
 * @param server - The base URL that the client was generated with.
 * @returns One sentence for each fault.
 */
export function checkResponses(
  specification: string,
  interactions: readonly PactInteraction[],
  server: string,
): string[] {
  const checker = new ResponseChecker(specification);
  return [...checkServers(checker, server), ...interactions.flatMap((one) => checkInteraction(checker, one))];
}

function checkServers({ document }: ResponseChecker, server: string): string[] {
  const servers = Array.isArray(document["servers"]) ? document["servers"] : [];
  const urls = servers.flatMap((one: unknown) => (isRecord(one) ? [one["url"]] : []));
  return urls.includes(server) ? [] : [`the client goes to ${server}, and the specification names ${urls.join(", ")}`];
}

function checkInteraction(checker: ResponseChecker, { description, request, response }: PactInteraction): string[] {
  const contentType = response.headers["Content-Type"]?.[0]?.split(";")[0] ?? "";
  if (contentType !== "application/json") return [];
  const { method, path } = request;
  const { status, body } = response;
  const differences = checker.differences({ method, path, status, contentType, body: body.content });
  if (!differences) return [`${description} The specification has no such response.`];
  return differences
    .filter(({ keyword }) => keyword === "required")
    .map(({ instancePath, message }) => `${description} ${instancePath || "the body"} ${message ?? ""}`);
}
