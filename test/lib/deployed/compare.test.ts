import { compareProperty, type Comparison } from '../../../lib/deployed/compare';

const acme = { Key: 'orgSlug', Value: 'acme' };
const acmeEu = { Key: 'orgSlug', Value: 'acme-eu' };
const environment = { Key: 'environment', Value: 'local' };
const statement = { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' };

describe('compareProperty', () => {
  test.each<[string, Comparison, unknown, unknown]>([
    ['equal values', 'value', { a: [1, { b: true }] }, { a: [1, { b: true }] }],
    ['objects in another order', 'value', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['parts that both leave out', 'value', { a: 1 }, { a: 1, b: undefined }],
    [
      'a document and its text',
      'json',
      { Statement: [statement] },
      JSON.stringify({ Statement: [statement] }, null, 2),
    ],
    ['sets in another order', 'set', ['acme-analyst', 'acme-auditor'], ['acme-auditor', 'acme-analyst']],
    ['tags in another order', 'tags', [acme, environment], [environment, acme]],
    ["tags of the stack, with the resource's own over them", 'tags', [acmeEu, acme], [acme]],
    [
      "tags beside the service's own",
      'tags',
      [acme],
      [acme, { Key: 'aws:cloudformation:stack-name', Value: 's' }],
    ],
  ])('finds no difference in %s', (_case, comparison, template, api) => {
    expect(compareProperty('P', comparison, template, api)).toEqual([]);
  });

  test.each<[string, Comparison, unknown, unknown, unknown]>([
    ['a wrong value', 'value', { a: [1] }, { a: [2] }, { path: 'P.a[0]', template: 1, api: 2 }],
    ['another type', 'value', 365, '365', { path: 'P', template: 365, api: '365' }],
    ['a value that is missing', 'value', { a: 1 }, {}, { path: 'P.a', template: 1, api: undefined }],
    [
      'a whole property that is missing',
      'value',
      { a: 1 },
      undefined,
      { path: 'P', template: { a: 1 }, api: undefined },
    ],
    [
      'a value that only the service has',
      'value',
      {},
      { a: 1 },
      { path: 'P.a', template: undefined, api: 1 },
    ],
    ['an item too many', 'value', [1], [1, 2], { path: 'P[1]', template: undefined, api: 2 }],
    [
      'lists in another order',
      'value',
      ['a', 'a', 'b'],
      ['a', 'a', 'c'],
      { path: 'P[2]', template: 'b', api: 'c' },
    ],
    [
      'a single action written as a list',
      'json',
      { Statement: [statement] },
      JSON.stringify({ Statement: [{ ...statement, Action: ['s3:PutObject'] }] }),
      { path: 'P.Statement[0].Action', template: 's3:PutObject', api: ['s3:PutObject'] },
    ],
    [
      'a condition that got lost',
      'json',
      { ...statement, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      JSON.stringify(statement),
      { path: 'P.Condition', template: { Bool: { 'aws:SecureTransport': 'false' } }, api: undefined },
    ],
    [
      'text that is no document',
      'json',
      statement,
      'nonsense',
      { path: 'P', template: statement, api: 'nonsense' },
    ],
    [
      "another organization's tag",
      'tags',
      [acme],
      [acmeEu],
      { path: 'P.orgSlug', template: 'acme', api: 'acme-eu' },
    ],
    ['a tag that is missing', 'tags', [acme], [], { path: 'P.orgSlug', template: 'acme', api: undefined }],
    ['a tag too many', 'tags', [], [acme], { path: 'P.orgSlug', template: undefined, api: 'acme' }],
    ['a member that is missing', 'set', ['a', 'b'], ['a'], { path: 'P[1]', template: 'b', api: undefined }],
  ])('finds %s', (_case, comparison, template, api, difference) => {
    expect(compareProperty('P', comparison, template, api)).toEqual([difference]);
  });
});
