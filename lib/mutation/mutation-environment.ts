import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { z } from 'zod';
import type { EnvironmentConfig } from '../../config/environment-config';
import { loadEnvironment } from '../../config/load-environment';
import { parseOrgSlug } from '../../config/org-slug';
import type { JsonObject } from '../isolation/json';
import { buildApp } from '../stacks/build-app';
import { type Ground, groundOf, type Templates } from './ground';

const PROJECT = join(__dirname, '..', '..');

/**
 * What is mutated: the production environment with every option in use, and two organizations, of which one
 * slug is a prefix of the other. First both are active, so that no mistake hides behind a suspension; then the
 * first one is suspended, and logs are encrypted: of this, only what is new counts.
 */
export function mutationGrounds(): Ground[] {
  const seen = new Set<string>();
  return [environmentOf('active', 'SSE-S3'), environmentOf('suspended', 'SSE-KMS')].map((environment) => {
    const { account, region } = environment;
    const place = { account, region: region.name, partition: region.partition, dnsSuffix: region.dnsSuffix };
    return groundOf(synthesized(environment), place, seen);
  });
}

function environmentOf(
  status: 'active' | 'suspended',
  accessLogEncryption: EnvironmentConfig['accessLogEncryption'],
): EnvironmentConfig {
  return {
    ...loadEnvironment('production', join(PROJECT, 'environments')),
    compliancePacks: [],
    athenaCreateIamUser: true,
    accessLogEncryption,
    organizations: [
      { slug: parseOrgSlug('acme'), displayName: 'Acme', status, athenaUsers: ['ann'] },
      { slug: parseOrgSlug('acme-eu'), displayName: 'Acme Europe', status: 'active', athenaUsers: ['eve'] },
    ],
  };
}

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** Synthesizes an environment as it ships, without judging it. */
function synthesized(environment: EnvironmentConfig): Templates {
  const { context } = cdkJson.parse(JSON.parse(readFileSync(join(PROJECT, 'cdk.json'), 'utf8')));
  const outdir = mkdtempSync(join(tmpdir(), 'mutation-'));
  try {
    const app = new App({
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
      context,
      outdir,
    });
    const { organizations } = environment;
    buildApp(app, { environment, shared: true, organizations }, { proveIsolation: false });
    return Object.fromEntries(
      app.synth().stacks.map(({ stackName, template }) => [stackName, template as JsonObject]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
