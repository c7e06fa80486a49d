import type { Contract, ContractCall, ContractGrant, ContractReference } from "@jobstatus/core/provider";
import { UNITS_MS, millisecondsFromDuration } from "../duration.ts";
import type { Extension, ExtensionGrant, ExtensionReference, ExtensionSession } from "../extension.ts";
import { elementsOf, isJsonArray, member } from "../json.ts";
import { namedOperations } from "../named-operations.ts";
import { callContent, loginConstants, loginServer } from "../openapi/login.ts";
import { findOperation, operationsOf } from "../openapi/operation.ts";
import { filledParameters } from "../openapi/request-parameters.ts";
import type { Spec } from "../spec.ts";
import { queryTemplate } from "./request-table.ts";

/** The part of the table that says in which shapes a caller passes a job. */
export function referencesOf({ extension }: Spec): Pick<Contract, "references"> {
  const { references } = extension;
  return references === undefined
    ? {}
    : { references: references.map((reference) => referenceOf(extension, reference)) };
}

function referenceOf(extension: Extension, reference: ExtensionReference): ContractReference {
  const { from, header, at, where, id, path, operation, link, noJob, mayHaveStarted, equals, name, message } =
    reference;
  return {
    from: from === "header" ? "location" : from,
    ...(header !== undefined && { header }),
    ...(at !== undefined && at !== "" && { at }),
    ...(where !== undefined && { where: { at: where.at, equals: String(where.equals) } }),
    ...(id !== undefined && { id }),
    ...(path !== undefined && { path: hasSlashes(extension, operation) ? path.replace("{id}", "{+id}") : path }),
    ...(operation !== undefined && { operation }),
    ...(link !== undefined && { link }),
    ...(noJob === true && { noJob }),
    ...(mayHaveStarted === true && { mayHaveStarted }),
    ...(equals !== undefined && { equals }),
    ...(name !== undefined && { name }),
    ...(message !== undefined && { message }),
  };
}

/** Says whether the ids of an operation may have slashes. */
function hasSlashes(extension: Extension, name: string | undefined): boolean {
  const other = namedOperations(extension).find((operation) => operation.name === name);
  return (other?.extension ?? extension).id.slashes ?? false;
}

/** The part of the table that says how a session is obtained, kept and given back. */
export function sessionOf(spec: Spec): Pick<Contract, "session"> {
  const { session } = spec.extension;
  if (session === undefined) return {};
  const { operation, fields, basic, grants, confirms, refused = [401], refusedInOutage, lockout } = session.login;
  const constants = loginConstants(spec.root, session.login);
  return {
    session: {
      login: {
        ...callOf(spec, operation),
        ...(loginServer(spec.root, session.login) !== undefined && { elsewhere: true }),
        fields,
        ...(basic !== undefined && { basic }),
        ...(constants.size > 0 && { constants: Object.fromEntries(constants) }),
        grants: grants.map(grantOf),
        ...(confirms !== undefined && { confirms }),
        refused,
        ...(refusedInOutage !== undefined && { refusedInOutage: refusedInOutage.statuses }),
        ...(lockout !== undefined && { lockoutPauseMs: millisecondsFromDuration(lockout.duration) }),
        ...lifetimeOf(session.login),
      },
      ...(session.renewedByResponses === true && { renewedByResponses: true }),
      ...(session.logout !== undefined && { logout: callOf(spec, session.logout) }),
    },
  };
}

function lifetimeOf({
  lifetime: { duration, at, unit = "seconds" } = {},
}: ExtensionSession["login"]): Pick<NonNullable<Contract["session"]>["login"], "lifetime" | "lifetimeMs"> {
  if (at !== undefined) return { lifetime: { at, unitMs: UNITS_MS[unit] } };
  return duration === undefined ? {} : { lifetimeMs: millisecondsFromDuration(duration) };
}

function grantOf({ field, at, cookie, cookieValue = "" }: ExtensionGrant): ContractGrant {
  if (at !== undefined) return { field, at };
  return cookie === undefined ? { field, cookieValue } : { field, cookie };
}

/** The part of the table that says which operations take no credentials: those whose `security` is empty. */
export function publicOperationsOf({ root, extension }: Spec): Pick<Contract, "publicOperations"> {
  const { login } = extension.session ?? {};
  const elsewhere = login && loginServer(root, login) && login.operation;
  const operations = operationsOf(root).filter(({ id, value }) => {
    if (id === elsewhere) return false;
    const security = member(value, "security");
    return isJsonArray(security) && elementsOf(security).length === 0;
  });
  if (operations.length === 0) return {};
  return { publicOperations: operations.map(({ method, path }) => ({ method: method.toUpperCase(), path })) };
}

function callOf({ file, root }: Spec, id: string): ContractCall {
  const operation = findOperation(root, id);
  if (operation === undefined) throw new Error(`${file} has no operation ${id}.`);
  const content = callContent(root, operation);
  return {
    operation: id,
    method: operation.method.toUpperCase(),
    path: operation.path + queryTemplate(filledParameters(root, operation)),
    ...(content !== undefined && { contentType: content.mediaType }),
  };
}
