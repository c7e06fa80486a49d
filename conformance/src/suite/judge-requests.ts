import { type CaseRequest, type Operation, type Range, type SuiteCase, operations } from "./suite-case.ts";
import type { Exchange } from "./trace.ts";

const NAMES: Readonly<Record<Operation, string>> = { status: "requests", login: "logins", logout: "logouts" };

/** Says what is wrong with the requests that a client sent, one by one and in number. */
export function judgeRequests(one: SuiteCase, exchanges: readonly Exchange[]): string[] {
  const { requests, logins, logouts } = one.expected;
  const ranges: Readonly<Record<Operation, Range | undefined>> = { status: requests, login: logins, logout: logouts };
  return [
    ...new Set(exchanges.flatMap((exchange) => faultsOf(exchange, one))),
    ...operations.flatMap((operation) => {
      const { min = 0, max = Infinity } = ranges[operation] ?? {};
      const count = exchanges.filter((exchange) => exchange.operation === operation).length;
      if (count >= min && count <= max) return [];
      return [`${count} ${NAMES[operation]} were sent, and ${min} to ${max} are right`];
    }),
  ];
}

function faultsOf({ request, operation, foreign, session }: Exchange, { right }: SuiteCase): string[] {
  if (foreign) return ["a request went to another origin"];
  const is = `${request.method} ${request.path}`;
  const candidates = right[operation] ?? [];
  if (candidates.length === 0) return [`${is} was sent when no request is allowed`];
  if (operation !== "login" && session === undefined) return [`${is} was sent without a session`];
  // Where several requests are right, the one that was meant has the fewest faults.
  const [fewest = []] = candidates
    .map((candidate) => requestFaults(request, candidate, session ?? ""))
    .toSorted((some, others) => some.length - others.length);
  return fewest;
}

function requestFaults(sent: CaseRequest, right: CaseRequest, session: string): string[] {
  const is = `${sent.method} ${sent.path}`;
  return [
    ...(is === `${right.method} ${right.path}` ? [] : [`${is} was sent instead of ${right.method} ${right.path}`]),
    ...Object.entries(right.headers)
      .filter(([name, value]) => !says(name, sent.headers[name.toLowerCase()], value.replace("{session}", session)))
      .map(([name]) => `the header ${name} is not what the provider takes`),
    ...(right.body === undefined || sameText(sent.body, right.body)
      ? []
      : [`the body ${JSON.stringify(sent.body)} was sent instead of ${JSON.stringify(right.body)}`]),
    ...(hasFields(sent, right.fields) ? [] : ["the body has not the fields that the provider takes"]),
  ];
}

/** Whether a header says what is right: some may say more, such as a charset or another cookie. */
function says(name: string, sent: string | undefined, right: string): boolean {
  const parts = (separator: RegExp) => sent?.split(separator).map((part) => part.trim()) ?? [];
  if (name === "Content-Type") return parts(/;/)[0] === right;
  if (name === "Accept") return parts(/[,;]/).includes(right);
  if (name === "Cookie") return parts(/;/).includes(right);
  return sent === right;
}

/** The same but for white space and the XML declaration: no number is decoded, since digits could be lost. */
function sameText(sent: string | undefined, right: string): boolean {
  return sent?.replace(/^<\?xml[^>]*\?>/, "").replaceAll(/\s/g, "") === right.replaceAll(/\s/g, "");
}

function hasFields({ headers, body = "" }: CaseRequest, fields: CaseRequest["fields"]): boolean {
  if (!fields) return true;
  const sent = headers["content-type"]?.includes("json")
    ? decoded(body)
    : Object.fromEntries(new URLSearchParams(body));
  return Object.entries(fields).every(([name, value]) => sent[name] === value);
}

function decoded(body: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(body)) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
