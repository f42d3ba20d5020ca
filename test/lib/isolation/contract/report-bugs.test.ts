import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { verdictOfClaim } from '../judged-claim';
import { ACME, all, type Edit, failedRows, inStatement, platform, SHARED } from './platform';

const withoutCondition = ({ Condition: _condition, ...statement }: JsonObject): JsonObject => statement;
const forThings =
  (pattern: string) =>
  (statement: JsonObject): JsonObject => ({
    ...statement,
    Condition: { StringLike: { 'credentials-iot:ThingName': pattern } },
  });
const about =
  (resource: string) =>
  (statement: JsonObject): JsonObject => ({
    ...statement,
    Resource: `arn:aws:iot:eu-central-1:111122223333:${resource}`,
  });
const inBoth = (change: (statement: JsonObject) => JsonObject): Edit =>
  all(inStatement(ACME, 'ReportToPlatform', change), inStatement(SHARED, 'ReportToPlatform', change));

describe('shadows and enrolment: mistakes that the claims find, each behind the other lock', () => {
  test.each<[string, Edit, string]>([
    [
      'hubs of whatever organization a thing is',
      inStatement(ACME, 'ReportToPlatform', withoutCondition),
      'tenant-isolation',
    ],
    [
      'a boundary for whatever thing',
      inStatement(SHARED, 'ReportToPlatform', withoutCondition),
      'tenant-isolation',
    ],
    [
      "things of the neighbour's name",
      inStatement(ACME, 'ReportToPlatform', forThings('acme*')),
      'tenant-isolation',
    ],
    [
      'claim certificates for every role alias',
      inStatement(SHARED, 'AssumeEnrolmentRole', about('rolealias/*')),
      'impersonation',
    ],
    [
      "the enrolment's role alias for an organization's role",
      (templates) => {
        const resources = Object.values(templates[SHARED]?.Resources ?? {});
        const alias = resources.find(({ Type }) => Type === 'AWS::IoT::RoleAlias');
        if (alias === undefined) throw new Error('the shared stack has no role alias');
        alias.Properties['RoleArn'] = 'arn:aws:iam::111122223333:role/ts-test-acme-data-hub';
      },
      'impersonation',
    ],
  ])('%s', (_bug, edit, claim) => {
    expect(verdictOfClaim(claim, platform(edit))).toBe('violated');
  });
});

describe('shadows and enrolment: mistakes that the contract finds', () => {
  test.each<[string, Edit, string[]]>([
    [
      "every hub's shadow",
      inBoth(about('thing/*/data-hub')),
      ['report-of-other-hub', 'report-of-longer-name', 'report-of-other'],
    ],
    [
      'every shadow of a thing',
      inBoth(about('thing/${credentials-iot:ThingName}/*')),
      ['report-in-other-shadow'],
    ],
    ['no shadow at all', inStatement(ACME, 'ReportToPlatform', about('thing/none')), ['report']],
    [
      'shadows of all things for those that enrol',
      inStatement(SHARED, 'RequestCertificate', about('thing/*/data-hub')),
      [
        'request-certificate-of-other',
        'request-certificate-of-other-hub',
        'request-certificate-of-longer-name',
      ],
    ],
    [
      'claim certificates that nothing opens',
      inStatement(SHARED, 'AssumeEnrolmentRole', about('rolealias/none')),
      ['use-claim'],
    ],
  ])('%s', (_bug, edit, rows) => {
    expect(failedRows(edit)).toEqual(expect.arrayContaining(rows));
  });
});
