import { OrganizationKey } from '../../../constructs/organization/organization-key';
import { ACME, NAMING } from '../../fixtures/environment';
import { templateOf } from '../../fixtures/cdk-app';

const KEPT = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

describe('OrganizationKey', () => {
  const template = (suspended: boolean): ReturnType<typeof templateOf> =>
    templateOf(
      (scope) =>
        new OrganizationKey(scope, 'Key', { naming: NAMING, slug: ACME.slug, suspended, pipelines: false }),
    );

  test('is a symmetric key that rotates every year and outlives its stack', () => {
    template(false).hasResource('AWS::KMS::Key', {
      ...KEPT,
      Properties: { EnableKeyRotation: true, RotationPeriodInDays: 365 },
    });
    // Without a KeySpec, KMS makes an AES-256-GCM key.
    const [key] = Object.values(template(false).findResources('AWS::KMS::Key'));
    expect(Object.keys((key as { Properties: object }).Properties).sort()).toEqual([
      'Description',
      'EnableKeyRotation',
      'KeyPolicy',
      'RotationPeriodInDays',
    ]);
  });

  test('has an alias with its organization in it, which outlives the stack, too', () => {
    template(false).hasResource('AWS::KMS::Alias', {
      ...KEPT,
      Properties: { AliasName: 'alias/ts-test-acme', TargetKeyId: { Ref: 'Key43586C89' } },
    });
  });

  test('carries the policy of its own organization, or of a suspended one', () => {
    const sids = (suspended: boolean): unknown =>
      Object.values(template(suspended).findResources('AWS::KMS::Key')).map(({ Properties }) =>
        (Properties as { KeyPolicy: { Statement: { Sid: string }[] } }).KeyPolicy.Statement.map(
          ({ Sid }) => Sid,
        ),
      );
    const active = [
      'AllowAdministrationWithoutUse',
      'AllowUseByOrganization',
      'AllowWritingConnectorSecrets',
      'DenyOtherOrganizations',
      'DenyUseWithoutOrganization',
      'DenyEncryptionOutsideParameterStore',
      'DenyEncryptionOfOtherParameters',
    ];
    expect(sids(false)).toEqual([active]);
    expect(sids(true)).toEqual([[...active, 'DenyUseWhileSuspended']]);
  });
});
