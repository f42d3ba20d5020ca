import type { TokenKey } from './private-key';
import { type ProgramEnd, runProgram } from './run-program';
import { ENGINE_MISSING } from './token-failure';
import { tokenUriWithPinFile, uriWithPinFile } from './token-uri';
import { endedWell, type TokenUse, useToken } from './token-use';

/** Milliseconds for one use of a key, and for making one: a TPM is slow. */
const TIMEOUT = { use: 20_000, make: 120_000 } as const;

/** How `openssl` is told of a key in a token. */
interface Way {
  readonly sign: (uri: string) => readonly string[];
  readonly request: (uri: string) => readonly string[];
}

/**
 * Before the URI of the key. The option -engine would have the engine do everything else, too, and then the module of
 * a TPM, which uses OpenSSL itself, calls itself and fails.
 */
const OF_ENGINE = 'org.openssl.engine:pkcs11:';
/** Engine of OpenSSL 3: https://github.com/OpenSC/libp11 */
const BY_ENGINE: Way = {
  sign: (uri) => ['-sign', `${OF_ENGINE}${uri}`],
  request: (uri) => ['-key', `${OF_ENGINE}${uri}`],
};
const PROVIDER = ['-provider', 'pkcs11', '-provider', 'default'];
/** What later releases of OpenSSL have in place of engines: https://github.com/latchset/pkcs11-provider */
const BY_PROVIDER: Way = {
  sign: (uri) => [...PROVIDER, '-sign', uri],
  request: (uri) => [...PROVIDER, '-key', uri],
};

/**
 * Signs a text with a key in a token, SHA-256: ECDSA in DER for keys on curves, PKCS #1 v1.5 for RSA.
 * @returns the signature.
 * @throws TokenKeyError
 */
export async function signInToken(key: TokenKey, text: string): Promise<Buffer> {
  const { output } = await useToken(
    'openssl',
    key,
    openssl((way) => ['dgst', '-sha256', ...way.sign(uriWithPinFile(key))], text),
    // With some modules it crashes while it ends, after its work.
    (ended) => endedWell(ended) || (ended.by === 'killed' && ended.output.length > 0),
  );
  return output;
}

/** A section without which `openssl req` does not start, and nothing of the machine's own settings. */
const REQUEST_CONFIG = '[req]\ndistinguished_name = name\n[name]\n';
const WHOLE_REQUEST = /-----BEGIN CERTIFICATE REQUEST-----[^-]+-----END CERTIFICATE REQUEST-----\n$/;

/**
 * A PKCS#10 request for a certificate of a key in a token, as PEM.
 * @param commonName of letters, digits, `-`, `_` and `:`.
 * @throws TokenKeyError
 */
export async function requestFromToken(key: TokenKey, commonName: string): Promise<string> {
  const isWhole = ({ output }: ProgramEnd): boolean => WHOLE_REQUEST.test(output.toString('utf8'));
  const { output } = await useToken(
    'openssl',
    key,
    (use) => {
      const config = use.folder.write('request.cnf', REQUEST_CONFIG);
      const asked = ['-config', config, '-subj', `/CN=${commonName}`];
      const request = (way: Way): string[] => ['req', '-new', '-sha256', ...way.request(uriWithPinFile(key))];
      return openssl((way) => [...request(way), ...asked])(use);
    },
    (ended) => isWhole(ended) && (endedWell(ended) || ended.by === 'killed'),
  );
  return output.toString('utf8');
}

/**
 * Makes a P-256 key in a token, which never hands it out. Whether there is one of that label already is not checked.
 * @throws TokenKeyError
 */
export async function makeKeyInToken(key: TokenKey, label: string): Promise<void> {
  await useToken('p11tool', key, ({ folder }) =>
    // Of the programs that make keys, GnuTLS's reads the PIN from its file, so that no argument holds it.
    runProgram(
      'p11tool',
      [
        '--batch',
        '--login',
        ...(key.module === undefined ? [] : ['--provider', key.module]),
        '--generate-privkey=ecdsa',
        '--curve=secp256r1',
        `--label=${label}`,
        `--outfile=${folder.path}/public-key.pem`,
        tokenUriWithPinFile(key),
      ],
      { timeout: TIMEOUT.make },
    ),
  );
}

/** Runs `openssl` with the engine; if there is none, nothing has looked at the PIN, and the provider is used. */
function openssl(
  argumentsOf: (way: Way) => readonly string[],
  input = '',
): (use: TokenUse) => Promise<ProgramEnd> {
  return async ({ environment }) => {
    const run = (way: Way): Promise<ProgramEnd> =>
      runProgram('openssl', argumentsOf(way), { input, environment, timeout: TIMEOUT.use });
    const ended = await run(BY_ENGINE);
    return ENGINE_MISSING.test(ended.errors) ? run(BY_PROVIDER) : ended;
  };
}
