import { PlatformKey } from '../../../constructs/shared/platform-key';
import { NAMING } from '../../fixtures/environment';
import { templateOf } from '../../fixtures/cdk-app';

const KEPT = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

describe('PlatformKey', () => {
  test('rotates every year and outlives its stack, under an alias that is no organization', () => {
    const template = templateOf(
      (scope) => new PlatformKey(scope, 'Key', { naming: NAMING, encryptsAccessLogs: false }),
    );
    template.hasResource('AWS::KMS::Key', {
      ...KEPT,
      Properties: { EnableKeyRotation: true, RotationPeriodInDays: 365 },
    });
    template.hasResource('AWS::KMS::Alias', { ...KEPT, Properties: { AliasName: 'alias/ts-test-platform' } });
  });
});
