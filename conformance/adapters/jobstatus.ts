import { ownClient } from "../src/clients/own-client.ts";
import { serveAdapter } from "../src/wire/serve-adapter.ts";

/** Our own packages, over the wire. */
serveAdapter(ownClient);
