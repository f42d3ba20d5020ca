import { ConfigurationError, PlatformError } from '../../../config/errors';
import {
  type IdentityProof,
  parseIdentityProof,
  PROOF_BODY,
  stsOrigin,
} from '../../../packages/data-hub/src/identity-proof';
import type { Platform } from '../../account/open-platform';

/** A hub has not proved that it works with its new certificate. */
export class ProofError extends PlatformError {
  constructor(
    readonly code: 'PROOF_MISSING' | 'PROOF_INVALID' | 'PROOF_REFUSED' | 'PROOF_OF_ANOTHER',
    message: string,
  ) {
    super(message);
    this.name = 'ProofError';
  }
}

/** Sends a proof to AWS STS as it is; gives the status and the body of the answer. */
export type SendProof = (proof: IdentityProof) => Promise<{ status: number; body: string }>;

const TIMEOUT = 15_000;
const HOW = 'on the hub, with the new bundle in place: data-hub proof --config hub.json';

/**
 * Makes sure that the hub has credentials from a certificate: their session bears the certificate's id, and
 * nobody but AWS IoT can make a session of the hub's role.
 * @param content of the proof, as `data-hub proof` printed it.
 * @throws ConfigurationError if the content is no proof.
 * @throws ProofError if the proof is missing, has expired, or is of another certificate, role or account.
 */
export async function verifyProof(
  { environment, names, naming }: Platform,
  content: Uint8Array | string | undefined,
  certificateId: string,
  send: SendProof = sendProof,
): Promise<void> {
  if (content === undefined) {
    throw new ProofError(
      'PROOF_MISSING',
      `the hub has not yet proved that it works with certificate ${certificateId}; make a proof ${HOW}, and give it with --proof`,
    );
  }
  const proof = readProof(content);
  const origin = stsOrigin(environment.region);
  if (proof.origin !== origin || hostOf(proof) !== new URL(origin).host) {
    throw new ProofError(
      'PROOF_INVALID',
      `--proof is for ${JSON.stringify(proof.origin)}, and this environment's AWS STS is ${origin}`,
    );
  }
  const { status, body } = await send(proof);
  if (status !== 200) {
    const reason = elementOf(body, 'Code') ?? `HTTP ${status}`;
    throw new ProofError(
      'PROOF_REFUSED',
      `AWS does not accept the proof (${reason}); it is valid for five minutes: make a new one ${HOW}`,
    );
  }
  const role = naming.sessionArn(names.dataHubRole, certificateId);
  const arn = elementOf(body, 'Arn');
  const session = elementOf(body, 'UserId')?.split(':')[1];
  const account = elementOf(body, 'Account');
  if (account === environment.account && arn === role && session === certificateId) return;
  throw new ProofError(
    'PROOF_OF_ANOTHER',
    `the hub works as ${JSON.stringify(arn ?? 'nobody')}, not with certificate ${certificateId} yet; make a proof ${HOW}`,
  );
}

function readProof(content: Uint8Array | string): IdentityProof {
  const place = '--proof';
  try {
    return parseIdentityProof(content, place);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError([...error.problems, { place, fix: `make a new proof ${HOW}` }]);
  }
}

function hostOf({ headers, origin }: IdentityProof): string {
  // Without the header, the client says where it connects to.
  return headers['host'] ?? new URL(origin).host;
}

async function sendProof({ origin, headers }: IdentityProof): Promise<{ status: number; body: string }> {
  const { host: _saidByTheClient, ...rest } = headers;
  try {
    const response = await fetch(`${origin}/`, {
      method: 'POST',
      headers: rest,
      body: PROOF_BODY,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    return { status: response.status, body: await response.text() };
  } catch {
    throw new ProofError('PROOF_REFUSED', `${origin} got no answer; check the network and try again`);
  }
}

function elementOf(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
}
