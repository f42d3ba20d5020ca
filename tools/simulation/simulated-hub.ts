// The library of certificates looks for this when it is loaded.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { PemConverter, X509CertificateGenerator } from '@peculiar/x509';
import { parseOrgSlug } from '../../config/org-slug';
import { HUB_FILES, type HubConfig } from '../../packages/data-hub/src/hub-config';
import { thingNameOf } from '../../packages/data-hub/src/hub-name';

/** A certificate with its key, valid for the simulated hub. Both PEM. */
export interface SimulatedPair {
  readonly certificate: string;
  readonly privateKey: string;
}

const [ORGANIZATION, HUB] = ['simulated', 'hub'];

/** What a simulated hub has in its `hub.json`. */
export const SIMULATED_HUB: HubConfig = {
  version: 1,
  environment: 'simulation',
  organization: parseOrgSlug(ORGANIZATION),
  hub: HUB,
  region: 'eu-central-1',
  thingName: thingNameOf(ORGANIZATION, HUB),
  roleAlias: 'simulated-data-hub',
  credentialsEndpoint: 'https://localhost',
  certificateFile: HUB_FILES.certificate,
  privateKeyFile: HUB_FILES.privateKey,
  rootCaFile: HUB_FILES.rootCa,
  buckets: { raw: 'simulated-raw' },
  prefix: `${ORGANIZATION}/`,
  keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/simulated',
  parameterPath: `/simulation/${ORGANIZATION}/connectors`,
};

/** True time at the start of every simulation. */
export const EPOCH = Date.parse('2027-01-01T00:00:00Z');

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Makes so many pairs for the simulated hub, to rotate through. */
export function simulatedPairs(count: number): Promise<SimulatedPair[]> {
  return Promise.all(Array.from({ length: count }, simulatedPair));
}

async function simulatedPair(): Promise<SimulatedPair> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [SIMULATED_HUB.thingName] }],
    notBefore: new Date(EPOCH),
    notAfter: new Date('2049-12-31T23:59:59Z'),
    keys,
    signingAlgorithm: ALGORITHM,
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    certificate: certificate.toString('pem'),
    privateKey: PemConverter.encode(key, PemConverter.PrivateKeyTag),
  };
}
