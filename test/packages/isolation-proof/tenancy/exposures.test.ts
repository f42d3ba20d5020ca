import type { Model } from '../../../../packages/isolation-proof/src/model/model';
import { readStatements, type Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import { commonsOfExposures, Exposures } from '../../../../packages/isolation-proof/src/tenancy/exposures';
import type { Exposure } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { policyOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';

const SITE = 'arn:aws:s3:::site';
const ROLE = 'arn:aws:iam::111122223333:role/partner';
const PARTNER = 'arn:aws:iam::999988887777:role/reports';

const STACK = stackOf(
  {
    Site: ['AWS::S3::Bucket', { BucketName: 'site' }],
    SitePolicy: ['AWS::S3::BucketPolicy', { Bucket: 'site' }],
    Role: ['AWS::IAM::Role', { RoleName: 'partner' }],
    Route: ['AWS::ApiGatewayV2::Route', {}],
  },
  'shared',
);

/** Nothing but stacks is read of the model. */
const modelOf = (...stacks: readonly StackTemplate[]): Model => ({ stacks }) as unknown as Model;

const open = (construct: string, more: Partial<Exposure> = {}): Exposure => ({
  construct: `shared/${construct}`,
  to: 'anybody',
  because: 'it is public',
  ...more,
});

const exposures = (...declared: readonly Exposure[]): Exposures => new Exposures(declared, modelOf(STACK));

/** The statement of a policy of a resource of the stack. */
function statementOf(logicalId: string, more: JsonObject): Statement {
  const source = STACK.resources.get(logicalId);
  if (source === undefined) throw new Error(`no ${logicalId}`);
  const about = logicalId === 'Role' ? {} : { Resource: `${SITE}/*` };
  const [statement] = readStatements(policyOf({ Effect: 'Allow', ...about, ...more }), source);
  if (statement === undefined) throw new Error('no statement');
  return statement;
}

const GET = statementOf('SitePolicy', { Principal: '*', Action: 's3:GetObject' });
const ASSUME = statementOf('Role', { Principal: { AWS: PARTNER }, Action: 'sts:AssumeRole' });

describe('what a resource opens by its properties', () => {
  it('is declared by its path, to anybody', () => {
    expect(exposures(open('Route')).isOpen('shared/Route')).toBe(true);
    expect(exposures(open('Route', { to: '999988887777' })).isOpen('shared/Route')).toBe(false);
    expect(exposures(open('Route')).isOpen('shared/Site')).toBe(false);
    expect(exposures().isOpen('shared/Route')).toBe(false);
  });

  it('is declared of a resource that the templates have', () => {
    expect(exposures(open('Other')).isOpen('shared/Other')).toBe(false);
  });
});

describe('a statement of the policy of a resource', () => {
  const GETTING = { actions: ['s3:getobject'] };

  it.each<[string, Exposure]>([
    ['the resource', open('Site', GETTING)],
    ['the policy', open('SitePolicy', GETTING)],
  ])('is declared by the path of %s', (_what, exposure) => {
    expect(exposures(exposure).letsIn(SITE, GET, '*')).toBe(true);
  });

  it('is found among others that are declared of the same resource', () => {
    const declared = exposures(open('Site', { ...GETTING, to: PARTNER }), open('Site', GETTING));

    expect(declared.letsIn(SITE, GET, '*')).toBe(true);
    expect(declared.letsIn(SITE, GET, PARTNER)).toBe(true);
  });

  it('is declared of no other resource', () => {
    expect(exposures(open('Site', GETTING)).letsIn('arn:aws:s3:::other', GET, '*')).toBe(false);
  });

  it.each<[to: string, principal: string | undefined, isLetIn: boolean]>([
    ['anybody', '*', true],
    [PARTNER, '*', false],
    ['999988887777', '*', false],
    [PARTNER, PARTNER, true],
    ['999988887777', PARTNER, true],
    ['999988887777', '999988887777', true],
    ['999988887776', PARTNER, false],
    ['anybody', PARTNER, false],
    ['anybody', undefined, false],
    [PARTNER, undefined, false],
  ])('that is declared to be open to %s lets in %s: %s', (to, principal, isLetIn) => {
    expect(exposures(open('Site', { ...GETTING, to })).letsIn(SITE, GET, principal)).toBe(isLetIn);
  });

  it('lets nobody in whose account is not known, where somebody else is declared', () => {
    const declared = exposures(open('Role', { to: PARTNER }));

    expect(declared.letsIn(ROLE, ASSUME, 'AROAEXAMPLEID')).toBe(false);
  });

  it.each<[actions: readonly string[] | undefined, statement: JsonObject, isLetIn: boolean]>([
    [['s3:getobject'], { Action: ['s3:GetObject', 's3:GetObject'] }, true],
    [['s3:getobject'], { Action: ['s3:GetObject', 's3:PutObject'] }, false],
    [['s3:getobject', 's3:putobject'], { Action: ['s3:GetObject', 's3:PutObject'] }, true],
    [['s3:getobject'], { NotAction: 's3:GetObject' }, false],
    [['s3:getobject'], { Action: { Ref: 'Parameter' } }, false],
    [undefined, { Action: 's3:GetObject' }, false],
    // What a trust policy lets do is not what any other does.
    [undefined, { Action: 'sts:AssumeRole' }, false],
  ])('declared for %j, %j is as declared: %s', (actions, statement, isLetIn) => {
    const declared = exposures(open('Site', actions === undefined ? {} : { actions }));

    expect(declared.letsIn(SITE, statementOf('SitePolicy', { Principal: '*', ...statement }), '*')).toBe(
      isLetIn,
    );
  });

  it.each<[condition: JsonObject, isLetIn: boolean]>([
    [{}, false],
    [{ Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }, true],
    [{ Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }, false],
    [{ Condition: { StringLike: { 'aws:SourceVpce': 'vpce-*' } } }, false],
  ])('with %j demands what it has to: %s', (condition, isLetIn) => {
    const declared = exposures(open('Site', { ...GETTING, demands: ['aws:sourcevpce'] }));
    const statement = statementOf('SitePolicy', { Principal: '*', Action: 's3:GetObject', ...condition });

    expect(declared.letsIn(SITE, statement, '*')).toBe(isLetIn);
  });
});

describe('a role', () => {
  const declared = (more: Partial<Exposure> = {}): Exposures =>
    exposures(open('Role', { to: PARTNER, ...more }));

  it('is open to be assumed, if no actions are declared', () => {
    expect(declared().letsIn(ROLE, ASSUME, PARTNER)).toBe(true);
  });

  it('is open to what is declared, and to nothing else then', () => {
    expect(declared({ actions: ['sts:tagsession'] }).letsIn(ROLE, ASSUME, PARTNER)).toBe(false);
  });
});

describe('notes', () => {
  it('are of what was needed, once each', () => {
    const declared = exposures(
      open('Site', { actions: ['s3:getobject', 's3:listbucket'], because: 'it is the website' }),
      open('Role', { to: PARTNER }),
      open('Route'),
    );
    expect(declared.notes).toStrictEqual([]);

    declared.isOpen('shared/Route');
    declared.isOpen('shared/Other');
    declared.letsIn(SITE, GET, '*');
    declared.letsIn(SITE, GET, '*');
    declared.letsIn(ROLE, ASSUME, '*');

    expect(declared.notes).toStrictEqual([
      'Exception 1 of 2, as declared: shared/Route is open to anybody, because it is public.',
      'Exception 2 of 2, as declared: shared/Site is open to anybody (s3:getobject, s3:listbucket), because it is the website.',
    ]);
  });
});

describe('what tenants may use because anybody may', () => {
  it('are actions that are declared, on the resource and on what is in it', () => {
    const exposure = open('Site', { actions: ['s3:getobject'], because: 'it is the website' });

    expect(commonsOfExposures([exposure], modelOf(STACK))).toStrictEqual([
      {
        actions: ['s3:getobject'],
        resources: [SITE, `${SITE}/*`],
        because: 'it is the website',
        isImplied: true,
      },
    ]);
  });

  it.each<[string, Exposure]>([
    ['what is open by its properties', open('Route')],
    ['what is open to somebody only', open('Site', { to: PARTNER, actions: ['s3:getobject'] })],
    ['what no template has', open('Other', { actions: ['s3:getobject'] })],
  ])('are nothing of %s', (_what, exposure) => {
    expect(commonsOfExposures([exposure], modelOf(STACK))).toStrictEqual([]);
  });
});
