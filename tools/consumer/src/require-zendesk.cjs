// A CommonJS program: `require` takes the ES modules as they are (Node from 20.19 on).
const { createZendesk, isTerminalState } = require("@jobstatus/zendesk");

const zendesk = createZendesk({ baseUrl: process.argv[2] ?? "", credentials: { accessToken: "for-tests" } });
void zendesk
  .wait("8b726e606741012ffc2d782bcb7848fe", { schedule: () => 5, timeoutMs: 20_000 })
  .then(({ state }) => console.log(JSON.stringify({ state, end: isTerminalState(state) })));
