import type { PinFile } from './pin-file';
import type { TokenKey } from './private-key';
import type { ProgramEnd } from './run-program';
import { TokenKeyError } from './token-error';

/** Packages of Debian with what lets OpenSSL use a token: of release 12, and of later ones. */
const SUPPORT_FIX =
  'install it: apt-get install libengine-pkcs11-openssl (Debian 12) or pkcs11-provider (Debian 13)';

/** Packages of Debian whose name is not the program's. */
const PACKAGES: Readonly<Partial<Record<string, string>>> = { p11tool: 'gnutls-bin' };

/** There is no engine; nothing has looked at the PIN then. The last text is what curl says if it knows providers. */
export const ENGINE_MISSING =
  /invalid engine|engine 'pkcs11' not found|no such engine|crypto engine not set/i;
const PROVIDER_MISSING =
  /unable to load provider|failed to (?:load|initialize).*provider|unsupported (?:file|key) type/i;
const MODULE_UNUSABLE =
  /unable to load (?:pkcs#11 )?module|module initialization failed|pkcs11_add_provider|failed to load/i;
/**
 * Of a login that failed, the engine may say no more. Taking another reason for a wrong PIN costs a `touch`; taking a
 * wrong PIN for another reason would cost the token.
 */
const LOGIN_FAILED =
  /login failed|login to token failed|pin (?:incorrect|invalid|locked|expired)|error in provided pin/i;
/** CKR_PIN_INCORRECT to CKR_PIN_LOCKED. */
const PIN_REFUSED_IN_PROVIDER = /Error 16[0-4] returned by C_Login/;
/** The engine's text of an error of the token; only some are about the PIN. */
const OTHER_TOKEN_ERROR = /ERR_CKR_error:(?![^\n]*PIN)/;
const LOGIN_IN_PROVIDER = 'Calling C_Login';
const TOKEN_ABSENT = /no matching (?:initialized )?token|requested pkcs #11 object is not available/i;
const KEY_ABSENT = /object not found|key was not found/i;
/** What OpenSSL says whatever the provider did not find. */
const NOTHING_FOUND = /could not (?:find|open|read).*private key|no private key found/i;

/**
 * Says why a program could not use a key in a token. Notes a refused PIN.
 * @param program name of it.
 * @param about `stamp`: of the PIN file, from before; `providerLog`: what the provider of OpenSSL wrote, if it ran.
 */
export function tokenFailure(
  program: string,
  ended: ProgramEnd,
  about: {
    readonly key: TokenKey;
    readonly pin: PinFile;
    readonly stamp: string;
    readonly providerLog: string | undefined;
  },
): TokenKeyError {
  const { key, pin, stamp, providerLog = '' } = about;
  const { by, errors } = ended;
  if (by === 'missing') {
    return new TokenKeyError(
      'HUB_TOKEN_SUPPORT_MISSING',
      `${program} is not installed, and a key in a token needs it; install it: apt-get install ${PACKAGES[program] ?? program}`,
    );
  }
  if (by === 'timeout') {
    return new TokenKeyError(
      'HUB_TOKEN_FAILED',
      `${program} got no answer from the token of ${key.uri} in time; check that the token works and that no other program holds it`,
    );
  }
  const loginFailed = LOGIN_FAILED.test(errors) && !OTHER_TOKEN_ERROR.test(errors);
  if (loginFailed || PIN_REFUSED_IN_PROVIDER.test(providerLog)) return pin.refused(stamp);
  if (ENGINE_MISSING.test(errors) || PROVIDER_MISSING.test(errors)) {
    return new TokenKeyError(
      'HUB_TOKEN_SUPPORT_MISSING',
      `OpenSSL on this machine cannot use PKCS#11 tokens; ${SUPPORT_FIX}`,
    );
  }
  if (MODULE_UNUSABLE.test(errors)) {
    return new TokenKeyError(
      'HUB_TOKEN_MODULE_UNUSABLE',
      `${key.module ?? "p11-kit's default PKCS#11 module"} cannot be loaded; install the token's PKCS#11 module, or correct pkcs11Module in hub.json`,
    );
  }
  const foundNothing = providerLog !== '' && NOTHING_FOUND.test(errors);
  const loggedIn = providerLog.includes(LOGIN_IN_PROVIDER);
  if (TOKEN_ABSENT.test(errors) || (foundNothing && !loggedIn)) {
    return new TokenKeyError(
      'HUB_TOKEN_ABSENT',
      `no token of ${key.uri} in ${moduleName(key)}; check the token's label, that this user may use it, and pkcs11Module in hub.json`,
    );
  }
  if (KEY_ABSENT.test(errors) || foundNothing) {
    return new TokenKeyError(
      'HUB_TOKEN_KEY_ABSENT',
      `the token has no private key of ${key.uri}; check its label, or make it with: data-hub csr --key-uri ... --generate`,
    );
  }
  return new TokenKeyError(
    'HUB_TOKEN_FAILED',
    `${program} could not use the key of ${key.uri} (${lastLine(errors)}); check the token with its own tools`,
  );
}

function moduleName({ module }: TokenKey): string {
  return module ?? 'the modules that p11-kit knows';
}

const MAX_QUOTED = 200;

/** What a program said last, fit for one line of a log. */
function lastLine(text: string): string {
  const line = text.trim().split('\n').at(-1) ?? '';
  const plain = line.replace(/[^\x20-\x7e]+/g, ' ').trim();
  return plain === '' ? 'it did not say why' : plain.slice(0, MAX_QUOTED);
}
