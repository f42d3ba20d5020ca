import { type Belonging, overlapsAmong } from '../../../../packages/isolation-proof/src/tenancy/overlaps';

const acme = (text: string, path?: string): Belonging => of('acme', text, path);
const acmeEu = (text: string, path?: string): Belonging => of('acme-eu', text, path);
const of = (owner: string, text: string, path?: string): Belonging => ({
  ...{ owner, text },
  ...(path !== undefined && { path }),
});

/** In both orders, since neither comes first. */
function examplesOf(one: Belonging, other: Belonging): string[] {
  const examples = overlapsAmong([one, other]).map(({ example }) => example);
  expect(overlapsAmong([other, one]).map(({ example }) => example)).toEqual(examples);
  return examples;
}

test.each<[Belonging, Belonging, string]>([
  [acme('arn:aws:s3:::data/acme*'), acmeEu('arn:aws:s3:::data/acme-eu/*'), 'arn:aws:s3:::data/acme-eu/'],
  [acme('arn:aws:s3:::acme-*'), acmeEu('arn:aws:s3:::acme-eu-data', 'eu/Data'), 'arn:aws:s3:::acme-eu-data'],
  [
    acme('arn:*:sqs:*:*:*'),
    acmeEu('arn:aws:sqs:eu-central-1:1:acme-eu', 'Q'),
    'arn:aws:sqs:eu-central-1:1:acme-eu',
  ],
  [acme('arn:aws:*:*:*:acme*'), acmeEu('arn:*:sqs:*:*:acme-eu'), 'arn:aws:sqs:::acme-eu'],
  [acme('arn:*:acme*'), acmeEu('arn:aws:s3:::acme-eu'), 'arn:aws:s3:::acme-eu'],
  [acme('*'), acmeEu('arn:aws:s3:::acme-eu'), 'arn:aws:s3:::acme-eu'],
  [acme('a*'), acmeEu('arn:aws:s3:::acme-eu'), 'arn:aws:s3:::acme-eu'],
  [acme('arn:aws:s3:::acme-??'), acmeEu('arn:aws:s3:::acme-eu'), 'arn:aws:s3:::acme-eu'],
  [acme('arn:aws:s3:::shared'), acmeEu('arn:aws:s3:::shared'), 'arn:aws:s3:::shared'],
  [acme('acme*'), acmeEu('acme-eu#*'), 'acme-eu#'],
  [acme('1:2:3:4:5:6:7'), acmeEu('1:*'), '1:2:3:4:5:6:7'],
  [acme('*:2:3:4:5:6:7'), acmeEu('a:b:2:3:4:5:6:7'), 'a:b:2:3:4:5:6:7'],
  [acme('arn:*'), acmeEu('arn:aws:s3:::acme-eu'), 'arn:aws:s3:::acme-eu'],
  [acme('arn:aws:s3:::acme', 'Data'), acmeEu('arn:aws:s3:::acme*'), 'arn:aws:s3:::acme'],
])('%j and %j meet', (one, other, example) => {
  expect(examplesOf(one, other)).toEqual([example]);
});

test.each<[Belonging, Belonging]>([
  [acme('arn:aws:s3:::data/acme/*'), acmeEu('arn:aws:s3:::data/acme-eu/*')],
  [acme('arn:aws:s3:::data/acme/*'), acme('arn:aws:s3:::data/acme/more/*')],
  [acme('arn:aws:s3:::acme', 'One'), acmeEu('arn:aws:s3:::acme', 'Other')],
  [acme('arn:aws:s3:::*-acme'), acmeEu('arn:aws:s3:::*-acme-eu')],
  [acme('arn:aws:sqs:eu-central-1:1:*'), acmeEu('arn:aws:sqs:eu-west-1:1:acme-eu')],
  [acme('arn:aws:s3:::acme*'), acmeEu('arn:aws:sqs:*:*:acme-eu')],
  // What a resource is called has no wildcards.
  [acme('arn:aws:iam::1:user/a?', 'User'), acmeEu('arn:aws:iam::1:user/ab')],
])('%j and %j do not', (one, other) => {
  expect(examplesOf(one, other)).toEqual([]);
});

test('each two of many that meet are told, and no others', () => {
  const tenants = Array.from({ length: 300 }, (_, index) => `tenant-${index}`);
  const patterns = (tenant: string): Belonging[] =>
    ['s3:::data', 'sqs:*:*:queue', 'ssm:*:*:parameter'].map((service) =>
      of(tenant, `arn:*:${service}/${tenant}/*`),
    );
  const loose = of('tenant-7', 'arn:*:ssm:*:*:parameter/tenant-29*');
  const found = overlapsAmong([...tenants.flatMap(patterns), loose]);
  expect(found.map(({ one, other }) => [one.owner, other.owner])).toEqual(
    ['29', ...Array.from({ length: 10 }, (_, digit) => `29${digit}`)]
      .sort()
      .map((number) => ['tenant-7', `tenant-${number}`]),
  );
});
