import { describeEngine } from "./describe-engine.ts";
import { bullmqRecipe } from "./engines/bullmq.ts";
import { NO_REDIS } from "./stores/redis.ts";

describeEngine(bullmqRecipe, { missing: NO_REDIS });
