import { elementsOf, member, textOf, valueAt } from "../json.ts";
import type { JsonObject, JsonPath } from "../json.ts";
import { didYouMean } from "../nearest-name.ts";
import { responsesOf, isJsonMediaType, isXmlMediaType } from "../openapi/media-type.ts";
import { constantsOf } from "../openapi/constants.ts";
import { findOperation, operationsOf, templateNames } from "../openapi/operation.ts";
import type { Operation, Parameter } from "../openapi/operation.ts";
import { filledParameters, requiredParameters } from "../openapi/request-parameters.ts";
import { partsOf, propertyNamesOf, stepInto, typesOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import { statusResponsesOf } from "../openapi/status-responses.ts";
import { inExtension } from "./rule-context.ts";
import type { RuleContext } from "./rule-context.ts";
import type { Fault, Rule } from "./rule.ts";

/** Rules for the operations that the extension names, and for the request for the status. */
export const OPERATION_RULES: readonly Rule[] = [
  {
    name: "operation-unknown",
    description: "Every operation that the extension names is in the document.",
    check: checkNames,
  },
  {
    name: "operation-method",
    description: "The status is requested with GET or HEAD, or with POST if the id is in the body; a batch with GET.",
    check: checkMethods,
  },
  {
    name: "response-missing",
    description: "The responses that are read have a schema, in JSON or, for the XML operation, in XML.",
    check: checkResponses,
  },
  {
    name: "id-unknown",
    description: "The place of the job's id is in the request.",
    check: checkIdPlace,
  },
  {
    name: "id-type",
    description: "The job's id is text or an integer.",
    check: (context) => {
      const schema = idSchema(context);
      if (schema.length === 0 || ["string", "integer"].some((type) => typesOf(schema).has(type))) return [];
      const message = `${JSON.stringify(context.extension.id.name)} is neither text nor an integer; an ID must be one of them.`;
      return [{ path: inExtension("id", "name"), message }];
    },
  },
  {
    name: "id-slashes",
    description: "Only an id of text in the path can have slashes.",
    check: (context) => {
      const { id } = context.extension;
      const isText = typesOf(idSchema(context)).has("string");
      if (id.slashes !== true || (id.in === "path" && isText)) return [];
      const message = "only an id of text in the path can have several segments; leave `slashes` out.";
      return [{ path: inExtension("id", "slashes"), message, target: "key" }];
    },
  },
  {
    name: "id-pattern",
    description: "The pattern of the job's id is a regular expression.",
    check: (context) => {
      const patterns = idSchema(context).map((part) => textOf(member(part, "pattern")));
      const wrong = patterns.find((pattern) => pattern !== undefined && !isRegularExpression(pattern));
      if (wrong === undefined) return [];
      const message = `the pattern ${JSON.stringify(wrong)} of ${JSON.stringify(context.extension.id.name)} isn't a regular expression; correct it.`;
      return [{ path: inExtension("id", "name"), message }];
    },
  },
  {
    name: "request-incomplete",
    description: "The request needs nothing that neither the job's id nor an option of the client can fill.",
    check: (context) => [...checkRequest(context), ...checkBatchRequest(context)],
  },
  {
    name: "servers-ignored",
    description: "The operations that the extension names have no servers of their own.",
    check: checkServers,
  },
  {
    name: "operation-name",
    description: "A caller can write the name of every other operation, and choose its XML by that of the default one.",
    check: checkOperationNames,
  },
];

function checkMethods({ root, extension, operation }: RuleContext): readonly Fault[] {
  const batch = extension.batch === undefined ? undefined : findOperation(root, extension.batch.operation);
  const inBody = extension.id.in === "body";
  const calls = [
    { operation, path: ["operation"], expected: inBody ? ["POST"] : ["GET", "HEAD", "POST"] },
    { operation: batch, path: ["batch", "operation"], expected: ["GET"] },
  ];
  return calls.flatMap(({ operation: call, path, expected }) => {
    const method = call?.method.toUpperCase();
    if (call === undefined || method === undefined || expected.includes(method)) return [];
    const why = inBody && call === operation ? ", since the id is in the body" : "";
    return [
      { path: inExtension(...path), message: `${call.id} is ${method}; it must be ${expected.join(" or ")}${why}.` },
    ];
  });
}

/** The operations that the extension names, each with its place there. */
function namedOperations({ extension }: RuleContext): [string | undefined, JsonPath][] {
  return [
    [extension.operation, ["operation"]],
    [extension.xmlOperation, ["xmlOperation"]],
    [extension.batch?.operation, ["batch", "operation"]],
    [extension.session?.login.operation, ["session", "login", "operation"]],
    [extension.session?.logout, ["session", "logout"]],
  ];
}

function checkServers(context: RuleContext): readonly Fault[] {
  const { root } = context;
  const login = context.extension.session?.login.operation;
  return namedOperations(context).flatMap(([name]) => {
    const operation = name === undefined ? undefined : findOperation(root, name);
    // Credentials are sent to the login's own server, and to no other one.
    if (operation === undefined || operation.id === login) return [];
    const places = [operation.at, operation.at.slice(0, 2)];
    return places
      .filter((path) => elementsOf(member(valueAt(root, path), "servers")).length > 0)
      .map((path) => ({
        path: [...path, "servers"],
        message: `a client has one base URL for all operations, so these servers of ${operation.id} cannot hold; remove them.`,
        target: "key" as const,
      }));
  });
}

function checkNames(context: RuleContext): readonly Fault[] {
  const { root } = context;
  const names = namedOperations(context);
  const known = operationsOf(root).map(({ id }) => id);
  return names.flatMap(([name, path]) => {
    if (name === undefined || known.includes(name)) return [];
    const hint = didYouMean(name, known) || "; name one by its operationId.";
    return [{ path: inExtension(...path), message: `the document has no operation ${JSON.stringify(name)}${hint}` }];
  });
}

function checkOperationNames({ extension: { operations = {}, xmlOperation } }: RuleContext): readonly Fault[] {
  return Object.entries(operations).flatMap(([name, other]): Fault[] => {
    const path = inExtension("operations", name);
    if (name === "default") return [{ path, message: '"default" is the name of the first operation.', target: "key" }];
    if (!/^[a-z][A-Za-z0-9]*$/.test(name)) {
      const message = `${JSON.stringify(name)} isn't a name for an operation; use letters and digits, the first in lower case.`;
      return [{ path, message, target: "key" }];
    }
    if (other.xmlOperation === undefined || xmlOperation !== undefined) return [];
    const message = "the default operation has no XML, so a client can't choose it; name its `xmlOperation` too.";
    return [{ path: [...path, "xmlOperation"], message }];
  });
}

function checkResponses(context: RuleContext): readonly Fault[] {
  const { root, extension } = context;
  const { login } = extension.session ?? {};
  const readsLogin = login?.grants.some(({ at }) => at !== undefined) || login?.confirms !== undefined;
  const read = [
    { id: extension.xmlOperation, path: ["xmlOperation"], format: "XML", status: "200" },
    { id: extension.batch?.operation, path: ["batch", "operation"], format: "JSON", status: "200" },
    { id: readsLogin ? login?.operation : undefined, path: ["session", "login", "operation"], format: "JSON" },
  ];
  const { operation: statusOperation } = context;
  const isSilent = statusOperation !== undefined && statusResponsesOf(root, statusOperation, extension).length === 0;
  const problem = `${extension.operation} has no JSON with a schema in its 200 or 202 response; describe it there.`;
  const ofStatus = isSilent ? [{ path: inExtension("operation"), message: problem }] : [];
  const others = read.flatMap(({ id, path, format, status }) => {
    const operation = id === undefined ? undefined : findOperation(root, id);
    if (operation === undefined) return [];
    const isOfFormat = format === "XML" ? isXmlMediaType : isJsonMediaType;
    const responses = responsesOf(root, operation.value, status);
    if (responses.some(({ mediaType, schema }) => isOfFormat(mediaType) && schema !== undefined)) return [];
    const which = status === undefined ? "any response" : `its ${status} response`;
    const message = `${operation.id} has no ${format} with a schema in ${which}; describe it there.`;
    return [{ path: inExtension(...path), message }];
  });
  return [...ofStatus, ...others];
}

function idParameter({ extension, operation }: RuleContext): Parameter | undefined {
  return operation?.parameters.find(({ name, in: place }) => name === extension.id.name && place === extension.id.in);
}

/** The schema of the job's id. */
function idSchema(context: RuleContext): SchemaParts {
  const { root, extension, requestBody } = context;
  if (extension.id.in === "body") return stepInto(root, requestBody, extension.id.name);
  return partsOf(root, [member(idParameter(context)?.value, "schema")]);
}

function isRegularExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

function checkIdPlace(context: RuleContext): readonly Fault[] {
  const { extension, operation, requestBody } = context;
  if (operation === undefined) return [];
  const { in: place, name } = extension.id;
  const known =
    place === "body"
      ? propertyNamesOf(requestBody)
      : operation.parameters.filter((parameter) => parameter.in === place).map((parameter) => parameter.name);
  const path = inExtension("id", "name");
  if (known.includes(name)) {
    if (place !== "path" || templateNames(operation.path).includes(name)) return [];
    const message = `${operation.id} has the path parameter ${JSON.stringify(name)}, but its path is ${operation.path}; write {${name}} into it.`;
    return [{ path, message }];
  }
  const what = place === "body" ? "property at the top of its JSON body" : `${place} parameter`;
  const hint = didYouMean(name, known) || "; name one that is there.";
  return [{ path, message: `${operation.id} has no ${what} ${JSON.stringify(name)}${hint}` }];
}

/** The parameters that an operation requires beside its path and the ids, and that no client can fill. */
function unfilledParameters(
  root: JsonObject,
  operation: Operation,
  id: { readonly in: string; readonly name: string },
): string[] {
  const filled = filledParameters(root, operation, id);
  return requiredParameters(operation, id)
    .filter(({ name, in: place }) => !filled.some((parameter) => parameter.name === name && parameter.in === place))
    .map(({ name, in: place }) => `the ${place} parameter ${JSON.stringify(name)}`);
}

function checkBatchRequest({ root, extension: { batch, id }, operation: status }: RuleContext): readonly Fault[] {
  const operation = batch === undefined ? undefined : findOperation(root, batch.operation);
  if (batch === undefined || operation === undefined) return [];
  const ids = { in: "query", name: batch.ids };
  // A batch has the headers of the status request.
  const sent = status === undefined ? [] : filledParameters(root, status, id).map(({ name }) => name);
  const headers = filledParameters(root, operation, ids)
    .filter(({ name, in: place }) => place === "header" && !sent.includes(name))
    .map(({ name }) => `the header parameter ${JSON.stringify(name)}`);
  return [...unfilledParameters(root, operation, ids), ...headers].map((need) => ({
    path: operation.at,
    message: `${operation.id} requires ${need}; a request for a batch does not fill that.`,
    target: "key",
  }));
}

function checkRequest({ root, extension, operation, requestBody }: RuleContext): readonly Fault[] {
  if (operation === undefined) return [];
  const { id } = extension;
  const parameters = unfilledParameters(root, operation, id);
  const constants = constantsOf(root, requestBody);
  const properties = requestBody
    .flatMap((part) => elementsOf(member(part, "required")))
    .filter((name) => typeof name === "string")
    .filter((name) => !(id.in === "body" && name === id.name))
    .filter((name) => !constants.has(name) && !typesOf(stepInto(root, requestBody, name)).has("string"))
    .map((name) => `the property ${JSON.stringify(name)} of its body`);
  const undeclared = templateNames(operation.path)
    .filter((name) => !operation.parameters.some((parameter) => parameter.in === "path" && parameter.name === name))
    .filter((name) => !(id.in === "path" && name === id.name))
    .map((name) => `the path parameter ${JSON.stringify(name)}, which it does not describe`);
  return [...parameters, ...new Set(properties), ...undeclared].map((need) => ({
    path: operation.at,
    message: `${operation.id} requires ${need}; a request for the status does not fill that.`,
    target: "key",
  }));
}
