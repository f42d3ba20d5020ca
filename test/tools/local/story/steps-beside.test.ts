import { StepsBeside } from '../../../../tools/local/story/steps-beside';
import type { StoryStep } from '../../../../tools/local/story/story-step';

function stage() {
  const outer = new AbortController();
  const begun: string[] = [];
  const step = (title: string, work: () => Promise<string> = () => Promise.resolve('done')): StoryStep => ({
    title,
    run: () => {
      begun.push(title);
      return work();
    },
  });
  return { outer, begun, step, beside: new StepsBeside({ signal: outer.signal }) };
}

/** A step that goes on until it is told to end. */
function untilAborted(signal: AbortSignal): Promise<string> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('ended'));
    });
  });
}

test('steps go on one after the other before anybody tells them, and are told with what came of them', async () => {
  const { beside, begun, step } = stage();
  let finish: (outcome: string) => void = () => undefined;
  const first = new Promise<string>((resolve) => (finish = resolve));

  const [one, two] = beside.begin(() => [step('one', () => first), step('two')]);
  await Promise.resolve();
  expect(begun).toEqual(['one']);

  finish('first');
  expect(await two?.run()).toMatch(/^done, in \d+\.\d s$/);
  expect(await one?.run()).toMatch(/^first, in \d+\.\d s$/);
  expect([one, two].map((told) => told?.title)).toEqual(['Meanwhile, one', 'Meanwhile, two']);
  expect(begun).toEqual(['one', 'two']);
});

test('where one fails, the next is not begun, and both are told so', async () => {
  const { beside, begun, step } = stage();
  const steps = beside.begin(() => [step('one', () => Promise.reject(new Error('no'))), step('two')]);

  for (const { run } of steps) await expect(run()).rejects.toThrow('no');
  expect(begun).toEqual(['one']);
});

test.each(['of the account', 'of the story'])(
  'the end %s ends what goes on, and waits for it',
  async (end) => {
    const { beside, outer, step } = stage();
    let ended = false;
    const steps = beside.begin(({ signal }) => [
      step('one', async () => {
        try {
          return await untilAborted(signal);
        } finally {
          ended = true;
        }
      }),
    ]);
    await Promise.resolve();

    if (end === 'of the account') outer.abort();
    await beside.end();

    expect(ended).toBe(true);
    await expect(steps[0]?.run()).rejects.toThrow('ended');
  },
);
