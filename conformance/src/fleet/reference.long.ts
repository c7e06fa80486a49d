import { describeEngine } from "./describe-engine.ts";
import { referenceEngine } from "./engines/reference.ts";

describeEngine(referenceEngine());
