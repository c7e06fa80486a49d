import { TEMPLATE_FIELD, credentialFields, credentialsOf, templatesOf } from "../extension.ts";
import type { ExtensionCredentials } from "../extension.ts";
import { elementsOf, entriesOf, isJsonObject, member, textOf } from "../json.ts";
import type { JsonPath } from "../json.ts";
import { didYouMean, quoteAll } from "../nearest-name.ts";
import { bodyFields, callContent, loginBody, loginServer, unfilledProperties } from "../openapi/login.ts";
import { findOperation, templateNames } from "../openapi/operation.ts";
import type { Operation } from "../openapi/operation.ts";
import { filledParameters, requiredParameters } from "../openapi/request-parameters.ts";
import { partsOf, propertyNamesOf } from "../openapi/schema.ts";
import { allowsAnonymous, securityOf } from "../openapi/security.ts";
import { inExtension } from "./rule-context.ts";
import type { RuleContext } from "./rule-context.ts";
import type { Fault, Rule } from "./rule.ts";

/** Rules for credentials and sessions. */
export const CREDENTIAL_RULES: readonly Rule[] = [
  {
    name: "credentials-missing",
    description: "The extension names at least one way of credentials, unless the status operation takes none.",
    check: ({ root, extension, operation }) => {
      const isNamed = credentialsOf(extension).length > 0;
      if (operation === undefined || isNamed || allowsAnonymous(root, operation)) return [];
      const message = `the extension names no credentials; add at least one way to \`credentials\`, or write \`security: []\` in ${operation.id} if it takes none.`;
      return [{ path: inExtension("credentials"), message, target: "key" }];
    },
  },
  {
    name: "scheme-unknown",
    description: "Every security scheme that the credentials name is in the document.",
    check: ({ root, extension }) => {
      const known = entriesOf(member(member(root, "components"), "securitySchemes")).map(([name]) => name);
      return credentialsOf(extension).flatMap(({ scheme, places = [] }, index) => {
        const named = [
          { name: scheme, path: ["scheme"] },
          ...places.map((place, at) => ({ name: place.scheme ?? scheme, path: ["places", at, "scheme"] })),
        ];
        return named.flatMap(({ name, path }, at) => {
          if (known.includes(name) || (at > 0 && name === scheme)) return [];
          const hint = didYouMean(name, known) || "; add it to `components.securitySchemes`.";
          const message = `the document has no security scheme ${JSON.stringify(name)}${hint}`;
          return [{ path: inExtension("credentials", index, ...path), message }];
        });
      });
    },
  },
  {
    name: "credentials-alike",
    description: "The ways of the credentials differ in their fields, from each other and from the login.",
    check: ({ extension }) => {
      const { login } = extension.session ?? {};
      const ways = [...(login ? [login.fields] : []), ...credentialsOf(extension).map(credentialFields)].map((fields) =>
        fields.toSorted().join(" "),
      );
      return ways.flatMap((fields, index) => {
        if (ways.indexOf(fields) === index) return [];
        const isLogin = login !== undefined && ways.indexOf(fields) === 0;
        const other = isLogin ? "the login" : "an earlier way";
        const message = `${other} has the same fields (${fields}), so this one would never be used; rename a field.`;
        return [{ path: inExtension("credentials", index - (login ? 1 : 0)), message }];
      });
    },
  },
  {
    name: "credentials-fieldless",
    description: "Every way of the credentials has a field.",
    check: ({ extension }) =>
      credentialsOf(extension).flatMap((way, index) => {
        if (credentialFields(way).length > 0) return [];
        const message = "no template of this way has a field of the credentials; name one in braces, such as {token}.";
        return [{ path: inExtension("credentials", index), message }];
      }),
  },
  {
    name: "template-braces",
    description: "A template of the credentials has braces around names only.",
    check: ({ extension }) =>
      credentialsOf(extension).flatMap((way, index) =>
        templatesOf(way).flatMap(({ template, path }) => {
          if (!/[{}]/.test(template.replaceAll(TEMPLATE_FIELD, ""))) return [];
          const message = `${JSON.stringify(template)} has a brace outside a {name} of letters and digits; remove it or complete the name.`;
          return [{ path: inExtension("credentials", index, ...path), message }];
        }),
      ),
  },
  {
    name: "security-unserved",
    description: "The credentials serve a security requirement of the status operation.",
    check: checkSecurity,
  },
  {
    name: "login-field-unknown",
    description: "Every field of the login is in the body of its request, or in what HTTP Basic encodes.",
    check: ({ root, extension }) => {
      const { login } = extension.session ?? {};
      const body = login === undefined ? [] : loginBody(root, login);
      if (login === undefined || body.length === 0) return [];
      const known = propertyNamesOf(body);
      return login.fields.flatMap((field, index) => {
        if (known.includes(field) || !bodyFields(login).includes(field)) return [];
        const hint = didYouMean(field, known) || "; name a property that is there.";
        const message = `the body of ${login.operation} has no property ${JSON.stringify(field)}${hint}`;
        return [{ path: inExtension("session", "login", "fields", index), message }];
      });
    },
  },
  {
    name: "login-basic-unknown",
    description: "Every name in the login's template for HTTP Basic is a field of the login.",
    check: ({ extension }) => {
      const { basic = "", fields = [] } = extension.session?.login ?? {};
      return templateNames(basic)
        .filter((name) => !fields.includes(name))
        .map((name) => {
          const hint = didYouMean(name, fields) || "; add it to the fields.";
          const message = `the login has no field ${JSON.stringify(name)}${hint}`;
          return { path: inExtension("session", "login", "basic"), message };
        });
    },
  },
  {
    name: "login-server",
    description: "A login on another host has one server, with an HTTPS URL, and grants no cookie.",
    check: checkLoginServer,
  },
  {
    name: "login-format",
    description: "The login takes a body in JSON or as a form.",
    check: ({ root, extension }) => {
      const { login } = extension.session ?? {};
      const operation = login === undefined ? undefined : findOperation(root, login.operation);
      if (operation === undefined || callContent(root, operation)?.schema !== undefined) return [];
      const message = `${operation.id} has no body with a schema in JSON or as application/x-www-form-urlencoded; describe it.`;
      return [{ path: inExtension("session", "login", "operation"), message }];
    },
  },
  {
    name: "login-incomplete",
    description: "Fields, constants and the client's options fill all that login and logout require.",
    check: (context) => [...checkLoginBody(context), ...checkCallParameters(context), ...checkLogoutBody(context)],
  },
  {
    name: "path-unfilled",
    description: "The paths of login, logout and batch have only variables that the client's options fill.",
    check: checkPaths,
  },
  {
    name: "grant-field-unknown",
    description: "Every value that a login grants is a field of the credentials.",
    check: ({ extension }) => {
      const known = credentialsOf(extension).flatMap(credentialFields);
      return (extension.session?.login.grants ?? []).flatMap(({ field }, index) => {
        if (known.includes(field)) return [];
        const hint = didYouMean(field, known) || `; the fields are ${quoteAll([...new Set(known)])}.`;
        const message = `no credentials have the field ${JSON.stringify(field)}${hint}`;
        return [{ path: inExtension("session", "login", "grants", index, "field"), message }];
      });
    },
  },
];

function checkLoginServer({ root, extension }: RuleContext): readonly Fault[] {
  const { login } = extension.session ?? {};
  const server = login && loginServer(root, login);
  if (login === undefined || server === undefined) return [];
  const path = inExtension("session", "login", "operation");
  const url = textOf(member(server, "url")) ?? "";
  const cookies = login.grants.flatMap(({ at }, index): Fault[] => {
    if (at !== undefined) return [];
    const message = `${login.operation} is on another host, whose cookies are not for this one; name where the body has the value.`;
    return [{ path: inExtension("session", "login", "grants", index), message }];
  });
  if (!/^https:\/\/[^/?#]+[^?#]*$/.test(url)) {
    const message = `the server of ${login.operation} must have a URL that begins with https:// and a host; credentials go there.`;
    return [{ path, message }, ...cookies];
  }
  const undescribed = templateNames(url).filter((name) => !isJsonObject(member(member(server, "variables"), name)));
  return [
    ...undescribed.map((name) => ({
      path,
      message: `the server of ${login.operation} has no variable ${JSON.stringify(name)}; describe it in its \`variables\`.`,
    })),
    ...cookies,
  ];
}

function checkLoginBody({ root, extension }: RuleContext): readonly Fault[] {
  const { login } = extension.session ?? {};
  return (login === undefined ? [] : unfilledProperties(root, login)).map((name) => ({
    path: inExtension("session", "login", "fields"),
    message: `the body of ${login?.operation} requires ${JSON.stringify(name)}; add it to the fields, or give it a \`const\` in the schema.`,
    target: "key",
  }));
}

/** The parameters that login and logout require beside their paths, if neither a constant nor an option fills them. */
function checkCallParameters(context: RuleContext): readonly Fault[] {
  const { root, operation } = context;
  const ofStatus = operation === undefined ? [] : filledParameters(root, operation, context.extension.id);
  const known = new Set([...pathOptions(context), ...ofStatus.map(({ option }) => option)]);
  return sessionCalls(context).flatMap(({ call, path }) => {
    const filled = filledParameters(root, call)
      .filter((parameter) => parameter.in === "query")
      .filter(({ constant, option }) => constant !== undefined || known.has(option));
    return requiredParameters(call)
      .filter(({ name, in: place }) => !filled.some((parameter) => parameter.name === name && parameter.in === place))
      .map(({ name, in: place }) => {
        const remedy = place === "query" ? "give it a `const` in its schema" : "describe it as optional if it is";
        const message = `${call.id} requires the ${place} parameter ${JSON.stringify(name)}, and nothing fills it; ${remedy}.`;
        return { path, message };
      });
  });
}

function checkLogoutBody(context: RuleContext): readonly Fault[] {
  const { root, extension } = context;
  const logout = extension.session?.logout;
  const call = logout === undefined ? undefined : findOperation(root, logout);
  if (call === undefined) return [];
  const required = partsOf(root, [callContent(root, call)?.schema]).flatMap((part) =>
    elementsOf(member(part, "required")),
  );
  return [...new Set(required)].map((name) => ({
    path: inExtension("session", "logout"),
    message: `the body of ${call.id} requires ${JSON.stringify(name)}, and the client sends no properties with a logout; leave \`logout\` out.`,
  }));
}

function sessionCalls({ root, extension }: RuleContext): { readonly call: Operation; readonly path: JsonPath }[] {
  const { login, logout } = extension.session ?? {};
  const calls = [
    { id: login?.operation, path: inExtension("session", "login", "operation") },
    { id: logout, path: inExtension("session", "logout") },
  ];
  return calls.flatMap(({ id, path }) => {
    const call = id === undefined ? undefined : findOperation(root, id);
    return call === undefined ? [] : [{ call, path }];
  });
}

/** The options that fill the server's URL and the path of the status operation. */
function pathOptions({ root, extension, operation }: RuleContext): ReadonlySet<string> {
  const server = textOf(member(elementsOf(member(root, "servers"))[0], "url")) ?? "";
  const filled = templateNames(server + (operation?.path ?? ""));
  return new Set(filled.filter((name) => extension.id.in !== "path" || name !== extension.id.name));
}

function checkPaths(context: RuleContext): readonly Fault[] {
  const { root, extension } = context;
  const { login } = extension.session ?? {};
  const known = pathOptions(context);
  // What only a login on another host takes has options of its own.
  const isElsewhere = login !== undefined && loginServer(root, login) !== undefined;
  const batch = extension.batch === undefined ? undefined : findOperation(root, extension.batch.operation);
  const calls = [
    ...sessionCalls(context).filter(({ call }) => !(isElsewhere && call.id === login.operation)),
    ...(batch === undefined ? [] : [{ call: batch, path: inExtension("batch", "operation") }]),
  ];
  return calls.flatMap(({ call, path }) =>
    templateNames(call.path)
      .filter((name) => !known.has(name))
      .map((name) => ({
        path,
        message: `nothing fills ${JSON.stringify(name)} in the path of ${call.id}; the server and the path of ${extension.operation} do not have it.`,
      })),
  );
}

function checkSecurity({ root, extension, operation }: RuleContext): readonly Fault[] {
  const ways = credentialsOf(extension);
  const schemes = securityOf(root, operation) ?? [];
  if (operation === undefined || ways.length === 0 || schemes.length === 0 || allowsAnonymous(root, operation))
    return [];
  const schemesOfDocument = member(member(root, "components"), "securitySchemes");
  // The rule scheme-unknown reports a misspelled scheme.
  if (ways.flatMap(schemesOf).some((scheme) => member(schemesOfDocument, scheme) === undefined)) return [];
  const served = ways.map(schemesOf);
  if (schemes.some((names) => served.some((own) => names.every((name) => own.includes(name))))) return [];
  const wanted = schemes.map((names) => names.join(" with ")).join(", or ");
  const message = `${operation.id} wants ${wanted}, and no credentials serve that; add a way for it.`;
  return [{ path: inExtension("credentials"), message, target: "key" }];
}

/** The security schemes that a way serves. */
function schemesOf({ scheme, places = [] }: ExtensionCredentials): string[] {
  return [scheme, ...places.flatMap((place) => place.scheme ?? [])];
}
