import pino from "pino";

const logger = pino();

const zendesk = createZendesk({
  subdomain: "company",
  credentials: { accessToken: process.env.ZENDESK_ACCESS_TOKEN ?? "" },
  onEvent: ({ type, provider, id, ...rest }) => {
    if (type === "changed") {
      logger.info(
        { provider, id, state: rest.status.state },
        "job changed",
      );
    }
    if (type === "retry-scheduled") {
      logger.warn({ provider, id, err: rest.error }, "poll failed");
    }
  },
});
