import { App } from 'aws-cdk-lib';
import { Naming } from '../../../config/naming';
import { BOOTSTRAP_VERSION_PARAMETER, bootstrapRoleArn } from '../../../lib/preflight/bootstrap-role';
import { LEAST_BOOTSTRAP_VERSION } from '../../../lib/preflight/checks/bootstrap';
import { namedResources } from '../../../lib/preflight/named-resources';
import { KINDS, type ResourceKind } from '../../../lib/preflight/names-in-use';
import { buildApp } from '../../../lib/stacks/build-app';
import { BY_OIDC } from '../../fixtures/analysts';
import { environment, regionNamed } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

/** Where templates say the name of a resource, by type; null for what has no name that could be taken. */
const NAME_PROPERTIES: Readonly<Record<string, string | null>> = {
  'AWS::Athena::WorkGroup': 'Name',
  'AWS::ECR::Repository': 'RepositoryName',
  'AWS::Events::Rule': 'Name',
  'AWS::Glue::Database': 'DatabaseInput.Name',
  'AWS::Glue::SecurityConfiguration': 'Name',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::OIDCProvider': 'Url',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::SAMLProvider': 'Name',
  'AWS::IAM::User': 'UserName',
  'AWS::IoT::Policy': 'PolicyName',
  'AWS::IoT::RoleAlias': 'RoleAlias',
  'AWS::IoT::ThingType': 'ThingTypeName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SQS::Queue': 'QueueName',
  // AWS chooses the name, or the resource is a part of another.
  'AWS::KMS::Key': null,
  'AWS::IAM::RolePolicy': null,
  'AWS::Glue::DataCatalogEncryptionSettings': null,
  'AWS::S3::BucketPolicy': null,
  'AWS::SQS::QueueInlinePolicy': null,
  'AWS::SQS::QueuePolicy': null,
};

test.each([
  [false, undefined],
  [true, BY_OIDC],
])(
  'the preflight looks for every name that a template takes, and for no other (athenaCreateIamUser %p, analysts %j)',
  (athenaCreateIamUser, analysts) => {
    const selection = wholeOf(environment({ athenaCreateIamUser, ...(analysts && { analysts }) }));
    const inTemplates = Object.entries(synthesize(selection)).flatMap(([stack, { Resources }]) =>
      Object.values(Resources).flatMap(({ Type, Properties }) => {
        const property = NAME_PROPERTIES[Type];
        // A new type has to be entered above, and below KINDS if it is named.
        expect([Type, property]).not.toEqual([Type, undefined]);
        if (property == null) return [];
        const name = property
          .split('.')
          .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], Properties);
        // A provider's ARN has the address of its issuer without the scheme.
        return [`${stack} ${Type} ${String(name).replace('https://', '')}`];
      }),
    );
    const looked = namedResources(selection, new Naming(selection.environment)).map(
      ({ stack, kind, name }) => `${stack} ${KINDS[kind].type} ${name}`,
    );
    expect(looked.sort()).toEqual(inTemplates.sort());
    expect(looked.length).toBeGreaterThan(25);
  },
);

test('every kind is of a type of its own', () => {
  const types = (Object.keys(KINDS) as ResourceKind[]).map((kind) => KINDS[kind].type);
  expect(new Set(types).size).toBe(types.length);
});

test('the bootstrap version, its parameter and roles are those of the synthesized stacks', () => {
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
  const config = environment();
  buildApp(app, wholeOf(config), { proveIsolation: false });
  for (const stack of app.synth().stacks) {
    expect(stack.requiresBootstrapStackVersion).toBe(LEAST_BOOTSTRAP_VERSION);
    expect(stack.bootstrapStackVersionSsmParameter).toBe(BOOTSTRAP_VERSION_PARAMETER);
    expect(stack.assumeRoleArn?.replace('${AWS::Partition}', 'aws')).toBe(bootstrapRoleArn('deploy', config));
    expect(stack.lookupRole?.arn.replace('${AWS::Partition}', 'aws')).toBe(
      bootstrapRoleArn('lookup', config),
    );
  }
  expect(bootstrapRoleArn('deploy', environment({ region: regionNamed('cn-north-1') }))).toMatch(
    /^arn:aws-cn:/,
  );
});
