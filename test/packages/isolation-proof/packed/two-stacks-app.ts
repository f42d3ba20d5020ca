import { App, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { IsolationProof } from '../../../../packages/isolation-proof/src/plugin/isolation-proof';
import { SPECIFICATION } from '../fixtures/specification';

/**
 * An app of two stacks, in one of which something is unknown to the proof: as its argument says in the second, or in a
 * template that is not synthesized with them. Run by the CDK CLI.
 */
const unknownIn = process.argv[2];
const env = { account: '111122223333', region: 'eu-west-1' };
const ODD = 'AWS::Odd::Thing';

const app = new App({ analyticsReporting: false });
new CfnResource(new Stack(app, 'First', { env }), 'Topic', { type: 'AWS::SNS::Topic' });
new CfnResource(new Stack(app, 'Second', { env }), 'Topic', {
  type: unknownIn === 'second' ? ODD : 'AWS::SNS::Topic',
});
Validations.of(app).addPlugins(
  new IsolationProof(SPECIFICATION, {
    expectedTenants: [],
    elsewhere: () =>
      unknownIn === 'elsewhere'
        ? [
            {
              name: 'Elsewhere',
              template: { Resources: { Odd: { Type: ODD } } },
              ...env,
            },
          ]
        : [],
  }),
);
app.synth();
