import type { Hub } from '../../../../tools/local/story/hub';
import { imageSteps } from '../../../../tools/local/story/image-steps';
import { StoryError } from '../../../../tools/local/story/outcome';
import type { StoryContext } from '../../../../tools/local/story/story-context';

const REQUIRED = 'REQUIRE_REGISTRY';
const before = process.env[REQUIRED];
/** As far as it is read where there is no registry. */
const context = {
  emulator: { registryEndpoint: undefined },
  signal: new AbortController().signal,
} as unknown as StoryContext;
const operator = { accessKeyId: 'unused', secretAccessKey: 'unused' };
const hub = {} as Hub;

beforeEach(() => {
  Reflect.deleteProperty(process.env, REQUIRED);
});

afterAll(() => {
  if (before === undefined) Reflect.deleteProperty(process.env, REQUIRED);
  else process.env[REQUIRED] = before;
});

test('without a registry one step says that the others are skipped, and why', async () => {
  const { whileTrusted, afterRevocation } = await imageSteps(context, operator, hub);
  await expect(Promise.all(whileTrusted.map(({ run }) => run()))).resolves.toEqual([
    'skipped: docker-registry is not installed',
  ]);
  expect(afterRevocation).toEqual([]);
});

test('where it is required, that is a failure', async () => {
  process.env[REQUIRED] = '1';
  await expect(imageSteps(context, operator, hub)).rejects.toThrow(StoryError);
});
