import { expect, it } from "vitest";
import { smallFacts } from "../testing/small-facts.ts";
import { testModule } from "./test-module.ts";

it("waits for a job of each end with a client of the simulated provider", () => {
  const text = testModule(smallFacts({}, { scope: "@acme" }));
  expect(text).toContain('import { printContract, createPrint } from "@acme/print";\n');
  expect(text).toContain(`    const print = createPrint({
      baseUrl: "https://simulated.example",
      credentials: { key: "simulated" },
      clock,
`);
});

it("names the variables that every client must name, without those of the server", () => {
  const given = {
    "https://print.example": "https://{shop}.print.example\n    variables: { shop: { default: acme } }",
    "  credentials:": "  requiredVariables: [shop]\n  credentials:",
    "  /jobs/{id}:": "  /{floor}/jobs/{id}:",
    "- { name: id,": "- { name: floor, in: path, required: true, schema: { type: string } }\n        - { name: id,",
  };
  const text = testModule(smallFacts(given));
  expect(text).toContain('      floor: "simulated",\n');
  expect(text).not.toContain("shop");
});
