import type { Contract, ContractCall, ContractReference } from "@jobstatus/core/provider";
import { millisecondsFromDuration } from "../duration.ts";
import type { ExtensionReference } from "../extension.ts";
import { callContent, loginConstants } from "../openapi/login.ts";
import { findOperation } from "../openapi/operation.ts";
import type { Spec } from "../spec.ts";

/** The part of the table that says how a job is handed over. */
export function referencesOf({ extension }: Spec): Pick<Contract, "references"> {
  const { references } = extension;
  return references === undefined ? {} : { references: references.map(referenceOf) };
}

function referenceOf({ from, at, where, id, path, noJob, equals, message }: ExtensionReference): ContractReference {
  return {
    from,
    ...(at !== undefined && at !== "" && { at }),
    ...(where !== undefined && { where: { at: where.at, equals: String(where.equals) } }),
    ...(id !== undefined && { id }),
    ...(path !== undefined && { path }),
    ...(noJob === true && { noJob }),
    ...(equals !== undefined && { equals }),
    ...(message !== undefined && { message }),
  };
}

/** The part of the table that says how a session is obtained, kept and given back. */
export function sessionOf(spec: Spec): Pick<Contract, "session"> {
  const { session } = spec.extension;
  if (session === undefined) return {};
  const { operation, fields, grants, confirms, refused = [401], lifetime } = session.login;
  const constants = loginConstants(spec.root, session.login);
  return {
    session: {
      login: {
        ...callOf(spec, operation),
        fields,
        ...(constants.size > 0 && { constants: Object.fromEntries(constants) }),
        grants: grants.map(({ field, at, cookie = "" }) => (at === undefined ? { field, cookie } : { field, at })),
        ...(confirms !== undefined && { confirms }),
        refused,
        ...(lifetime !== undefined && { lifetimeMs: millisecondsFromDuration(lifetime.duration) }),
      },
      ...(session.renewedByResponses === true && { renewedByResponses: true }),
      ...(session.logout !== undefined && { logout: callOf(spec, session.logout) }),
    },
  };
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
