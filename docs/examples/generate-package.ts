import { diagnose, formatDiagnostic, generate } from "@jobstatus/codegen";

const text = `
openapi: 3.1.1
info: { title: Laundry, version: "1", summary: Poll the status of a load. }
externalDocs: { url: https://laundry.example.org/docs }
servers: [{ url: https://laundry.example.org }]
security: [{ key: [] }]
x-job-status:
  provider: laundry
  operation: getLoad
  id: { in: path, name: id }
  job: { status: /phase }
  states:
    running: [washing, drying]
    succeeded: [folded]
    failed: [shrunk]
  credentials: [{ scheme: key, header: { name: X-Key, value: "{key}" } }]
paths:
  /loads/{id}:
    get:
      operationId: getLoad
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200":
          description: The load.
          content:
            application/json:
              schema:
                type: object
                required: [phase]
                properties:
                  phase: { type: string, enum: [washing, drying, folded, shrunk] }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
`;

const source = { file: "laundry.openapi.yaml", text };
const { files } = await generate(source, { packageName: "@acme/laundry" });
console.log(files?.has("src/gen/contract.ts") ? "generated" : "refused");

// A mistake gives one line: file, position, rule, and what to do.
const wrong = text.replace("[washing, drying]", "[washing]");
for (const diagnostic of diagnose({ ...source, text: wrong })) {
  console.log(formatDiagnostic(diagnostic));
}
