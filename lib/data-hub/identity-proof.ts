import { z } from 'zod';

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

const identityProofSchema = z.strictObject({
  version: z.literal(1),
  origin: z.string().max(300),
  headers: z.record(
    z.enum([
      'authorization',
      'content-type',
      'host',
      'x-amz-content-sha256',
      'x-amz-date',
      'x-amz-security-token',
    ]),
    z.string().regex(HEADER_VALUE).optional(),
  ),
});

/** Reads what {@link identityProofText} wrote; undefined if it is something else. */
export function parseIdentityProof(text: string): IdentityProof | undefined {
  try {
    const { headers, ...proof } = identityProofSchema.parse(JSON.parse(text));
    const given = Object.entries(headers).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return { ...proof, headers: Object.fromEntries(given) };
  } catch {
    return undefined;
  }
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
