import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readBoundedFile } from '../../../config/bounded-file';
import { ConfigurationError, PlatformError } from '../../../config/errors';
import { decodePem, otherEncodingFix } from '../../../config/text-encoding';
import { amazonRootCa1 } from '../../../packages/data-hub/src/amazon-root-ca';
import { isOnThisMachine } from '../../../packages/data-hub/src/configuration/endpoints';
import { HUB_FILES } from '../../../packages/data-hub/src/hub-config';
import {
  nameInOneLine,
  type ServerCertificate,
  serverCertificate,
} from '../../../packages/data-hub/src/server-certificate';

/** The CA that a hub trusts, with the name of its file in the bundle. */
export interface RootCa {
  readonly file: string;
  readonly pem: string;
  /** Its distinguished name in one line. */
  readonly subject: string;
}

/** Which CA signed for the credentials provider is not known. Nothing was changed. */
export class RootCaError extends PlatformError {
  readonly code = 'ROOT_CA';

  constructor(message: string) {
    super(message);
    this.name = 'RootCaError';
  }
}

/** Name of the file with a CA that is not Amazon's. */
const OTHER_CA_FILE = 'root-ca.pem';
/** Variables that name the CA of an emulated account to Node.js, and to the AWS CLI and boto3. */
const CA_VARIABLES = ['NODE_EXTRA_CA_CERTS', 'AWS_CA_BUNDLE'] as const;
const TIMEOUT = 5_000;

export interface RootCaOptions {
  /** Origin of the credentials provider. */
  readonly endpoint: string;
  /** What `--root-ca` names, as {@link readRootCa} read it. */
  readonly named?: RootCa | undefined;
  /** @default - this process's */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * The root CA for the bundle of a hub.
 *
 * AWS's endpoints have a certificate of Amazon's, so that a hub of theirs gets AmazonRootCA1 whatever this machine
 * sees at the endpoint: its network may open TLS, and what is trusted at first sight could be anybody's. Only for an
 * emulated account on this machine is the CA taken from where its operator trusts it already (`--root-ca`, or the
 * variables that name it to Node.js and the AWS CLI), and only if the endpoint's certificate leads to it.
 * @throws RootCaError if none does, or if the endpoint cannot be reached.
 */
export async function rootCaFor(options: RootCaOptions): Promise<RootCa> {
  const { endpoint, named, environment = process.env } = options;
  if (!isOnThisMachine(endpoint)) return named ?? amazonRootCa();
  const candidates =
    named === undefined ? trustedByOperator(environment) : [{ place: '--root-ca', roots: [named] }];
  for (const root of candidates.flatMap(({ roots }) => roots)) {
    if ((await look(endpoint, root.pem)).problem === undefined) return root;
  }
  const { issuer } = await look(endpoint, amazonRootCa1());
  const places = candidates.map(({ place }) => place).join(' and ');
  throw new RootCaError(
    `the root CA of ${endpoint} is not known: its certificate is issued by ${JSON.stringify(issuer)}, and ` +
      `${places === '' ? `neither ${CA_VARIABLES.join(' nor ')} is set` : `${places} has no CA that it leads to`}; ` +
      'source the file that npm run local names, or write --root-ca <file>',
  );
}

/** AmazonRootCA1, from the root certificates that Node.js brings along. */
function amazonRootCa(): RootCa {
  return rootCa(HUB_FILES.rootCa, amazonRootCa1());
}

/**
 * A root CA of the operator's choice.
 * @throws ConfigurationError if the file holds none.
 */
export function readRootCa(file: string): RootCa {
  try {
    const pem = decodePem(readBoundedFile(file));
    if (typeof pem !== 'string') {
      throw new ConfigurationError([{ place: '--root-ca', value: file, fix: otherEncodingFix(pem) }]);
    }
    if (!pem.includes('PRIVATE KEY') && new X509Certificate(pem).ca) {
      return rootCa(OTHER_CA_FILE, `${pem.trim()}\n`);
    }
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
      throw new ConfigurationError([{ place: '--root-ca', value: file, fix: `cannot be read (${code})` }]);
    }
  }
  throw new ConfigurationError([
    { place: '--root-ca', value: file, fix: 'is not the certificate of a CA in PEM' },
  ]);
}

/** CAs that the operator's own tools trust, each by itself: a hub is to trust one, not all of them. */
function trustedByOperator(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly place: string; readonly roots: readonly RootCa[] }[] {
  const seen = new Set<string>();
  return CA_VARIABLES.flatMap((variable) => {
    const file = environment[variable];
    if (file === undefined || file === '' || seen.has(file)) return [];
    seen.add(file);
    return [{ place: `${variable} (${file})`, roots: certificateAuthoritiesIn(file) }];
  });
}

function certificateAuthoritiesIn(file: string): RootCa[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Then it has none, and the message says which file that is.
    return [];
  }
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return found.filter(isCertificateAuthority).map((pem) => rootCa(OTHER_CA_FILE, `${pem}\n`));
}

function isCertificateAuthority(pem: string): boolean {
  try {
    return new X509Certificate(pem).ca;
  } catch {
    return false;
  }
}

function rootCa(file: string, pem: string): RootCa {
  return { file, pem, subject: nameInOneLine(new X509Certificate(pem).subject) };
}

async function look(endpoint: string, ca: string): Promise<ServerCertificate> {
  try {
    return await serverCertificate({ endpoint, ca, timeout: TIMEOUT });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new RootCaError(
      `${endpoint}, the account's credentials provider, cannot be reached (${code ?? message}); is the emulated account still running?`,
    );
  }
}
