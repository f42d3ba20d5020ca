import { generalClaims } from '../../../../packages/isolation-proof/src/claims/general-claims';

const ids = (options?: Parameters<typeof generalClaims>[0]): string[] =>
  generalClaims(options).map(({ id }) => id);

test('any app with tenants can make six claims', () => {
  const six = [
    'tenant-isolation',
    'impersonation',
    'session-tags',
    'action-ceiling',
    'nothing-public',
    'flows',
  ];
  expect(ids()).toStrictEqual(six);
  expect(ids({})).toStrictEqual(six);
});

test('an app claims of platform principals, and of transport, what it says that it claims', () => {
  expect(ids({ platformReadsNoData: true })).toContain('platform-principals');
  expect(ids({ onlyOverTls: true })).toContain('encryption-and-transport');
  expect(ids({ platformReadsNoData: true, onlyOverTls: true })).toHaveLength(8);
});
