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

/** Replacements in the small specification: many jobs asked for at once. */
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
