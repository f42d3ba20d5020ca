import type { EnvironmentConfig } from '../../../config/environment-config';
import { Naming } from '../../../config/naming';
import type { Selection } from '../../../config/selection';
import type { Finding } from '../../../lib/preflight/check';
import { type PreflightReport, runPreflight } from '../../../lib/preflight/run-preflight';
import { ACME, ACME_EU, environment, organization } from '../../fixtures/environment';
import { FakeAccount } from './fake-account';

const ANALYST = organization('acme', { athenaUsers: ['acme-analyst'] });
const ENVIRONMENT = environment({
  organizations: [ANALYST, ACME_EU],
  athenaCreateIamUser: true,
  analysts: { oidc: { issuer: 'https://identity.example.com', audience: 'analysts' } },
});
export const NAMING = new Naming(ENVIRONMENT);
/** All of the environment. */
export const WHOLE = wholeOf(ENVIRONMENT);
/** The same with another way for analysts to sign in: there is one only. */
export const WITH_SAML: Selection = {
  ...WHOLE,
  environment: { ...ENVIRONMENT, analysts: { saml: { provider: { metadataDocument: '<a/>' } } } },
};
/** One of its organizations, without what is shared. */
export const ONE: Selection = { environment: ENVIRONMENT, shared: false, organizations: [ANALYST] };
export const ACME_STACK = NAMING.organization(ACME.slug).stack;

export function wholeOf(config: EnvironmentConfig): Selection {
  return { environment: config, shared: true, organizations: config.organizations };
}

/** An account in which nothing is deployed, and the analyst that the environment lists exists. */
export function accountWithAnalyst(): FakeAccount {
  const aws = new FakeAccount();
  aws.users.set('acme-analyst', {});
  return aws;
}

export async function preflightOf(aws: FakeAccount, selection: Selection): Promise<PreflightReport> {
  return (await runPreflight(selection, aws.clientsOf)).report;
}

/** What a preflight finds that is not ok, with the check that found it. */
export async function badFindings(
  aws: FakeAccount,
  selection: Selection,
): Promise<(Finding & { readonly check: string })[]> {
  const { checks } = await preflightOf(aws, selection);
  return checks.flatMap(({ check, findings }) =>
    findings.filter(({ outcome }) => outcome !== 'ok').map((finding) => ({ check, ...finding })),
  );
}
