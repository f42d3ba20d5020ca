import { environment, regionNamed } from '../../fixtures/environment';
import { synthesize } from '../../fixtures/synthesize';
import { newApp } from '../../fixtures/cdk-app';
import { buildApp } from '../../../lib/stacks/build-app';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import { format } from 'prettier/standalone';

interface PolicyStatement {
  readonly Sid: string;
  readonly Resource: string | readonly string[];
}

const LARGEST_POLICY = 6144;
const KIND_OF_IAM = /^arn:aws:iam::111122223333:(?:role|policy|user|saml-provider|oidc-provider)\//;
const settings = environment({ operations: { deployment: true } });
const { 'ts-test-deployment': template } = synthesize({
  environment: settings,
  shared: false,
  organizations: [],
  deployment: true,
});
const policies = Object.values(template?.Resources ?? {}).filter(
  ({ Type }) => Type === 'AWS::IAM::ManagedPolicy',
);

test('the stack holds four policies and a boundary, each within the size that IAM takes', () => {
  expect(policies.map(({ Properties }) => Properties?.['ManagedPolicyName'])).toEqual(
    ['-roles', '-identities', '-storage', '-services', '-boundary'].map(
      (ending) => `ts-test--deployment${ending}`,
    ),
  );
  for (const { Properties } of policies) {
    expect(JSON.stringify(Properties?.['PolicyDocument']).length).toBeLessThanOrEqual(LARGEST_POLICY);
  }
});

test('every ARN of IAM says which kind it is: IAM refuses a policy with a wildcard for it', () => {
  const arns = policies
    .flatMap(
      ({ Properties }) => (Properties?.['PolicyDocument'] as { Statement: PolicyStatement[] }).Statement,
    )
    .flatMap(({ Resource }) => Resource)
    .filter((arn) => arn.startsWith('arn:aws:iam:'));
  expect(arns.length).toBeGreaterThan(20);
  expect(arns.filter((arn) => !KIND_OF_IAM.test(arn))).toEqual([]);
});

test('every statement, for reviews: what allows less keeps CloudFormation from deploying', async () => {
  const documents = Object.fromEntries(
    policies.map(({ Properties }) => [Properties?.['ManagedPolicyName'], Properties?.['PolicyDocument']]),
  );
  const readable = await format(JSON.stringify(documents), {
    parser: 'json',
    plugins: [babel, estree],
    printWidth: 140,
  });
  expect(readable).toMatchSnapshot();
});

test('names for which the boundary has no room are refused at synth, with the way out', () => {
  const tooLong = environment({
    name: 'e'.repeat(15),
    region: regionNamed('us-gov-west-1'),
    operations: { deployment: true },
  });
  const selection = { environment: tooLong, shared: false, organizations: [], deployment: true } as const;
  expect(() => buildApp(newApp(), selection, { proveIsolation: false, checkCapacity: false })).toThrow(
    /policy "ts-e+--deployment-boundary" has \d+ characters; \S+ allows 6144.*\nShorten the namePrefix/,
  );
});
