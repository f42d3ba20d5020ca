import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { undecidedReasons } from '../../../../packages/isolation-proof/src/resources/undecided';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { resourceOf } from '../fixtures/stack-of';

/** What the CDK makes of calls at deployment, by the name that an app gives their type. */
function callsOf(resourceType: string | undefined): [type: string, properties: JsonObject][] {
  const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'Calls');
  new AwsCustomResource(stack, 'Calls', {
    ...(resourceType === undefined ? {} : { resourceType }),
    installLatestAwsSdk: false,
    onCreate: {
      service: 'S3',
      action: 'putBucketPolicy',
      parameters: { Bucket: 'acme-eu-data', Policy: '{}' },
      physicalResourceId: PhysicalResourceId.of('policy'),
    },
    policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
  });
  const { Resources: made } = Template.fromStack(stack).toJSON() as {
    readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: JsonObject }>>;
  };
  return Object.values(made)
    .filter(({ Type: type }) => type.startsWith('Custom::'))
    .map(({ Type: type, Properties: properties }) => [type, properties]);
}

test.each([undefined, 'Custom::OpenBucket'])(
  'calls of AWS that set something are not judged, whatever their type is called: %s',
  (resourceType) => {
    const calls = callsOf(resourceType);
    expect(calls.map(([type]) => type)).toEqual([resourceType ?? 'Custom::AWS']);
    for (const [type, properties] of calls)
      expect(undecidedReasons(resourceOf(type, properties))).toEqual([
        expect.stringContaining(
          'it calls putBucketPolicy of S3 at deployment, and what that sets no template shows',
        ),
      ]);
  },
);

test('that they do no harm is declared by their type', () => {
  const [call] = callsOf('Custom::ReadVersion');
  const isDeclared = (name: string): boolean => name === 'Custom::ReadVersion';
  expect(call && undecidedReasons(resourceOf(...call), isDeclared)).toEqual([]);
});
