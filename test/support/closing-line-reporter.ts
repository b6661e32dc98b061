import type { Reporter, TestModule } from "vitest/node";

/**
 * Ends a run with one line that counts what really ran: `N passed, N failed`. A run without a single test has failed,
 * and so has one that met an error outside its tests.
 */
export class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    const passed = count("passed");
    const failed = count("failed") + broken;
    const skipped = count("skipped");
    if (passed === 0 || failed > 0) process.exitCode = 1;
    process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
  }
}
