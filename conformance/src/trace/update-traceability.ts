import { writeFileSync } from "node:fs";
import { readStatements } from "./statements.ts";
import { traceabilityPage } from "./traceability-page.ts";

/** Writes the page of today's statements. */
writeFileSync(new URL("../../TRACEABILITY.md", import.meta.url), traceabilityPage(readStatements()));
