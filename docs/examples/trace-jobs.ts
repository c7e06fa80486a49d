import { createVeevaVault } from "@jobstatus/veeva-vault";
import { traceJobs } from "@jobstatus/veeva-vault/opentelemetry";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";

// Here spans are kept in memory. With an SDK of your own: trace.getTracer("my-app") of @opentelemetry/api.
const exporter = new InMemorySpanExporter();
const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });

const vault = createVeevaVault({
  vaultDns: "myvault.veevavault.com",
  credentials: { sessionId: process.env.VAULT_SESSION_ID ?? "" },
  onEvent: traceJobs(tracers.getTracer("my-app")),
});

await vault.wait("1201");
for (const { name, attributes } of exporter.getFinishedSpans()) {
  console.log(name, attributes["job.native_state"] ?? attributes["error.type"]);
}
