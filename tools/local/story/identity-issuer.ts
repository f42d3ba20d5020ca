import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { askEmulator } from '../emulator-api';
import type { LocalEndpoint } from '../endpoint';
import { listenOnLoopback } from '../loopback-server';

/** What a token says. */
export interface TokenClaims {
  /** Who signs in. */
  readonly subject: string;
  readonly audience: string;
  /** Tags of the session that the token is exchanged for, such as `orgSlug`. */
  readonly sessionTags: Readonly<Record<string, string>>;
  /**
   * Name of the person in the trail, for roles that want one.
   * @default - none
   */
  readonly sourceIdentity?: string | undefined;
  /**
   * From now on; less than nothing for a token that is over.
   * @default 300
   */
  readonly seconds?: number;
}

/** An OpenID Connect issuer on this machine, which stands in for an organization's own. */
export interface IdentityIssuer {
  /** What its tokens have in `iss`. */
  readonly issuer: string;
  /** Where it is: `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** Signs a token. It is a secret: whoever has it can sign in. */
  readonly sign: (claims: TokenClaims) => Promise<string>;
  readonly close: () => Promise<void>;
}

const ALGORITHM = 'ES256';
const KEY_ID = 'local-1';
const DEFAULT_SECONDS = 300;
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp */
const SESSION_TAGS = 'https://aws.amazon.com/tags';
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html */
const SOURCE_IDENTITY = 'https://aws.amazon.com/source_identity';
/** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig */
const METADATA_PATH = '/.well-known/openid-configuration';
const KEYS_PATH = '/keys';

/** @param issuer URL of the issuer, as the environment has it */
export async function startIdentityIssuer(issuer: string): Promise<IdentityIssuer> {
  const { exportJWK, generateKeyPair, SignJWT } = await import('jose');
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM);
  const key = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: ALGORITHM, use: 'sig' };
  const documents = new Map<string, object>([
    [`${new URL(issuer).pathname.replace(/\/$/, '')}${METADATA_PATH}`, metadataOf(issuer)],
    [`${new URL(issuer).pathname.replace(/\/$/, '')}${KEYS_PATH}`, { keys: [key] }],
  ]);
  const server = await listenOnLoopback((request, response) => {
    publish(request, response, documents);
  });
  return {
    issuer,
    endpoint: server.url,
    sign: ({ subject, audience, sessionTags, sourceIdentity, seconds = DEFAULT_SECONDS }) => {
      const now = Math.floor(Date.now() / 1000);
      const tags = Object.entries(sessionTags).map(([name, value]): [string, string[]] => [name, [value]]);
      return new SignJWT({
        ...(tags.length === 0 ? {} : { [SESSION_TAGS]: { principal_tags: Object.fromEntries(tags) } }),
        ...(sourceIdentity === undefined ? {} : { [SOURCE_IDENTITY]: sourceIdentity }),
      })
        .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID })
        .setIssuer(issuer)
        .setSubject(subject)
        .setAudience(audience)
        .setIssuedAt(Math.min(now, now + seconds))
        .setExpirationTime(now + seconds)
        .sign(privateKey);
    },
    close: server.close,
  };
}

/** Tells the emulated account where the issuer is, as DNS would. */
export async function introduceIssuer(
  { issuer, endpoint }: IdentityIssuer,
  emulator: LocalEndpoint,
): Promise<void> {
  await askEmulator(emulator, ['PUT', 'identity-providers/addresses'], z.unknown(), { issuer, endpoint });
}

function metadataOf(issuer: string): object {
  return {
    issuer,
    jwks_uri: `${issuer.replace(/\/$/, '')}${KEYS_PATH}`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [ALGORITHM],
  };
}

function publish(
  { method, url }: IncomingMessage,
  response: ServerResponse,
  documents: ReadonlyMap<string, object>,
): void {
  const document = method === 'GET' ? documents.get(url ?? '') : undefined;
  response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(document ?? {}));
}
