import type { Contract } from "@jobstatus/core";
import type { ContractRequest } from "@jobstatus/core/provider";
import { member, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { findOperation } from "../openapi/operation.ts";
import type { Operation } from "../openapi/operation.ts";
import { filledParameters } from "../openapi/request-parameters.ts";
import type { FilledParameter } from "../openapi/request-parameters.ts";
import { partsAt, partsOf, typesOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import type { Spec } from "../spec.ts";
import { bodyConstants, bodyMembers, statusBody } from "./request-body.ts";

/**
 * The request for the status, in a format.
 *
 * @param accept - The media type that it accepts.
 */
export function requestOf(
  spec: Spec,
  operation: Operation,
  isOfFormat: (mediaType: string) => boolean,
  accept: string,
): ContractRequest {
  const { root, extension } = spec;
  const { in: place, name, slashes } = extension.id;
  const body = statusBody(spec, operation, isOfFormat);
  const parts = partsOf(root, [body?.schema]);
  const constants = bodyConstants(spec, parts);
  const members = bodyMembers(spec, parts);
  const idSchema = idSchemaOf(root, operation, extension.id, parts);
  // If a schema takes both, the id is a number that some clients write as text: no text beyond digits would do.
  const type = typesOf(idSchema).has("integer") ? "integer" : "string";
  const pattern = idSchema.map((part) => textOf(member(part, "pattern"))).find((text) => text !== undefined);
  const filled = filledParameters(root, operation, extension.id);
  const headers = filled.filter((parameter) => parameter.in === "header");
  const path = slashes === true ? operation.path.replace(`{${name}}`, `{+${name}}`) : operation.path;
  return {
    method: METHODS[operation.method] ?? "GET",
    path: path + queryTemplate(filled, place === "query" ? name : undefined),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers.map((header) => [header.name, valueOf(header)])) }),
    id: {
      in: place,
      name,
      type,
      ...(type === "string" && pattern !== undefined && { pattern }),
      ...(slashes === true && { slashes }),
    },
    ...(constants.size > 0 && { constants: Object.fromEntries(constants) }),
    ...(members.length > 0 && { members }),
    accept,
    ...(body !== undefined && { contentType: body.mediaType }),
  };
}

const METHODS: Readonly<Record<string, ContractRequest["method"]>> = { get: "GET", post: "POST", head: "HEAD" };

function idSchemaOf(
  root: JsonObject,
  { parameters }: Operation,
  { in: place, name }: Spec["extension"]["id"],
  body: SchemaParts,
): SchemaParts {
  if (place === "body") return partsAt(root, body, `/${name}`);
  const parameter = parameters.find((candidate) => candidate.name === name && candidate.in === place);
  return partsOf(root, [member(parameter?.value, "schema")]);
}

/** The query with the parameters that are always there and, behind them, with that of the ids. */
export function queryTemplate(filled: readonly FilledParameter[], idName?: string): string {
  const texts = filled
    .filter((parameter) => parameter.in === "query")
    .map((parameter) => {
      const { constant } = parameter;
      const value = constant === undefined ? valueOf(parameter) : encodeURIComponent(constant);
      return `${encodeURIComponent(parameter.name)}=${value}`;
    });
  if (idName !== undefined) texts.push(`${encodeURIComponent(idName)}={?}`);
  return texts.length === 0 ? "" : `?${texts.join("&")}`;
}

function valueOf({ constant, option }: FilledParameter): string {
  return constant ?? `{${option}}`;
}

/** The part of the table that says how many jobs are requested together. */
export function batchOf({ root, extension }: Spec): Pick<Contract, "batch"> {
  const { batch } = extension;
  const operation = batch && findOperation(root, batch.operation);
  if (batch === undefined || operation === undefined) return {};
  const { ids, separator = ",", maximum, jobs, id } = batch;
  const filled = filledParameters(root, operation, { in: "query", name: ids });
  return { batch: { path: operation.path + queryTemplate(filled, ids), ids, separator, maximum, jobs, id } };
}
