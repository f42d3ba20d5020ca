import { Option } from 'commander';

/**
 * An option that may be given several times, with one value each: `--athena-user jane --athena-user joe`. Any other is
 * refused if it is given two values ({@link tellEveryProblem}).
 */
export class RepeatableOption extends Option {
  constructor(flags: string, description: string) {
    super(flags, `${description}; may be repeated`);
    this.argParser((value, earlier: readonly string[] | undefined) => [...(earlier ?? []), value]);
  }
}
