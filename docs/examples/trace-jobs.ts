import { traceJobs } from "@jobstatus/veeva-vault/opentelemetry";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";

// In your app: const tracer = trace.getTracer("my-app");
const exporter = new InMemorySpanExporter();
const tracer = new BasicTracerProvider({
  spanProcessors: [new SimpleSpanProcessor(exporter)],
}).getTracer("my-app");

const vault = createVeevaVault({
  vaultDns: "myvault.veevavault.com",
  credentials: {
    sessionId: process.env.JOBSTATUS_VEEVA_VAULT_SESSION_ID ?? "",
  },
  ...traceJobs(tracer),
});

await vault.wait("1201");
for (const { name, attributes } of exporter.getFinishedSpans()) {
  console.log(name, attributes["error.type"] ?? "ok");
}
