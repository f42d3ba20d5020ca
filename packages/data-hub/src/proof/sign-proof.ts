import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { FinalizeRequestMiddleware, MiddlewareStack } from '@smithy/types';
import { ConfigurationError } from '../../../../config/errors';
import { DNS_SUFFIXES, isSupportedPartition } from '../../../../config/partition';
import type { HubConfig } from '../hub-config';
import { type IdentityProof, identityProofText, PROOF_BODY, stsOrigin } from '../identity-proof';
import type { CredentialsFetcher } from '../credentials/credentials-fetcher';
import type { SessionKeys } from '../credentials/identity';

/** What the SDK tells AWS about itself; it is not signed, as the platform sends the proof, and not the SDK. */
const ABOUT_THE_SDK = /^(?:amz-sdk-|user-agent$|x-amz-user-agent$|content-length$)/;

interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * Signs a question to AWS STS and does not send it: the platform does, and learns from the answer with which
 * certificate this hub got its credentials. Good for about five minutes, and for nothing else.
 */
export async function signProof(
  { region }: Pick<HubConfig, 'region'>,
  keys: SessionKeys,
  dnsSuffix: string,
): Promise<IdentityProof> {
  // Which Node.js versions the next SDK supports is not what the platform wants to read.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const origin = stsOrigin({ name: region, dnsSuffix });
  const client = new STSClient({ region, credentials: keys, endpoint: origin });
  let signed: SignedRequest | undefined;
  const signWhatProves: FinalizeRequestMiddleware<object, object> = (next) => (args) => {
    const { headers } = args.request as { headers: Record<string, string> };
    for (const name of Object.keys(headers)) {
      if (ABOUT_THE_SDK.test(name)) Reflect.deleteProperty(headers, name);
    }
    return next(args);
  };
  (client.middlewareStack as MiddlewareStack<object, object>).addRelativeTo(signWhatProves, {
    relation: 'before',
    toMiddleware: 'httpSigningMiddleware',
    name: 'signWhatProves',
  });
  // In place of sending.
  client.middlewareStack.add(
    () => (args) => {
      signed = args.request as SignedRequest;
      return Promise.resolve({ response: {}, output: { $metadata: {} } });
    },
    { step: 'deserialize', priority: 'high' },
  );
  await client.send(new GetCallerIdentityCommand({}));
  client.destroy();
  return proofOf(origin, signed);
}

function proofOf(origin: string, signed: SignedRequest | undefined): IdentityProof {
  if (signed?.body !== PROOF_BODY) throw new TypeError('the SDK asks something else');
  const headers = Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { version: 1, origin, headers: Object.fromEntries(headers) };
}

/**
 * Fetches credentials with the hub's certificate, whatever is cached, and proves with them who it is.
 * @returns the proof as the platform reads it: one line.
 * @throws ConfigurationError if the key is in a partition whose AWS STS is not known; then nothing was fetched.
 * @throws FetchError if there are no credentials.
 */
export async function proveIdentity(
  config: HubConfig,
  fetcher: Pick<CredentialsFetcher, 'fetch'>,
): Promise<string> {
  const dnsSuffix = dnsSuffixOf(config);
  const { keys, pairProblem } = await fetcher.fetch();
  // Credentials from the certificate of before would prove nothing of the new one.
  if (pairProblem !== undefined) throw pairProblem;
  return identityProofText(await signProof(config, keys, dnsSuffix));
}

/** The domain of AWS's services where the hub's organization is, which the ARN of its key tells. */
function dnsSuffixOf({ keyArn }: Pick<HubConfig, 'keyArn'>): string {
  const partition = keyArn.split(':')[1] ?? '';
  if (isSupportedPartition(partition)) return DNS_SUFFIXES[partition];
  const supported = Object.keys(DNS_SUFFIXES).join(', ');
  const fix = `is in the partition ${partition}; this program knows the endpoints of ${supported}`;
  throw new ConfigurationError([{ place: 'hub.json $.keyArn', value: keyArn, fix }]);
}
