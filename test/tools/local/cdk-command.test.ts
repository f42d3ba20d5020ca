import { stackEvent } from '../../../tools/local/cdk-command';

describe('stackEvent', () => {
  test.each([
    [
      'ts-local-shared |  3/23 | 1:30:01 PM | CREATE_COMPLETE | AWS::S3::Bucket | Raw/Bucket',
      'ts-local-shared 3/23',
    ],
    [
      'CDKToolkit |  4 | 1:30:01 PM | CREATE_COMPLETE | AWS::IAM::Role | DeploymentActionRole',
      'CDKToolkit 4',
    ],
    ['ts-local-shared: deploying... [1/3]', undefined],
    ['', undefined],
  ])('reads %j', (line, event) => {
    expect(stackEvent(line)).toBe(event);
  });
});
