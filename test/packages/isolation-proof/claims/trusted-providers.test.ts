import { subjectKeyOf } from '../../../../packages/isolation-proof/src/access/federated-trust';
import { nothingPublic } from '../../../../packages/isolation-proof/src/claims/nothing-public';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { advised, judged, trustedBy } from './judged';

const GITHUB = 'token.actions.githubusercontent.com';
const arnOf = (name: string): string => `arn:aws:iam::${ACCOUNT}:oidc-provider/${name}`;

/** What is said against a role that trusts a provider for an audience that anybody may ask for, on this condition. */
function saidOn(condition: JsonObject, provider = GITHUB): string[] {
  const { StringEquals: equals = {}, ...others } = condition as Readonly<Record<string, JsonObject>>;
  const statement = {
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: arnOf(provider) },
    Condition: { StringEquals: { [`${provider}:aud`]: 'sts.amazonaws.com', ...equals }, ...others },
  };
  return advised(judged(nothingPublic(), [stackOf(trustedBy(statement), 'shared')]));
}

const subject = (operator: string, value: Json, provider = GITHUB): JsonObject => ({
  [operator]: { [`${provider}:sub`]: value },
});

test.each<[string, Json]>([
  ['StringEquals', 'repo:acme/data:ref:refs/heads/main'],
  ['StringEquals', 'repository_owner:acme'],
  ['StringLike', 'repo:acme/*'],
  ['StringLike', 'environment:production:repository_owner_id:123:*'],
  ['StringLike', 'workflow_ref:acme/data/.github/workflows/deploy.yml@refs/heads/main'],
  ['StringLike', ['repo:acme/data:*', 'repository_owner:acme:*']],
  ['ForAnyValue:StringLike', 'repo:acme/data:environment:production'],
])('a provider that signs in anybody is let in for the subjects of one owner: %s %j', (operator, value) => {
  expect(saidOn(subject(operator, value))).toEqual([]);
});

test.each<[string, JsonObject]>([
  ['no condition on it', {}],
  [
    'that of another provider',
    { StringEquals: { 'gitlab.com:sub': 'project_path:acme/data:ref_type:branch' } },
  ],
  ['any', subject('StringLike', '*')],
  ['any repository', subject('StringLike', 'repo:*')],
  ['owners whose names begin alike', subject('StringLike', 'repo:acme*')],
  ['owners whose names are one character longer', subject('StringLike', 'repo:acme?/data:*')],
  ['one of somebody else beside', subject('StringLike', ['repo:acme/*', 'repo:*/data:*'])],
  ['those with an environment that is called alike', subject('StringEquals', 'environment:production')],
  ['those on a branch that is called alike', subject('StringEquals', 'ref:refs/heads/main')],
  // Whose workflow it is says nothing of who calls it.
  ['those that call a workflow', subject('StringLike', 'job_workflow_ref:acme/data/*')],
  ['owners of its kind only', subject('StringEquals', 'visibility_of_repo:acme:public')],
  ['an owner of whom nothing ends the name', subject('StringLike', 'environment:x:repository_owner:acme*')],
  ['none', subject('StringLikeIfExists', 'repo:acme/*')],
  ['no subject that all have', subject('ForAllValues:StringLike', 'repo:acme/*')],
  ['all but one', subject('StringNotLike', 'repo:acme/*')],
  ['one that is unknown before deployment', subject('StringLike', { Ref: 'Subject' })],
  ['whatever the session is tagged with', subject('StringLike', 'repo:acme/${aws:RequestTag/repository}')],
])('it is not let in for other subjects: %s', (_which, condition) => {
  expect(saidOn(condition)).toEqual([
    `shared/Role (statement 1) lets in whoever ${arnOf(GITHUB)} signs in, which is anybody [statement 1] Demand the subject up to the name of its owner: StringLike ${GITHUB}:sub "repo:octo-org/octo-repo:*", for example.`,
  ]);
});

/** Each has its own words for owners, of which nobody can take another one's. */
test.each<[provider: string, operator: string, value: string, isOfOwner: boolean]>([
  ['oidc-configuration.audit-log.githubusercontent.com', 'StringEquals', 'https://github.com/acme', true],
  ['gitlab.com', 'StringLike', 'project_path:acme/*', true],
  ['gitlab.com', 'StringLike', 'project_path:acme*', false],
  // Jobs may ask for an id in the place of that, which is whole.
  ['agent.buildkite.com', 'StringLike', 'organization:acme:pipeline:deploy:ref:*', true],
  ['agent.buildkite.com', 'StringLike', 'organization:*:pipeline:deploy:*', false],
  ['agent.buildkite.com', 'StringEquals', '01234567-89ab-cdef-0123-456789abcdef', true],
  ['oidc.vercel.com', 'StringLike', 'owner:acme:project:*', true],
  ['oidc.vercel.com', 'StringLike', 'owner:acme*', false],
  [GITHUB, 'StringLike', 'repo:acme@123456/data@456789:*', true],
  [GITHUB, 'StringLike', 'repo:acme@*/data@*:*', false],
  ['app.eu.terraform.io', 'StringLike', 'organization:*', false],
  ['app.terraform.io', 'StringLike', 'organization:acme:project:*:workspace:*:run_phase:*', true],
  ['app.terraform.io', 'StringLike', 'organization:*:project:data:workspace:*:run_phase:*', false],
  ['app.terraform.io', 'StringLike', 'acme', true],
  // A question mark is no pattern in what has to be equal.
  ['app.terraform.io', 'StringEquals', 'acme?', true],
])('subjects of %s: %s %s', (provider, operator, value, isOfOwner) => {
  expect(saidOn(subject(operator, value, provider), provider)).toHaveLength(isOfOwner ? 0 : 1);
});

test.each<[provider: string, example: string]>([
  ['agent.buildkite.com', ' "organization:acme-inc:pipeline:deploy:*", for example.'],
  ['app.terraform.io', ' "organization:my-org:project:*:workspace:my-workspace:run_phase:*", for example.'],
  ['gitlab.com', ' "project_path:my-group/my-project:*", for example.'],
  ['oidc.vercel.com', ' "owner:my-team:project:my-project:environment:production", for example.'],
  ['scalr.io', ' "…".'],
])('the advice shows a subject of %s, which is of one owner if it is documented', (provider, example) => {
  const [advice = ''] = saidOn({}, provider);
  expect(advice.endsWith(`StringLike ${provider}:sub${example}`)).toBe(true);
  const [, shown] = /"(.*)"/.exec(example) ?? [];
  expect(saidOn(subject('StringLike', shown ?? '', provider), provider)).toHaveLength(0);
});

/** What is taken for granted of a provider, if a role demands the audience of its tokens, and this. */
function takenForGranted(provider: string, condition: JsonObject = {}): readonly string[] {
  const statement = {
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: arnOf(provider) },
    Condition: { StringEquals: { [`${provider}:aud`]: 'aws' }, ...condition },
  };
  const twice = trustedBy({ ...statement, Sid: 'One' }, { ...statement, Sid: 'Two' });
  return judged(nothingPublic(), [stackOf(twice, 'shared')]).notes;
}

it('is told, once, that an issuer of which nothing is known is taken for the own one, with the line that makes sure', () => {
  expect(takenForGranted('login.example.com')).toEqual([
    'login.example.com is taken to sign in nobody but people and programs of the app\'s owner: if anybody can get a token of it, demand whose it is in every trust policy that names it: StringLike login.example.com:sub "…".',
  ]);
  expect(takenForGranted('login.example.com', subject('StringLike', 'x:*', 'login.example.com'))).toEqual([]);
});

test.each([
  'oidc.circleci.com/org/11111111-2222-3333-4444-555555555555',
  'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc',
  'oidc.vercel.com/acme',
  'token.actions.githubusercontent.com/acme',
  'oidc.eks.eu-central-1.amazonaws.com/id/1',
  'cognito-idp.eu-central-1.amazonaws.com/eu-central-1_1',
])('%s is of one owner, and an audience is enough', (provider) => {
  expect(saidOn({}, provider)).toEqual([]);
  expect(takenForGranted(provider)).toEqual([]);
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html */
test.each([
  'agent.buildkite.com',
  'app.terraform.io',
  'oidc-configuration.audit-log.githubusercontent.com',
  'oidc.codefresh.io',
  'proidc.upbound.io',
  'scalr.io',
  'tokens.cloud.shisho.dev',
  'vstoken.actions.githubusercontent.com',
])('%s signs in anybody', (host) => {
  expect(subjectKeyOf(arnOf(host))).toBe(`${host}:sub`);
});

test.each<[string, string | undefined]>([
  [arnOf('GitLab.com'), 'gitlab.com:sub'],
  [arnOf('studio.datachain.ai/api'), 'studio.datachain.ai/api:sub'],
  // Of one company, and of one cluster.
  [arnOf('gitlab.example.com'), undefined],
  [arnOf('oidc.eks.eu-central-1.amazonaws.com/id/1'), undefined],
  [`arn:aws:iam::${ACCOUNT}:saml-provider/gitlab.com`, undefined],
  ['gitlab.com', undefined],
])('the subject tells whose somebody is whom %s signs in: %s', (provider, key) => {
  expect(subjectKeyOf(provider)).toBe(key);
});
