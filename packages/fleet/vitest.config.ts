import { mergeConfig } from "vitest/config";
import common from "../../vitest.config.ts";

/** Fleets wait most of the time, for their store and for the provider's interval, so the files wait side by side. */
export default mergeConfig(common, { test: { maxWorkers: 4 } });
