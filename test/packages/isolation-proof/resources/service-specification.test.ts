import {
  knownProperties,
  loadSpecification,
  resourceIn,
} from '../../../../tools/service-specification/known-properties';
import known from '../../../../packages/isolation-proof/src/resources/properties-by-type.json';
import { DESCRIBED_TYPES } from '../../../../packages/isolation-proof/src/resources/registry';
import { forgottenIn, namedIn, variablesOf } from './described-properties';
import { allPaths, keysAndCertificates } from './telling-properties';

/** Types without an entry in the specification: that of the CDK's metadata, notifications of stacks, and custom resources. */
const WITHOUT_ENTRY = [
  'AWS::CDK::Metadata',
  'AWS::CDK::NestedStack',
  'AWS::CDK::StackNotifications',
  'Custom::AWS',
  'Custom::CDKBucketDeployment',
  'Custom::LogRetention',
  'Custom::S3AutoDeleteObjects',
  'Custom::S3BucketNotifications',
];

/** Properties that are called as those are that name keys of KMS or certificates. */
const NO_KEY_OF_KMS = ['AWS::ApiGateway::UsagePlanKey.KeyId', 'AWS::IAM::SAMLProvider.PrivateKeyList.KeyId'];

const specification = loadSpecification();

const specified = DESCRIBED_TYPES.flatMap((description) => {
  const resource = resourceIn(specification, description.type);
  return resource === undefined ? [] : [{ type: description.type, description, resource }];
});

it('loads a specification that knows many types', () => {
  expect(specification.all('resource').length).toBeGreaterThan(1_000);
  expect(specified.length).toBeGreaterThan(150);
});

it('every described type is in the specification, but for these', () => {
  const missing = DESCRIBED_TYPES.map(({ type }) => type).filter(
    (type) => resourceIn(specification, type) === undefined,
  );

  expect(missing.sort()).toEqual(WITHOUT_ENTRY);
});

it('the list of known properties is what npm run known-properties writes', () => {
  expect(known).toEqual(knownProperties(specification));
});

describe.each(specified)('$type', ({ description, resource }) => {
  it('names every property that could grant, carry, send or open something', () => {
    expect(forgottenIn(description, resource, specification)).toEqual([]);
  });

  it('says of every key and certificate whose it may be', () => {
    const { sources = [], keys = [], certificates = [], undecided = {}, refused } = description;
    const judged = [...sources.map(({ property }) => property), ...keys, ...certificates];
    const isWithin = (path: string, other: string): boolean => `${path}.`.startsWith(`${other}.`);
    const named = keysAndCertificates(resource, specification)
      .filter((path) => refused === undefined && !Object.keys(undecided).some((one) => isWithin(path, one)))
      .filter((path) => !NO_KEY_OF_KMS.includes(`${description.type}.${path}`));

    expect(named.filter((path) => !judged.includes(path))).toEqual([]);
  });

  it('names only properties that exist', () => {
    const paths = allPaths(resource, specification);
    const { freeTexts = [] } = description;
    // A custom resource takes any property: the specification has those only that all of them have.
    const wrong = [...namedIn(description), ...variablesOf(description), ...freeTexts].filter(
      (path) => !exists(path, paths) && description.anyProperty !== true,
    );

    expect(wrong).toEqual([]);
  });

  it('reads nothing out of free texts', () => {
    const { freeTexts = [], eventPattern } = description;
    const read = [...namedIn(description), ...variablesOf(description), eventPattern ?? ''];
    const isWithin = (one: string, other: string): boolean => `${one}.`.startsWith(`${other}.`);

    expect(
      freeTexts.filter((text) => read.some((path) => isWithin(path, text) || isWithin(text, path))),
    ).toEqual([]);
  });

  it('knows whether and where the type takes tags', () => {
    expect(description.tags).toBe(resource.tagInformation?.tagPropertyName);
  });

  it('knows only attributes that exist', () => {
    const attributes = Object.keys(resource.attributes);

    expect(Object.keys(description.attributes ?? {}).filter((name) => !attributes.includes(name))).toEqual(
      [],
    );
  });
});

function exists(path: string, paths: ReadonlySet<string>): boolean {
  if (paths.has(path)) return true;
  const steps = path.split('.');
  return steps.some((_step, index) => {
    const above = steps.slice(0, index).join('.');
    return paths.has(`${above}.**`) || (index === steps.length - 1 && paths.has(`${above}.*`));
  });
}
