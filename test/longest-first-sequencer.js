const Sequencer = require('@jest/test-sequencer').default;

/** Projects of which one file takes longer than a share of all the others. */
const FIRST = ['emulator', 'browser'];

/**
 * Starts the longest files first even where no run before has measured them, as in CI: the emulator's tests, last, would
 * keep one core waiting for the other.
 */
module.exports = class LongestFirstSequencer extends Sequencer {
  sort(tests) {
    const place = ({ context }) => {
      const index = FIRST.indexOf(context.config.displayName?.name);
      return index < 0 ? FIRST.length : index;
    };
    // Stable: within these, by what earlier runs measured.
    return [...super.sort(tests)].sort((one, other) => place(one) - place(other));
  }
};
