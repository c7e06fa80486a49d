import { describeEngine } from "./describe-engine.ts";
import { embeddedFleet } from "./engines/jobstatus-fleet.ts";

describeEngine(embeddedFleet);
