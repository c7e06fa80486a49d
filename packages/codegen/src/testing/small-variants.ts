/** Replacements in the small specification: its job in XML as well. */
export const IN_XML = {
  "operation: getJob": "operation: getJob\n  xmlOperation: getJob",
  'schema: { $ref: "#/components/schemas/Job" }':
    'schema: { $ref: "#/components/schemas/Job" }\n            text/xml:\n' +
    '              schema: { $ref: "#/components/schemas/Job" }',
};

/** Replacements in the small specification: the id in the body of a POST, whose schema is given. */
export function idInBody(
  schema = "{ type: object, required: [JobId], properties: { JobId: { type: integer } } }",
): Readonly<Record<string, string>> {
  return {
    "id: { in: path, name: id }": "id: { in: body, name: JobId }",
    "/jobs/{id}": "/jobs",
    "    get:": "    post:",
    "parameters:\n        - { name: id, in: path, required: true, schema: { type: string } }": `requestBody:\n        content:\n          application/json:\n            schema: ${schema}`,
  };
}

/** Replacements in the small specification: a login, and a logout. */
export const WITH_SESSION = {
  "  credentials:": `\
  session:
    login:
      operation: logIn
      fields: [user, word]
      grants: [{ field: key, at: /key }]
      confirms: [{ field: shop, at: /shop }]
    logout: logOut
  credentials:`,
  "components:": `\
  /session:
    post:
      operationId: logIn
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { user: { type: string }, word: { type: string } } }
      responses:
        "200":
          description: A session.
          content:
            application/json:
              schema: { type: object, properties: { key: { type: string }, shop: { type: integer } } }
    delete:
      operationId: logOut
      responses: { "200": { description: Over. } }
components:`,
};

/** Replacements in the small specification: many jobs in one response. */
export const WITH_BATCH = {
  "  credentials:": "  batch: { operation: listJobs, ids: ids, maximum: 10, jobs: /jobs, id: /id }\n  credentials:",
  "components:": `\
  /jobs:
    get:
      operationId: listJobs
      parameters:
        - { name: ids, in: query, schema: { type: string } }
      responses:
        "200":
          description: The jobs.
          content:
            application/json:
              schema:
                type: object
                properties:
                  jobs: { type: array, items: { type: object, properties: { id: { type: string } } } }
components:`,
};

/** Replacements in the small specification: variables in the server's URL. */
export const WITH_SERVER_VARIABLES = {
  "  states:": "  requiredVariables: [shop]\n  states:",
  "https://print.example": `\
https://{shop}.{area}.example
    variables:
      shop: { default: acme, description: Which shop }
      area: { default: eu, enum: [eu, us] }`,
};

const BATCH_ANSWER =
  "{ type: object, properties: { batch: { type: object, properties: { phase: { type: string, enum: [done, lost] } } } } }";

/** Replacements in the small specification: a second operation, in whose request options fill in more than the id. */
export const WITH_OPERATIONS = {
  "  states:": `\
  jobs: single pages
  operations:
    batch:
      operation: getBatch
      jobs: whole batches
      id: { in: body, name: Batch }
      job: { at: [/batch], status: /phase }
      states: { succeeded: [done], failed: [lost] }
      limits: [{ of: job, interval: PT5S }]
      evidence: observed
      source: recorded traffic
  states:`,
  "components:": `\
  /{region}/batches:
    post:
      operationId: getBatch
      parameters: [{ name: region, in: path, required: true, schema: { type: string } }]
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties: { Batch: { type: integer }, Shop: { type: string, description: The shop }, Count: { type: integer } }
      responses:
        "200":
          description: The batch.
          content:
            application/json: { schema: ${BATCH_ANSWER} }
components:`,
};

/** Further replacements: both operations in XML as well. */
export const XML_OPERATIONS = {
  ...IN_XML,
  "      jobs: whole batches": "      jobs: whole batches\n      xmlOperation: getBatch",
  [`application/json: { schema: ${BATCH_ANSWER} }`]: `application/json: { schema: ${BATCH_ANSWER} }
            text/xml: { schema: ${BATCH_ANSWER.replace("{ type: object,", "{ type: object, xml: { name: BatchAnswer },")} }`,
};
