import type { SynthesizedStack } from '../../../lib/deployed/cloud-assembly';
import { requireReadable } from '../../../lib/deployed/coverage';
import { RESOURCE_READERS } from '../../../lib/deployed/registry';
import { synthesized } from './two-stacks';

/** The stack with one more resource. */
function withResource(resource: SynthesizedStack['template']['Resources'][string]): SynthesizedStack {
  const stack = synthesized('acme');
  return {
    ...stack,
    template: { ...stack.template, Resources: { ...stack.template.Resources, Extra: resource } },
  };
}

describe('requireReadable', () => {
  test('accepts templates whose every property is compared', () => {
    expect(() => {
      requireReadable([synthesized('acme'), synthesized('acme-eu')], RESOURCE_READERS);
    }).not.toThrow();
  });

  test('names a type that has no reader', () => {
    const stack = withResource({ Type: 'AWS::DynamoDB::Table', Properties: {} });

    expect(() => {
      requireReadable([stack], RESOURCE_READERS);
    }).toThrow('ts-local-organization-acme Extra: AWS::DynamoDB::Table has no reader');
  });

  test('names a property that its reader does not compare', () => {
    const stack = withResource({
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: 'b', WebsiteConfiguration: {} },
    });

    expect(() => {
      requireReadable([stack], RESOURCE_READERS);
    }).toThrow(
      'ts-local-organization-acme Extra: the reader of AWS::S3::Bucket does not compare WebsiteConfiguration',
    );
  });

  test('does not take what every object has for a property that is compared', () => {
    const stack = withResource({ Type: 'AWS::S3::Bucket', Properties: { toString: 'x' } });

    expect(() => {
      requireReadable([stack], RESOURCE_READERS);
    }).toThrow('does not compare toString');
  });

  test('refuses conditions', () => {
    const stack = withResource({ Type: 'AWS::S3::Bucket', Properties: {}, Condition: 'IsProduction' });
    const withConditions = { ...stack, template: { ...stack.template, Conditions: { IsProduction: true } } };

    expect(() => {
      requireReadable([withConditions], RESOURCE_READERS);
    }).toThrow(/cannot evaluate Conditions\n.*cannot evaluate Condition IsProduction/);
  });

  test('reports all problems of all stacks at once', () => {
    const table = withResource({ Type: 'AWS::DynamoDB::Table', Properties: {} });
    const stream = withResource({ Type: 'AWS::Kinesis::Stream', Properties: {} });

    expect(() => {
      requireReadable([table, stream], RESOURCE_READERS);
    }).toThrow(/DynamoDB::Table[^]*Kinesis::Stream/);
  });
});
