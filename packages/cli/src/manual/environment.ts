/** The environment variables that the command reads, and what each is for. */
export const ENVIRONMENT: readonly (readonly [name: string, text: string])[] = [
  [
    "JOBSTATUS_<PROVIDER>_<FIELD>",
    "A setting or a credential of a provider, such as JOBSTATUS_ZENDESK_SUBDOMAIN or JOBSTATUS_ZENDESK_API_TOKEN. jobstatus providers NAME lists them.",
  ],
  [
    "JOBSTATUS_PROFILES",
    "The profile file. Default: $XDG_CONFIG_HOME/jobstatus/profiles.json. It must not be open to other users.",
  ],
  ["JOBSTATUS_PROFILE", "The profile if --profile names none."],
  ["NO_COLOR", "If it is set and not empty, the output has no color."],
  ["FORCE_COLOR", "If it is set and not 0, a table has color, even if the output is not a terminal."],
  ["TERM", "If it is dumb, no cursor is moved and the output has no color."],
  ["CI", "If it is set and not false, no table is redrawn."],
  ["COLUMNS", "The width of a table if the output is not a terminal."],
  [
    "HTTP_PROXY, HTTPS_PROXY, NO_PROXY",
    "The proxies that requests go through, and the hosts that they go to directly.",
  ],
  ["NODE_EXTRA_CA_CERTS", "A file of certificates that Node trusts in addition to its own."],
];
