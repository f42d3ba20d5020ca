import { Steps } from '../../../tools/local/steps';

/** An output that remembers, and a clock that is set by hand. */
function stage(isTTY: boolean, columns = 80) {
  let text = '';
  const clock = { milliseconds: 0 };
  const output = { isTTY, columns, write: (more: string) => (text += more) };
  return { steps: new Steps(output, () => clock.milliseconds), clock, shown: () => text };
}

describe('Steps', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('shows each step with its time and what came of it', async () => {
    const { steps, clock, shown } = stage(false);

    const result = await steps.run(
      'Deploy',
      () => {
        clock.milliseconds = 1234;
        return Promise.resolve(39);
      },
      (resources) => `${resources} resources`,
    );

    expect(result).toBe(39);
    expect(shown()).toBe('ok  Deploy: 39 resources (1.2 s)\n');
  });

  test('shows a step that fails, and passes the error on', async () => {
    const { steps, shown } = stage(false);

    await expect(steps.run('Deploy', () => Promise.reject(new Error('no')))).rejects.toThrow('no');

    expect(shown()).toBe('!!  Deploy (0.0 s)\n');
  });

  test('remembers how long each step took that succeeded', async () => {
    const { steps, clock } = stage(false);
    const step = (title: string, until: number) =>
      steps.run(title, () => {
        clock.milliseconds = until;
        return Promise.resolve();
      });

    await step('Synthesize', 1260);
    await expect(steps.run('Fail', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await step('Deploy', 3260);

    expect(steps.finished).toEqual([
      { title: 'Synthesize', seconds: 1.3 },
      { title: 'Deploy', seconds: 2 },
    ]);
  });

  test('shows in a log that a long step is alive, every five seconds', async () => {
    const { steps, clock, shown } = stage(false);

    await steps.run('Deploy', (progress) => {
      progress('ts-local-shared 3/23');
      for (clock.milliseconds = 0; clock.milliseconds < 11_000; clock.milliseconds += 1000)
        jest.advanceTimersByTime(200);
      return Promise.resolve();
    });

    expect(shown().split('\n')).toEqual([
      '... Deploy: ts-local-shared 3/23 (5.0 s)',
      '... Deploy: ts-local-shared 3/23 (10.0 s)',
      'ok  Deploy (11.0 s)',
      '',
    ]);
  });

  test('redraws one line of a terminal, never wider than it', async () => {
    const { steps, clock, shown } = stage(true, 20);

    await steps.run('Deploy', (progress) => {
      progress('ts-local-organization-acme-eu 3/13');
      clock.milliseconds = 3000;
      jest.advanceTimersByTime(200);
      return Promise.resolve();
    });

    const drawn = shown().split('\r\u001b[2K');
    expect(drawn).toContain('... Deploy… (3.0 s)');
    expect(Math.max(...drawn.map(({ length }) => length))).toBeLessThanOrEqual(20);
    expect(drawn.at(-1)).toBe('ok  Deploy (3.0 s)\n');
  });

  const sentence = 'It uploads under the key of its neighbour, which has to be refused';
  const arn = 'arn:aws:s3:::ts-local-123456789012-raw/acme-eu/measurements.csv';

  test('breaks what came of it between words on a terminal, and no ARN', async () => {
    const { steps, shown } = stage(true, 60);

    await steps.run(sentence, () => Promise.resolve(arn), String);

    expect(shown().split('\r\u001b[2K').at(-1)).toBe(
      [
        'ok  It uploads under the key of its neighbour, which has to',
        '    be refused:',
        `    ${arn}`,
        '    (0.0 s)',
        '',
      ].join('\n'),
    );
  });

  test('keeps one line for each step in a log', async () => {
    const { steps, shown } = stage(false, 60);

    await steps.run(sentence, () => Promise.resolve(arn), String);

    expect(shown()).toBe(`ok  ${sentence}: ${arn} (0.0 s)\n`);
  });

  test('stops when the step ends', async () => {
    const { steps } = stage(true);

    await steps.run('Deploy', () => Promise.resolve());

    expect(jest.getTimerCount()).toBe(0);
  });
});
