import { Template } from 'aws-cdk-lib/assertions';
import { Naming } from '../../../config/naming';
import { prove } from '../../../lib/isolation/proof';
import { readTemplate } from '../../../packages/isolation-proof/src/assembly/read-template';
import { ACME_EU } from '../../fixtures/environment';
import { PIPELINE_ENVIRONMENT, stacksWithPipelines } from '../../fixtures/example-pipeline';

type Json = Record<string, unknown>;
type Change = (resource: { Type: string; Properties: Json }) => void;

/** The verdict on all stacks, after a change of the example's resources of acme, and what speaks against it. */
function verdict(change: Change = () => undefined): [string, ...string[]] {
  const read = stacksWithPipelines().map((stack) => {
    const template = Template.fromStack(stack).toJSON() as { Resources: Record<string, never> };
    if (stack.stackName === 'ts-test-acme-pipeline-readings') {
      for (const resource of Object.values(template.Resources)) change(resource);
    }
    const found = readTemplate(stack.stackName, template, {
      account: PIPELINE_ENVIRONMENT.account,
      region: PIPELINE_ENVIRONMENT.region.name,
      partition: 'aws',
      dnsSuffix: 'amazonaws.com',
    });
    if (typeof found === 'string') throw new Error(found);
    return found;
  });
  const proof = prove(read);
  return [proof.verdict, ...proof.claims.flatMap(({ violations }) => violations.map(({ what }) => what))];
}

const NAMING = new Naming(PIPELINE_ENVIRONMENT);
const NEIGHBOUR = NAMING.organization(ACME_EU.slug);

describe('a pipeline beside the platform', () => {
  test('is proved for both organizations', () => {
    expect(verdict()).toEqual(['proved']);
  });

  test.each<[string, Change]>([
    [
      'a task under the neighbour’s role',
      ({ Type, Properties }) => {
        if (Type.endsWith('::TaskDefinition'))
          Properties['TaskRoleArn'] = NAMING.roleArn(NEIGHBOUR.pipelineRole);
      },
    ],
    [
      'a job under the neighbour’s role',
      ({ Type, Properties }) => {
        if (Type.endsWith('::Job')) Properties['Role'] = NAMING.roleArn(NEIGHBOUR.pipelineRole);
      },
    ],
  ])('%s is violated', (_what, change) => {
    const [whole, ...violations] = verdict(change);
    expect(whole).toBe('violated');
    expect(violations.join('\n')).toMatch(/acme-eu/);
  });
});
