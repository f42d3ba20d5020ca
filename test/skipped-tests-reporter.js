/**
 * Says last of all which tests did not run, and why: the reason stands in the title of the `describe` around them.
 * Where somebody chose the tests by name, what was not chosen is no news.
 * @implements {import('jest').Reporter}
 */
module.exports = class SkippedTestsReporter {
  constructor({ testNamePattern, rootDir }) {
    this.chosen = Boolean(testNamePattern);
    this.rootDir = rootDir;
  }

  onRunComplete(_contexts, { testResults }) {
    if (this.chosen) return;
    const skipped = new Map();
    for (const { testFilePath, testResults: tests } of testResults) {
      for (const { status, ancestorTitles } of tests) {
        if (status !== 'pending') continue;
        const place = [testFilePath.slice(this.rootDir.length + 1), ...ancestorTitles].join(' › ');
        skipped.set(place, (skipped.get(place) ?? 0) + 1);
      }
    }
    if (skipped.size === 0) return;
    const lines = [...skipped].map(([place, tests]) => `  ${tests} tests: ${place}`);
    // Jest puts its own summary behind every other reporter.
    process.once('exit', () => {
      process.stderr.write(`\nSkipped, so nothing is known of what they test:\n${lines.join('\n')}\n`);
    });
  }
};
