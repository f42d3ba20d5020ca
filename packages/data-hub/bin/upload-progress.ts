import { byteCountText } from '../src/upload/byte-count';

/** Where progress is shown. */
export interface ProgressOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Milliseconds between two looks of a terminal's line, until the first line of a log, and between two of those. */
const TERMINAL_INTERVAL = 200;
const FIRST_LINE = 2_000;
const NEXT_LINE = 10_000;
const DEFAULT_COLUMNS = 80;

/**
 * Shows how far an upload is: bytes, share, rate and time left. A terminal has one line that is drawn again; a log
 * gets one after two seconds and every ten from then on.
 */
export class UploadProgress {
  private file = '';
  private size = 0;
  private sent = 0;
  private started = 0;
  private shown = 0;
  private logged = false;

  constructor(
    private readonly output: ProgressOutput,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Adds bytes of a file; the first of another file begin anew. @param bytes negative if they are sent again. */
  add(file: string, size: number, bytes: number): void {
    if (file !== this.file) {
      Object.assign(this, { file, size, sent: 0, started: this.now(), shown: this.now(), logged: false });
    }
    this.sent += bytes;
    const interval = this.output.isTTY === true ? TERMINAL_INTERVAL : this.logged ? NEXT_LINE : FIRST_LINE;
    if (this.now() - this.shown < interval) return;
    this.shown = this.now();
    this.logged = true;
    if (this.output.isTTY === true) this.output.write(`\r\u001b[2K${this.line(this.width)}`);
    else this.output.write(`... ${this.line(Infinity)}\n`);
  }

  /** Takes a terminal's line away. */
  clear(): void {
    if (this.output.isTTY === true && this.logged) this.output.write('\r\u001b[2K');
    this.file = '';
  }

  private get width(): number {
    // One character is left free: a line that fills the terminal wraps, and then cannot be erased.
    return (this.output.columns ?? DEFAULT_COLUMNS) - 1;
  }

  private line(width: number): string {
    const sent = Math.min(Math.max(this.sent, 0), this.size);
    const share = this.size === 0 ? 100 : Math.floor((100 * sent) / this.size);
    const rate = sent / Math.max((this.now() - this.started) / 1000, 0.001);
    const left = rate > 0 ? `, ${Math.ceil((this.size - sent) / rate)} s left` : '';
    const figures = `  ${byteCountText(sent)} of ${byteCountText(this.size)}, ${share} %, ${byteCountText(rate)}/s${left}`;
    const room = width - figures.length;
    // The end of a path tells more than its beginning.
    const name =
      this.file.length <= room ? this.file : `…${this.file.slice(this.file.length - Math.max(room - 1, 0))}`;
    return `${name}${figures}`.slice(0, width);
  }
}
