import { accessMarks } from '../../../../lib/review/access/access-marks';
import { difference } from './differences';
import { TWO } from './evidence';

const SIDES = { base: TWO, head: TWO };

test('a mark for each row that a difference is about', () => {
  const [resource = ''] = difference('acme').resources;
  const both = difference('acme', {
    organizations: ['acme', 'acme-eu'],
    resources: [resource, resource.replace('/acme/', '/acme-eu/')],
    lens: 'resource policies alone',
  });
  const mark = {
    change: 'gained',
    isInForce: false,
    principal: 'arn:aws:iam::111122223333:role/ts-test-acme-data-hub',
    path: 'ts-test-organization-acme/DataHubRole8CC3F051',
    organizations: ['acme', 'acme-eu'],
    actions: ['s3:AbortMultipartUpload'],
  };
  expect(accessMarks([both], SIDES)).toEqual([
    { ...mark, scope: 'own', row: 'raw folder' },
    { ...mark, scope: 'others', row: 'raw folders' },
  ]);
});

test('whoever is of no organization is in a matrix of its own, whose-ever the resource is', () => {
  const principal = {
    kind: 'role',
    name: 'arn:aws:iam::111122223333:role/deployer',
    presence: 'both',
  } as const;
  expect(accessMarks([difference('acme', { principal })], SIDES)).toEqual([
    {
      change: 'gained',
      isInForce: true,
      principal: principal.name,
      organizations: [],
      scope: 'others',
      row: 'raw folders',
      actions: ['s3:AbortMultipartUpload'],
    },
  ]);
});
