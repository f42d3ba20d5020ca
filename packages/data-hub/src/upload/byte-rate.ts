import { Transform, type TransformCallback } from 'node:stream';
import { pause, type Runtime } from '../credentials/runtime';

/** Bytes that pass at once, so that a slow rate flows evenly rather than in bursts. */
const SLICE = 16 * 1024;

/** A rate that several streams share, in bytes a second. */
export class ByteRate {
  /** When the next byte may pass, on the monotonic clock. */
  private free = 0;

  constructor(
    private readonly bytesPerSecond: number,
    private readonly runtime: Runtime,
  ) {}

  /** A stream that passes bytes on at this rate, together with the others. */
  stream(): Transform {
    const pass = (chunk: Buffer, stream: Transform): Promise<void> => this.pass(chunk, stream);
    return new Transform({
      highWaterMark: SLICE,
      transform(this: Transform, chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
        pass(chunk, this).then(() => {
          done();
        }, done);
      },
    });
  }

  private async pass(chunk: Buffer, stream: Transform): Promise<void> {
    for (let start = 0; start < chunk.length; start += SLICE) {
      const slice = chunk.subarray(start, start + SLICE);
      const now = this.runtime.monotonic();
      // Taken before the wait: another stream then waits for its turn behind this one.
      const turn = Math.max(this.free, now);
      this.free = turn + (slice.length / this.bytesPerSecond) * 1000;
      if (turn > now) await pause(this.runtime, turn - now);
      stream.push(slice);
    }
  }
}
