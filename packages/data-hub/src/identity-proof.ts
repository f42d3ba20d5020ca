import { z } from 'zod';
import { ConfigurationError } from '../../../config/errors';
import { readJson } from '../../../config/json-text';
import { checkSchema } from '../../../config/schema-problems';

/**
 * A request of AWS STS that was signed and not sent: whoever sends it learns who signed it, and can do nothing
 * else with it. A hub proves so which certificate its credentials come from.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export interface IdentityProof {
  readonly version: 1;
  /** Origin of AWS STS in the hub's Region. */
  readonly origin: string;
  /** The headers that are signed, and the signature. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What every proof asks, word for word. Nothing else is ever sent. */
export const PROOF_BODY = 'Action=GetCallerIdentity&Version=2011-06-15';

const HEADER_VALUE = /^[\x20-\x7e]{1,8192}$/;

/** Nobody writes a proof by hand, so that there is one thing to do about any of its fields. */
const UNCHANGED = 'is not as data-hub proof prints it';

const identityProofSchema = z.strictObject(
  {
    version: z.literal(1, UNCHANGED),
    origin: z.string(UNCHANGED).max(300, UNCHANGED),
    headers: z.record(
      z.enum([
        'authorization',
        'content-type',
        'host',
        'x-amz-content-sha256',
        'x-amz-date',
        'x-amz-security-token',
      ]),
      z.string(UNCHANGED).regex(HEADER_VALUE, UNCHANGED).optional(),
      UNCHANGED,
    ),
  },
  UNCHANGED,
);

/**
 * Reads what {@link identityProofText} wrote.
 * @param place how problems name it.
 * @throws ConfigurationError with every problem. Values are not repeated: a session token may be among them.
 */
export function parseIdentityProof(content: Uint8Array | string, place: string): IdentityProof {
  const { value: json, problems: syntax } = readJson(content, place);
  if (json === undefined) throw new ConfigurationError(syntax);
  const { data, problems: fields } = checkSchema(identityProofSchema, json, place);
  const problems = [...syntax, ...fields.map((problem) => ({ place: problem.place, fix: problem.fix }))];
  if (data === undefined || problems.length > 0) throw new ConfigurationError(problems);
  const { headers, ...proof } = data;
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...proof, headers: Object.fromEntries(given) };
}

export function identityProofText(proof: IdentityProof): string {
  return JSON.stringify(proof);
}

/** Where a Region's AWS STS is, unless the environment names an emulated account (`AWS_ENDPOINT_URL`). */
export function stsOrigin(region: { readonly name: string; readonly dnsSuffix: string }): string {
  const emulated = process.env['AWS_ENDPOINT_URL_STS'] ?? process.env['AWS_ENDPOINT_URL'];
  return emulated === undefined || emulated === ''
    ? `https://sts.${region.name}.${region.dnsSuffix}`
    : new URL(emulated).origin;
}
