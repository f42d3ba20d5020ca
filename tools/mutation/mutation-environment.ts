import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { z } from 'zod';
import type { AnalystAccess } from '../../config/analysts';
import type { EnvironmentConfig, OrganizationConfig } from '../../config/environment-config';
import { loadEnvironment } from '../../config/load-environment';
import type { OperatorSignIn } from '../../config/operations';
import { PIPELINE_SERVICES } from '../../config/pipelines-schema';
import { parseOrgSlug } from '../../config/org-slug';
import { SPECIFICATION } from '../../lib/isolation/specification';
import { readForms } from '../../packages/isolation-proof/src/forms/forms';
import { questionsOf } from '../../packages/isolation-proof/src/specification/questions-of';
import { readTenantModel } from '../../packages/isolation-proof/src/specification/read-tenant-model';
import type { JsonObject } from '../../packages/isolation-proof/src/templates/json';
import type { StackEnvironment } from '../../packages/isolation-proof/src/templates/template';
import { buildApp } from '../../lib/stacks/build-app';
import { type Ground, groundOf, stackOf, type Templates } from './ground';
import { MutationError } from './mutation-error';

const PROJECT = join(__dirname, '..', '..');

const BY_OIDC: AnalystAccess = { oidc: { issuer: 'https://identity.example.com', audience: 'analysts' } };
const OPERATORS_BY_OIDC: OperatorSignIn = {
  oidc: {
    issuer: 'https://operators.example.com',
    audiences: {
      'hub-operator': 'hub-operator',
      'hub-revoker': 'hub-revoker',
      'secret-writer': 'secret-writer',
      monitor: 'monitor',
      auditor: 'auditor',
      'break-glass': 'break-glass',
    },
  },
};
const BY_ROLES: AnalystAccess = { roles: ['arn:aws:iam::444455556666:role/analysts'] };

/**
 * What is mutated: the production environment with every option in use, and organizations of which one slug is a
 * prefix of the other. First all are active, so that no mistake hides behind a suspension; then some are suspended,
 * logs are encrypted, and analysts come from roles: of this, only what is new counts. Of each form there are two organizations, and mistakes
 * are made in both: in the one that is judged, and in the one that it stands for.
 * @throws MutationError if there are no two of a form
 */
export function mutationGrounds(): Ground[] {
  const seen = new Set<string>();
  return [
    environmentOf('SSE-S3', BY_OIDC, [
      organization('acme', 'active', 'ann'),
      organization('acme-eu', 'active', 'eve'),
    ]),
    environmentOf('SSE-KMS', BY_ROLES, [
      organization('acme', 'suspended', 'ann'),
      organization('acme-eu', 'active', 'eve'),
      organization('globex', 'suspended', 'bob'),
      organization('globex-eu', 'active', 'joe'),
    ]),
  ].map((environment) => {
    const { account, region } = environment;
    const place = { account, region: region.name, partition: region.partition, dnsSuffix: region.dnsSuffix };
    const templates = synthesized(environment);
    return groundOf(templates, place, { seen, unrepresentative: unrepresentativeOf(templates, place) });
  });
}

/** The second organization of each form: one that is not judged. */
function unrepresentativeOf(templates: Templates, place: StackEnvironment): ReadonlySet<string> {
  const stacks = Object.entries(templates).map(([name, template]) => stackOf(name, template, place));
  const forms = readForms(readTenantModel(stacks, SPECIFICATION), questionsOf(SPECIFICATION));
  return new Set(
    forms.map(({ representative, organizations: [, second] }) => {
      if (second === undefined)
        throw new MutationError(`no other organization is of the form of ${representative}`);
      return second.slug;
    }),
  );
}

function organization(slug: string, status: OrganizationConfig['status'], user: string): OrganizationConfig {
  return { slug: parseOrgSlug(slug), displayName: slug, status, athenaUsers: [user], audit: true };
}

function environmentOf(
  accessLogEncryption: EnvironmentConfig['accessLogEncryption'],
  analysts: AnalystAccess,
  organizations: readonly OrganizationConfig[],
): EnvironmentConfig {
  const production = loadEnvironment('production', join(PROJECT, 'environments'));
  return {
    ...production,
    compliancePacks: [],
    pipelineRepositories: ['standardize'],
    pipelines: {
      ...production.pipelines,
      services: PIPELINE_SERVICES,
      createDefaultDatabase: true,
      encryptDataCatalog: true,
    },
    athenaCreateIamUser: true,
    accessLogEncryption,
    analysts,
    operations: {
      signIn: OPERATORS_BY_OIDC,
      breakGlass: { sessionMinutes: 60, notify: ['security@example.com'] },
      audit: { retentionDays: 2192, organizations: true },
      deployment: true,
    },
    organizations: [...organizations],
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
    buildApp(
      app,
      { environment, shared: true, organizations, deployment: true },
      { proveIsolation: false, checkCapacity: false },
    );
    return Object.fromEntries(
      app.synth().stacks.map(({ stackName, template }) => [stackName, template as JsonObject]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
