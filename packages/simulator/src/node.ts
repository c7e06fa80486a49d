export { serve, type ServedSimulator, type ServeOptions } from "./node/serve.ts";
