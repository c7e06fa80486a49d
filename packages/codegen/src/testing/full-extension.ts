import { parse } from "yaml";
import type { JsonValue } from "../json.ts";

/** An extension with every field of its schema; a percentage alone stands in the place of two numbers. */
export const FULL_EXTENSION = parse(`
provider: print-shop
operation: getJob
xmlOperation: getJobXml
jobs: pages
operations:
  batch:
    operation: getBatch
    xmlOperation: getBatchXml
    jobs: batches
    id: { in: path, name: id }
    job:
      status:
        - { value: done, where: { at: /done, equals: true, and: [{ at: /ok }, { at: /end, equals: 7 }], http: 200 } }
        - { at: /state }
      progress: { fraction: { header: X-Part } }
      counts: { failed: [/failed], succeeded: [/good] }
      result: { link: /url }
    states: { succeeded: [done], failed: [lost] }
    limits: [{ of: job, interval: PT5S }]
    evidence: observed
    source: recorded traffic
id: { in: path, name: id, slashes: true }
job:
  at: [/job, ""]
  status: /state
  message: /note
  title: /name
  progress: { completed: /done, total: /all }
  times:
    createdAt: { at: /created }
    startedAt: { at: /started, encodings: [rfc3339, local-date-time] }
    updatedAt: { at: /updated, encodings: [dotnet-date], evidence: observed, source: recorded traffic }
    finishedAt: { at: /ended }
  untrustedZoneStatuses: [queued]
  counts: { failed: [/failed, /lost], total: /all }
  result: /paper
  items:
    { at: /pages, id: /id, index: /index, success: /ok, errors: [/error], details: /details, outcome: [/status],
      map: true, failedOutcomes: [torn, 7, false] }
  links:
    - { at: /url, rel: self }
    - { at: /links, rel: /rel, href: /href, method: /method }
states:
  pending: [queued, { value: waiting, evidence: assumed, source: a guess }]
  running: [printing]
  succeeded: [{ value: printed, outcomeFrom: items }]
  partial: [{ value: 5, outcomeFrom: counts }]
  failed: [jammed]
  cancelled: [stopped, 7, true, null]
  unknown: [lost]
errors:
  success: [{ at: /ok, values: [true, 0, fine], evidence: documented, source: the manual }]
  native: [/code]
  message: [/text, "", { at: /notes/*, text: /text, level: /level, order: [bad, odd] }]
  codes: [{ native: 5, code: not-found }, { native: E6, code: gone, evidence: observed, source: recorded traffic }]
  http: [{ status: 409, code: unavailable, evidence: observed, source: recorded traffic }]
  requestIdHeader: X-Trace
  defaultCode: invalid-response
delayHeader: { name: X-Delay, unit: seconds, evidence: documented, source: the manual }
delayField: { at: /again, unit: milliseconds, evidence: observed, source: recorded traffic }
nextUrl: { at: /next, evidence: documented, source: the manual }
limits: [{ of: job, interval: PT10S }, { of: account, requests: 5, interval: PT1S, remainingHeader: X-Left, resetHeader: X-Reset, evidence: assumed, source: a guess }]
timeout: P1DT2H3M4S
notFoundGrace: { duration: PT10S }
retention: { duration: P1D, evidence: documented, source: the manual }
batch: { operation: listJobs, ids: ids, separator: ";", maximum: 10, jobs: /jobs, id: /id, evidence: observed, source: x }
requiredVariables: [shop]
credentials:
  - { scheme: key, header: { name: X-Key, value: "{key}" } }
  - { scheme: basic, basic: "{user}:{password}", evidence: documented, source: the manual }
  - { scheme: query, query: { name: token, value: "{token}" } }
  - { scheme: both, places: [{ in: header, name: X-User, value: "{name}" }, { in: query, name: pin, value: "{pin}", scheme: pin }] }
session:
  login:
    operation: logIn
    fields: [user]
    basic: "{user}:{user}"
    grants: [{ field: key, at: /key }, { field: cookie, cookie: session }, { field: token, cookieValue: token }]
    confirms: [{ field: shop, at: /shop }]
    refused: [400]
    refusedInOutage: { statuses: [400], evidence: observed, source: recorded traffic }
    lockout: { duration: PT5M, evidence: documented, source: the manual }
    lifetime: { at: /for, unit: seconds, evidence: documented, source: the manual }
    evidence: documented
    source: the manual
  renewedByResponses: true
  logout: logOut
references:
  - { from: body, at: /job, where: { at: /rel, equals: status }, id: /id }
  - { from: location, path: "/jobs/{id}" }
  - { from: header, header: X-Job }
  - { from: body, id: /id, link: /url, operation: batch }
  - { from: body, noJob: true, mayHaveStarted: true, id: /id, equals: "0", name: /page, message: /why, evidence: observed, source: recorded traffic }
notes: [it sleeps, { note: it wakes, evidence: observed, source: recorded traffic }]
`) as JsonValue;
