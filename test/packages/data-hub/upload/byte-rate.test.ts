import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { UploadProgress } from '../../../../packages/data-hub/bin/upload-progress';
import { ByteRate } from '../../../../packages/data-hub/src/upload/byte-rate';
import { settled, VirtualRuntime } from '../../../../tools/simulation/virtual-runtime';

const KIBIBYTE = 1_024;
const MEBIBYTE = 1_024 * KIBIBYTE;

/** Lets the streams run to their ends in virtual time. @returns the seconds that passed */
async function secondsOf(runtime: VirtualRuntime, work: Promise<unknown>): Promise<number> {
  const state = { ended: false };
  void work.then(() => (state.ended = true));
  for (;;) {
    await settled();
    if (!runtime.step(Infinity)) {
      await settled();
      if (state.ended) return runtime.monotonic() / 1_000;
    }
  }
}

function sent(rate: ByteRate, content: Buffer): Promise<Buffer> {
  return buffer(Readable.from([content]).pipe(rate.stream()));
}

test('bytes pass at the rate, whole and in order', async () => {
  const runtime = new VirtualRuntime(0, 1);
  const content = Buffer.from(Array.from({ length: MEBIBYTE }, (_, index) => index % 251));
  const passed = sent(new ByteRate(256 * KIBIBYTE, runtime), content);

  const seconds = await secondsOf(runtime, passed);

  expect(seconds).toBeGreaterThan(3.8);
  expect(seconds).toBeLessThanOrEqual(4);
  expect((await passed).equals(content)).toBe(true);
});

test('streams share one rate', async () => {
  const runtime = new VirtualRuntime(0, 1);
  const rate = new ByteRate(256 * KIBIBYTE, runtime);
  const all = Promise.all([1, 2, 3].map((letter) => sent(rate, Buffer.alloc(MEBIBYTE, letter))));

  expect(await secondsOf(runtime, all)).toBeGreaterThan(11.8);
  expect((await all).map(({ length }) => length)).toEqual([MEBIBYTE, MEBIBYTE, MEBIBYTE]);
});

describe('progress', () => {
  let now: number;
  let shown: string[];

  beforeEach(() => {
    now = 0;
    shown = [];
  });

  function progressOn(terminal: { isTTY: boolean; columns?: number }): UploadProgress {
    return new UploadProgress({ ...terminal, write: (text: string) => shown.push(text) }, () => now);
  }

  test('a log has no line of what is quick, and a line now and then of what is not', () => {
    const progress = progressOn({ isTTY: false });
    for (now = 0; now <= 13_000; now += 100) progress.add('/a.bin', 100 * MEBIBYTE, 100 * KIBIBYTE);

    expect(shown).toEqual([
      '... /a.bin  2.1 MiB of 100.0 MiB, 2 %, 1.0 MiB/s, 96 s left\n',
      '... /a.bin  11.8 MiB of 100.0 MiB, 11 %, 1008.3 KiB/s, 90 s left\n',
    ]);
  });

  test('a terminal has one line that fits and is taken away', () => {
    const progress = progressOn({ isTTY: true, columns: 70 });
    progress.add(`/${'folder/'.repeat(20)}a.bin`, MEBIBYTE, 0);
    now = 1_000;
    progress.add(`/${'folder/'.repeat(20)}a.bin`, MEBIBYTE, 2 * MEBIBYTE);
    progress.clear();

    expect(shown).toHaveLength(2);
    const [line = '', end] = shown;
    expect(line.replace('\r\u001b[2K', '')).toMatch(/^….*a\.bin {2}1\.0 MiB of 1\.0 MiB, 100 %, /);
    expect(line.replace('\r\u001b[2K', '').length).toBeLessThan(70);
    expect(end).toBe('\r\u001b[2K');
  });
});
