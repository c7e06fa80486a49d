import { partsOf } from "./contract-credentials.ts";
import type { SimulatedContract } from "./simulated-contract.ts";

const FIELD = /(?<=\{)[A-Za-z][A-Za-z0-9]*(?=\})/g;

/**
 * The credentials of a session as the client of a contract takes them, so that a simulator that was granted their values
 * accepts the client without a login. A contract without sessions has them in the fields of one of its ways, if one field is
 * enough there, or else of its first way.
 *
 * @param contract - The table of a provider package, such as `laundryContract`.
 * @param session - The value of the session.
 * @returns The values by the names of the fields; none if the contract takes no credentials.
 */
export function sessionCredentials(contract: SimulatedContract, session: string): Readonly<Record<string, string>> {
  const grants = contract.session?.login.grants;
  const granted = grants?.map(({ field }) => field);
  const ways = contract.credentials.map((way) => [
    ...new Set(
      ("basic" in way
        ? way.basic
        : partsOf(way)
            .map(({ template }) => template)
            .join(" ")
      ).match(FIELD),
    ),
  ]);
  const way = ways.find((fields) => (granted ? fields.every((field) => granted.includes(field)) : fields.length === 1));
  return Object.fromEntries(
    (way ?? ways[0] ?? []).map((field) => {
      const cookie = grants?.find((grant) => grant.field === field)?.cookie;
      return [field, cookie === undefined ? session : `${cookie}=${session}`];
    }),
  );
}
