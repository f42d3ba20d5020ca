import { declarationsOf } from '../../../../packages/isolation-proof/src/judge/declarations';

test('what is open, where data may go and what a type does are told as sentences with their reasons', () => {
  const because = 'so it is';
  const tenancy = {
    exposed: [
      { construct: 'shared/Site', to: 'anybody', actions: ['s3:getobject', 's3:listbucket'], because },
      { construct: 'shared/Route', to: '999988887777', because },
    ],
    commons: [
      { actions: ['a:b*', 'a:c'], resources: ['arn:a', 'arn:b'], because },
      { actions: ['a:d'], resources: ['arn:a'], because, isImplied: true },
    ],
    sessions: [{ role: 'shared/Access', chosenBy: ['shared/Api', 'shared/Login'], because }],
    destinations: [{ resources: ['arn:a', 'arn:b'], because }],
  };
  expect(
    declarationsOf({ declare: { 'Custom::Thing': { grants: 'nothing', because } } }, tenancy, {
      untagged: [{ construct: 'shared/Database', tenant: 'acme', because }],
    }),
  ).toStrictEqual([
    { what: "shared/Database is acme's", because },
    { what: 'shared/Site is open to anybody (s3:getobject, s3:listbucket)', because },
    { what: 'shared/Route is open to 999988887777', because },
    { what: 'everybody may use a:b*, a:c on arn:a, arn:b', because },
    {
      what: 'sessions of shared/Access are of the organization that shared/Api, shared/Login names',
      because,
    },
    { what: 'data may go to arn:a, arn:b', because },
    { what: 'Custom::Thing grants, carries and sends nothing', because },
  ]);
});

test('an app that declares nothing has no declarations', () => {
  expect(declarationsOf({}, { destinations: [] })).toStrictEqual([]);
});
