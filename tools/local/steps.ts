import { wrapWords } from './wrap-words';

/** Where progress is shown: a terminal, a log file, or a test. */
export interface ProgressOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width in characters. */
  readonly columns?: number;
}

const TICK_MS = 200;
/** A step that takes longer shows that it is alive. */
const QUIET_MS = 2000;
/** How often a log gets a line; a terminal's line is redrawn at each tick. */
const LOG_EVERY_MS = 5000;
const DEFAULT_COLUMNS = 80;
/** Of what stands before a step's title: `ok  `. */
const MARK_WIDTH = 4;

/** Says what is being done. */
export type Progress = (detail: string) => void;

/** A step that is done. */
export interface FinishedStep {
  readonly title: string;
  readonly seconds: number;
}

/** Shows one line for each step with the seconds it took, and its progress while it runs. */
export class Steps {
  private readonly done: FinishedStep[] = [];

  constructor(
    private readonly output: ProgressOutput,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The steps that succeeded, in the order in which they ended. */
  get finished(): readonly FinishedStep[] {
    return this.done;
  }

  /**
   * Runs one step.
   * @param summarize says in a few words what came of it.
   */
  async run<Result>(
    title: string,
    work: (progress: Progress) => Promise<Result>,
    summarize: (result: Result) => string = () => '',
  ): Promise<Result> {
    const started = this.now();
    const line = new StepLine(title, this.output, () => this.now() - started);
    const timer = setInterval(() => {
      line.tick();
    }, TICK_MS);
    try {
      const result = await work((detail) => {
        line.detail = detail;
      });
      line.end('ok', summarize(result));
      this.done.push({ title, seconds: Math.round((this.now() - started) / 100) / 10 });
      return result;
    } catch (error) {
      line.end('failed', '');
      throw error;
    } finally {
      clearInterval(timer);
    }
  }
}

class StepLine {
  detail = '';
  private logged = 0;

  constructor(
    private readonly title: string,
    private readonly output: ProgressOutput,
    private readonly elapsed: () => number,
  ) {
    if (output.isTTY === true) this.draw();
  }

  tick(): void {
    if (this.output.isTTY === true) {
      this.draw();
      return;
    }
    const elapsed = this.elapsed();
    if (elapsed < QUIET_MS || elapsed - this.logged < LOG_EVERY_MS) return;
    this.logged = elapsed;
    this.output.write(`... ${this.doing()} (${seconds(elapsed)})\n`);
  }

  end(outcome: 'ok' | 'failed', summary: string): void {
    const tail = summary === '' ? '' : `: ${summary}`;
    const mark = outcome === 'ok' ? 'ok ' : '!! ';
    this.erase();
    this.output.write(`${this.wrapped(`${mark} ${this.title}${tail} (${seconds(this.elapsed())})`)}\n`);
  }

  private draw(): void {
    this.erase();
    const time = ` (${seconds(this.elapsed())})`;
    this.output.write(shortened(`... ${this.doing()}`, this.width - time.length) + time);
  }

  /** On a terminal, as lines that end between words; a log has one line for each step. */
  private wrapped(text: string): string {
    if (this.output.isTTY !== true) return text;
    const indentation = ' '.repeat(MARK_WIDTH);
    const lines = wrapWords(text.slice(MARK_WIDTH), this.width - MARK_WIDTH);
    return text.slice(0, MARK_WIDTH) + lines.join(`\n${indentation}`);
  }

  private get width(): number {
    // One character is left free: a line that fills the terminal wraps, and then cannot be erased.
    return (this.output.columns ?? DEFAULT_COLUMNS) - 1;
  }

  private doing(): string {
    return this.detail === '' ? this.title : `${this.title}: ${this.detail}`;
  }

  private erase(): void {
    if (this.output.isTTY === true) this.output.write('\r\u001b[2K');
  }
}

/** What fits, and a sign that there is more. */
function shortened(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(columns - 1, 0))}…`;
}

/** `12.3 s` */
function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
