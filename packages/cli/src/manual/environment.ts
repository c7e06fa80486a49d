/** The environment variables that the command reads, with what each is for. */
export const ENVIRONMENT: readonly (readonly [name: string, text: string])[] = [
  [
    "JOBSTATUS_<PROVIDER>_<FIELD>",
    "A setting or a credential of a provider, such as JOBSTATUS_ZENDESK_SUBDOMAIN or JOBSTATUS_ZENDESK_API_TOKEN. All of them: jobstatus providers NAME.",
  ],
  [
    "JOBSTATUS_PROFILES",
    "The profile file. Default: $XDG_CONFIG_HOME/jobstatus/profiles.json. Nobody else may read it.",
  ],
  ["JOBSTATUS_PROFILE", "The profile to use where --profile names none."],
  ["NO_COLOR", "Where it is set and not empty, nothing is coloured."],
  [
    "NODE_USE_ENV_PROXY, HTTP_PROXY, HTTPS_PROXY, NO_PROXY",
    "With NODE_USE_ENV_PROXY=1 Node (22.21, 24.5 and later) sends requests through the proxies that the other variables name.",
  ],
  ["NODE_EXTRA_CA_CERTS", "A file of certificates that Node trusts beside its own."],
];
