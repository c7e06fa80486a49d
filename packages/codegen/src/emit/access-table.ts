import type { Contract, ContractCall, ContractGrant, ContractReference } from "@jobstatus/core/provider";
import { millisecondsFromDuration } from "../duration.ts";
import type { ExtensionGrant, ExtensionReference } from "../extension.ts";
import { elementsOf, isJsonArray, member } from "../json.ts";
import { callContent, loginConstants } from "../openapi/login.ts";
import { findOperation, operationsOf } from "../openapi/operation.ts";
import type { Spec } from "../spec.ts";

/** The part of the table that says how a job is handed over. */
export function referencesOf({ extension }: Spec): Pick<Contract, "references"> {
  const { references } = extension;
  return references === undefined ? {} : { references: references.map(referenceOf) };
}

function referenceOf(reference: ExtensionReference): ContractReference {
  const { from, at, where, id, path, operation, link, noJob, equals, name, message } = reference;
  return {
    from,
    ...(at !== undefined && at !== "" && { at }),
    ...(where !== undefined && { where: { at: where.at, equals: String(where.equals) } }),
    ...(id !== undefined && { id }),
    ...(path !== undefined && { path }),
    ...(operation !== undefined && { operation }),
    ...(link !== undefined && { link }),
    ...(noJob === true && { noJob }),
    ...(equals !== undefined && { equals }),
    ...(name !== undefined && { name }),
    ...(message !== undefined && { message }),
  };
}

/** The part of the table that says how a session is obtained, kept and given back. */
export function sessionOf(spec: Spec): Pick<Contract, "session"> {
  const { session } = spec.extension;
  if (session === undefined) return {};
  const { operation, fields, grants, confirms, refused = [401], refusedInOutage, lockout, lifetime } = session.login;
  const constants = loginConstants(spec.root, session.login);
  return {
    session: {
      login: {
        ...callOf(spec, operation),
        fields,
        ...(constants.size > 0 && { constants: Object.fromEntries(constants) }),
        grants: grants.map(grantOf),
        ...(confirms !== undefined && { confirms }),
        refused,
        ...(refusedInOutage !== undefined && { refusedInOutage: refusedInOutage.statuses }),
        ...(lockout !== undefined && { lockoutPauseMs: millisecondsFromDuration(lockout.duration) }),
        ...(lifetime !== undefined && { lifetimeMs: millisecondsFromDuration(lifetime.duration) }),
      },
      ...(session.renewedByResponses === true && { renewedByResponses: true }),
      ...(session.logout !== undefined && { logout: callOf(spec, session.logout) }),
    },
  };
}

function grantOf({ field, at, cookie, cookieValue = "" }: ExtensionGrant): ContractGrant {
  if (at !== undefined) return { field, at };
  return cookie === undefined ? { field, cookieValue } : { field, cookie };
}

/** The part of the table that says which operations take no credentials: those whose `security` is empty. */
export function publicOperationsOf({ root }: Spec): Pick<Contract, "publicOperations"> {
  const operations = operationsOf(root).filter(({ value }) => {
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
    path: operation.path,
    ...(content !== undefined && { contentType: content.mediaType }),
  };
}
