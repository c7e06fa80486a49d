import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import type { PactInteraction } from "./pact-document.ts";

type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Checks what the comparator does not see: a property that the specification newly requires of an answer, and the servers.
 *
 * @param specification - The text of the provider's specification.
 * @param server - The base URL that the client was generated with.
 * @returns One sentence for each fault.
 */
export function checkAnswers(
  specification: string,
  interactions: readonly PactInteraction[],
  server: string,
): string[] {
  const document: unknown = parse(specification);
  if (!isNode(document)) throw new Error("the specification holds no object");
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(document, "specification");
  return [...checkServers(document, server), ...interactions.flatMap((one) => checkInteraction(ajv, document, one))];
}

function checkServers(document: Node, server: string): string[] {
  const servers = Array.isArray(document["servers"]) ? document["servers"] : [];
  const urls = servers.flatMap((one: unknown) => (isNode(one) ? [one["url"]] : []));
  return urls.includes(server) ? [] : [`the client goes to ${server}, and the specification names ${urls.join(", ")}`];
}

function checkInteraction(ajv: Ajv2020, document: Node, { description, request, response }: PactInteraction): string[] {
  const contentType = response.headers["Content-Type"]?.[0]?.split(";")[0] ?? "";
  if (contentType !== "application/json") return [];
  const pointer = answerPointer(document, request, response.status);
  if (pointer === undefined) return [];
  const validate = ajv.getSchema(`specification#${pointer}/content/application~1json/schema`);
  if (!validate) return [`${description} its answer has no schema in the specification`];
  if (validate(response.body.content) === true) return [];
  return (validate.errors ?? [])
    .filter(({ keyword }) => keyword === "required")
    .map(({ instancePath, message }) => `${description} ${instancePath || "the body"} ${message ?? ""}`);
}

/** Where the answer to a request stands in the specification, references followed. */
function answerPointer(document: Node, request: PactInteraction["request"], status: number): string | undefined {
  for (const [path, methods] of Object.entries(isNode(document["paths"]) ? document["paths"] : {})) {
    const pattern = path.split(/\{[^}]+\}/).map((part) => part.replaceAll(/[^\w/]/g, "\\$&"));
    const operation = isNode(methods) ? methods[request.method.toLowerCase()] : undefined;
    if (!isNode(operation) || !new RegExp(`^${pattern.join("[^/]+")}$`).test(request.path)) continue;
    const answer = isNode(operation["responses"]) ? operation["responses"][String(status)] : undefined;
    if (!isNode(answer)) continue;
    if (typeof answer["$ref"] === "string") return answer["$ref"].slice(1);
    const segment = path.replaceAll("~", "~0").replaceAll("/", "~1");
    return `/paths/${segment}/${request.method.toLowerCase()}/responses/${status}`;
  }
  return undefined;
}
