// The library of certificates looks for this when it is loaded.
import 'reflect-metadata';
import { createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { ConfigurationError, type Problem } from '../../../../config/errors';
import { HUB_FILES } from '../hub-config';
import { thingNameOf } from '../hub-name';
import type { TokenKey } from '../keys/private-key';
import { TokenKeyError } from '../keys/token-error';
import { makeKeyInToken, requestFromToken } from '../keys/token-key';
import { keyLabel, mayHoldPin, tokenUriProblem } from '../keys/token-uri';
import { alreadyThere, hubProblems, writeNewFiles } from './create-request';

export interface TokenRequestOptions {
  readonly organization: string;
  readonly hub: string;
  /** Folder for the request; made if it is missing. */
  readonly out: string;
  /** PKCS#11 URI of the key, without a PIN. */
  readonly keyUri: string;
  /** File of the token's PKCS#11 module. @default - the modules that p11-kit has configured on this machine */
  readonly module?: string | undefined;
  /** File with the token's PIN, mode 0600. */
  readonly pinFile?: string | undefined;
  /** Make the key, too; there must be none of its label. */
  readonly generate: boolean;
}

/** A request for a certificate of a key in a token. */
export interface TokenRequest {
  /** Identity of the hub, which is the request's common name. */
  readonly thingName: string;
  readonly key: TokenKey;
  /** File for the platform's operators. */
  readonly request: string;
}

const MIN_RSA_BITS = 2048;

/**
 * Makes a certificate request for a hub by a key in a token, and the key if that is asked for. Overwrites nothing.
 * @throws ConfigurationError for arguments that cannot be, with every problem.
 * @throws RequestFilesError if a request is there already, or cannot be written.
 * @throws TokenKeyError if the token cannot be used, or its key is too weak.
 */
export async function createTokenRequest(options: TokenRequestOptions): Promise<TokenRequest> {
  const { organization, hub, out, keyUri, module, pinFile, generate } = options;
  const problems = [...hubProblems(options), ...tokenProblems(options)];
  if (problems.length > 0 || pinFile === undefined) throw new ConfigurationError(problems);
  const thingName = thingNameOf(organization, hub);
  const folder = resolve(out);
  const file = join(folder, HUB_FILES.request);
  if (existsSync(file)) throw alreadyThere(file);

  const key: TokenKey = {
    uri: keyUri,
    ...(module === undefined ? {} : { module: resolve(module) }),
    pinFile: resolve(pinFile),
  };
  if (generate) await makeNewKey(key, thingName);
  const request = await requestFromToken(key, thingName);
  refuseWeakKey(request, keyUri);
  writeNewFiles(folder, new Map([[file, request]]));
  return { thingName, key, request: file };
}

function tokenProblems({ keyUri, pinFile, generate }: TokenRequestOptions): Problem[] {
  const uriProblem = tokenUriProblem(keyUri);
  const problems: Problem[] = [];
  const shown = mayHoldPin(keyUri) ? {} : { value: keyUri };
  if (uriProblem !== undefined) problems.push({ place: '--key-uri', ...shown, fix: uriProblem });
  else if (generate && (keyLabel(keyUri) === undefined || /[;?&]id=/.test(keyUri))) {
    const fix = 'names its key by "id"; a new key gets the label in "object", and the token chooses its id';
    problems.push({ place: '--key-uri', value: keyUri, fix });
  }
  if (pinFile === undefined) {
    problems.push({ place: '--pin-file', fix: "is missing; name a file of mode 0600 with the token's PIN" });
  }
  return problems;
}

async function makeNewKey(key: TokenKey, thingName: string): Promise<void> {
  if (await isThere(key, thingName)) {
    throw new TokenKeyError(
      'HUB_TOKEN_KEY_EXISTS',
      `the token has a key ${key.uri} already; choose another label in --key-uri, or use that key by leaving --generate out`,
    );
  }
  await makeKeyInToken(key, keyLabel(key.uri) ?? '');
}

/** Whether the token has the key: whoever can sign with it has it. */
async function isThere(key: TokenKey, thingName: string): Promise<boolean> {
  try {
    await requestFromToken(key, thingName);
    return true;
  } catch (error) {
    if (error instanceof TokenKeyError && error.code === 'HUB_TOKEN_KEY_ABSENT') return false;
    throw error;
  }
}

/** What the platform would refuse is refused here. */
function refuseWeakKey(request: string, keyUri: string): void {
  const publicKey = new Pkcs10CertificateRequest(request).publicKey.rawData;
  const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({
    key: Buffer.from(publicKey),
    format: 'der',
    type: 'spki',
  });
  const { namedCurve, modulusLength = 0 } = asymmetricKeyDetails ?? {};
  if (namedCurve === 'prime256v1' || (asymmetricKeyType === 'rsa' && modulusLength >= MIN_RSA_BITS)) return;
  const what = namedCurve ?? `${asymmetricKeyType ?? 'unknown'} of ${modulusLength} bits`;
  throw new TokenKeyError(
    'HUB_TOKEN_KEY_WEAK',
    `the key ${keyUri} is ${what}; use a P-256 key, or RSA of ${MIN_RSA_BITS} bits or more`,
  );
}
