import type { Contract } from '../../../../packages/isolation-proof/src/contract/contract';
import { readSides } from '../../../../packages/isolation-proof/src/difference/read-sides';
import type { Specification } from '../../../../packages/isolation-proof/src/specification/specification';
import { NotUnderstoodError } from '../../../../packages/isolation-proof/src/templates/resolved';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { inlinePolicy, policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { allow } from './change';

/** A tenant whose role may do this with its own data. */
function tenant(slug: string, action = 's3:GetObject'): StackTemplate {
  return stackOf({ Role: roleOf(slug, inlinePolicy(allow(action, `arn:aws:s3:::${slug}-data/*`))) }, slug);
}
const tenants = (...slugs: string[]): StackTemplate[] => slugs.map((slug) => tenant(slug));

/** A policy that is no tenant's, of these roles. */
const attached = (...Roles: string[]): StackTemplate =>
  stackOf(
    { Policy: ['AWS::IAM::ManagedPolicy', { Roles, PolicyDocument: policyOf(allow('s3:GetObject', '*')) }] },
    'shared',
  );
const TOPIC = stackOf({ Topic: ['AWS::SNS::Topic', { TopicName: 'shared' }] }, 'topic');

/** The stacks that are read of either side, and its forms; or what is not understood. */
function read(
  base: readonly StackTemplate[],
  head: readonly StackTemplate[],
  more: Partial<Specification> = {},
) {
  const sides = readSides(base, head, { ...SPECIFICATION, ...more });
  if ('unknowns' in sides) return sides.unknowns.map(({ place, reason }) => `${place}: ${reason}`);
  return (['base', 'head'] as const).map((side) => {
    const stacks = sides.models[side].stacks.map(({ name }) => name).join();
    const forms = sides.forms[side].map(({ organizations }) =>
      organizations.map(({ slug }) => slug).join('+'),
    );
    return `${stacks} (${forms.join()})`;
  });
}

describe('of tenants that are alike, two are read', () => {
  const ALL = ['acme', 'newco', 'other'];

  test('with all that is shared, in the order of the stacks', () => {
    const stacks = [...tenants('acme'), TOPIC, ...tenants('newco', 'other')];
    expect(read(stacks, stacks)).toStrictEqual([
      'acme,topic,newco (acme+newco+other)',
      'acme,topic,newco (acme+newco+other)',
    ]);
  });

  test('of those that the change means something else to, two as well', () => {
    const head = [...tenants(...ALL), ...['u', 'v', 'w'].map((slug) => tenant(slug, 's3:PutObject'))];
    expect(read(tenants(...ALL, 'u', 'v', 'w'), head)).toStrictEqual([
      'acme,newco,u,v (acme+newco+other+u+v+w)',
      'acme,newco,u,v (acme+newco+other,u+v+w)',
    ]);
    expect(read(head, tenants(...ALL, 'u', 'v', 'w'))).toStrictEqual([
      'acme,newco,u,v (acme+newco+other,u+v+w)',
      'acme,newco,u,v (acme+newco+other+u+v+w)',
    ]);
  });

  test('of those that only one side has, two as well', () => {
    expect(read(tenants(...ALL), tenants(...ALL, 'u', 'v', 'w'))).toStrictEqual([
      'acme,newco (acme+newco+other)',
      'acme,newco,u,v (acme+newco+other+u+v+w)',
    ]);
    expect(read([], tenants(...ALL))).toStrictEqual([' ()', 'acme,newco (acme+newco+other)']);
    expect(read(tenants(...ALL), [])).toStrictEqual(['acme,newco (acme+newco+other)', ' ()']);
  });

  test('of either side, those that stand for all there', () => {
    expect(read(tenants('a', 'b', 'c', 'd', 'e'), tenants('e', 'd', 'c', 'b', 'a'))).toStrictEqual([
      'a,b,d,e (a+b+c+d+e)',
      'e,d,b,a (e+d+c+b+a)',
    ]);
  });

  test('whatever claims and contract ask about, which are asked on neither side', () => {
    const asking = SPECIFICATION.claims.map((claim) => ({ ...claim, asksWith: ['other-role'] }));
    const contract: Contract = {
      rows: { allowed: [], denied: [] },
      of: () => {
        throw new Error('asked');
      },
    };
    expect(read(tenants(...ALL), tenants(...ALL), { claims: asking, contract })).toStrictEqual([
      'acme,newco (acme+newco+other)',
      'acme,newco (acme+newco+other)',
    ]);
  });
});

describe('every tenant is read', () => {
  const ALL = tenants('acme', 'newco', 'other');
  const NAMING = stackOf(
    {
      Data: ['AWS::S3::Bucket', { BucketName: 'shared-data' }],
      Policy: [
        'AWS::S3::BucketPolicy',
        {
          Bucket: 'shared-data',
          PolicyDocument: policyOf(
            allow('s3:GetObject', 'arn:aws:s3:::shared-data/*', {
              Principal: { AWS: 'arn:aws:iam::111122223333:role/other-role' },
            }),
          ),
        },
      ],
    },
    'shared',
  );
  const EACH = 'shared,acme,newco,other (acme+newco,other)';

  test.each([
    ['base', [NAMING, ...ALL], ALL, [EACH, 'acme,newco,other (acme+newco+other)']],
    ['head', ALL, [NAMING, ...ALL], ['acme,newco,other (acme+newco+other)', EACH]],
  ])(
    'where what is shared on the %s names one that others do not stand for',
    (_side, base, head, expected) => {
      expect(read(base, head)).toStrictEqual(expected);
    },
  );

  test('where what is shared is attached to what one makes that is not among the first two', () => {
    const stacks = [attached('other-role'), ...ALL];
    expect(read(stacks, ALL)).toStrictEqual([
      'shared,acme,newco,other (acme,newco,other)',
      'acme,newco,other (acme+newco+other)',
    ]);
  });

  test.each(['base', 'head'])('where a stack of the %s holds several', (side) => {
    const mixed = [
      stackOf({ Acme: roleOf('acme'), Newco: roleOf('newco') }, 'mixed'),
      ...tenants('u', 'v', 'w'),
    ];
    const whole = tenants('u', 'v', 'w');
    const [base, head] = side === 'base' ? [mixed, whole] : [whole, mixed];
    const [ofMixed, ofWhole] = ['mixed,u,v,w (acme,newco,u,v,w)', 'u,v,w (u+v+w)'];
    expect(read(base, head, { tenants: { owner: TAGS.owner } })).toStrictEqual(
      side === 'base' ? [ofMixed, ofWhole] : [ofWhole, ofMixed],
    );
  });
});

describe('what is not understood is told with its side', () => {
  const missing = (side: string, role: string): string =>
    `${side}: shared/Policy: it is attached to the role ${role}, which no template makes; make it in the app, or leave it out`;
  const strange = (slug: string): StackTemplate =>
    stackOf({ Role: roleOf(slug, inlinePolicy({ Effect: 'Perhaps', Action: 's3:*', Resource: '*' })) }, slug);

  test('of both at once', () => {
    const stacks = [attached('nobody'), ...tenants('acme')];
    expect(read(stacks, stacks)).toStrictEqual([missing('base', 'nobody'), missing('head', 'nobody')]);
    expect(read(stacks, tenants('acme'))).toStrictEqual([missing('base', 'nobody')]);
    expect(read(tenants('acme'), stacks)).toStrictEqual([missing('head', 'nobody')]);
  });

  test('whose stacks are, before anything else', () => {
    const stray = stackOf(
      {
        Role: roleOf('acme'),
        More: roleOf('acme', { RoleName: 'more' }),
        Data: ['AWS::S3::Bucket', { BucketName: 'data', Tags: tagsOf('newco') }],
      },
      'acme',
    );
    const told = (side: string): unknown =>
      expect.stringContaining(`${side}: acme/Data: carries the tag orgSlug=newco`);
    expect(read([stray], [stray])).toStrictEqual([told('base'), told('head')]);
    expect(read([stray, attached('nobody')], [attached('nobody')])).toStrictEqual([told('base')]);
  });

  test('of tenants that are alike, of two', () => {
    const places = (stacks: StackTemplate[]): string[] =>
      read(stacks, []).map((line) => line.split(':').slice(0, 2).join(':'));
    expect(places(['acme', 'newco', 'other'].map(strange))).toStrictEqual([
      'base: acme/Role',
      'base: newco/Role',
    ]);
    expect(places([attached('other-role'), ...['acme', 'newco', 'other'].map(strange)])).toStrictEqual([
      'base: acme/Role',
      'base: newco/Role',
    ]);
  });

  test('what the app says of whose what is', () => {
    const tenancyOf = (): never => {
      throw new NotUnderstoodError('no');
    };
    expect(read(tenants('acme'), [], { tenancyOf })).toStrictEqual([
      'base: the templates: no',
      'head: the templates: no',
    ]);
  });

  test('unless it is an error of the app', () => {
    const tenancyOf = (): never => {
      throw new TypeError('a bug');
    };
    expect(() => read(tenants('acme'), [], { tenancyOf })).toThrow(TypeError);
  });
});
