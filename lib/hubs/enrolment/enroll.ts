import { HUB_FILES } from '../../../packages/data-hub/src/hub-config';
import { type Hub, hubOf, type Platform } from '../../account/open-platform';
import { requireActive } from '../../account/suspension';
import type { Certificate } from '../fleet/certificates';
import { HubStateError } from '../fleet/errors';
import { prepareBundle, writeBundle } from './bundle';
import { readCertificateRequest } from './certificate-request';
import { issueCertificate } from './issue-certificate';
import { type RootCa, readRootCa } from './root-ca';

export interface EnrollOptions {
  /** The hub's name within its organization. */
  readonly hub: string;
  /** File with the hub's certificate request. */
  readonly csr: string;
  /** Folder for the bundle; made if it is missing. */
  readonly out: string;
  /**
   * File with the root CA that the hub is to trust.
   * @default - the one that the account's endpoint has
   */
  readonly rootCa?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

/** What has become of a hub. */
export interface Enrolled {
  readonly hub: Hub;
  readonly keyType: string;
  /** Nothing if it was a dry run. */
  readonly certificate?: { readonly id: string; readonly arn: string };
  /** Whether the certificate was active before. */
  readonly already: boolean;
  /** Names of the bundle's files. */
  readonly files: readonly string[];
  /** Which the hub trusts. */
  readonly rootCa: Pick<RootCa, 'file' | 'subject'>;
}

/**
 * Enrols a hub: a thing with one active certificate for the request, and a bundle for the hub. The same request
 * again gives the same certificate.
 * @throws ConfigurationError for a request or a name that will not do.
 * @throws SuspendedError while the organization is suspended.
 * @throws HubStateError if the hub has another certificate, or had this one revoked.
 * @throws RootCaError if the account's root CA is not known.
 */
export async function enroll(platform: Platform, options: EnrollOptions): Promise<Enrolled> {
  return enrolled(platform, options, {
    allow: (others) => {
      const active = others.find(({ status }) => status === 'ACTIVE');
      if (active === undefined) return;
      throw new HubStateError(
        'HUB_ENROLLED',
        `hub "${options.hub}" is enrolled with certificate ${active.id} for another key; ` +
          'replace it with data-hub rotate, or revoke it first',
      );
    },
    notesWhenActive: (_certificate, now) => ({ enrolledAt: now.toISOString() }),
  });
}

/** The course that a first certificate and every further one have in common. */
export async function enrolled(
  platform: Platform,
  { hub: name, csr, out, rootCa, dryRun = false }: EnrollOptions,
  rules: Pick<Parameters<typeof issueCertificate>[0], 'allow' | 'notesWhenActive'>,
): Promise<Enrolled> {
  requireActive(platform, 'its hubs get no credentials');
  const hub = hubOf(platform, name);
  const request = await readCertificateRequest(csr, hub.thingName);
  const named = rootCa === undefined ? undefined : readRootCa(rootCa);
  const bundle = await prepareBundle(platform, { hub, folder: out, rootCa: named });
  const files = [...bundle.files.keys(), HUB_FILES.certificate];
  const common = { hub, keyType: request.keyType, rootCa: bundle.rootCa };
  if (dryRun) return { ...common, already: false, files };
  const prepare = (certificate: Certificate): (() => void) => writeBundle(bundle, certificate.pem);
  const { certificate, already } = await issueCertificate({ platform, hub, request, prepare, ...rules });
  return { ...common, certificate: { id: certificate.id, arn: certificate.arn }, already, files };
}
