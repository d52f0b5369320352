import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What looks back on the whole run comes last. */
class LastLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLast = ({ moduleId }: TestSpecification) => moduleId.includes('/test/last/');
    return [...sorted.filter((file) => !isLast(file)), ...sorted.filter(isLast)];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/assembly.setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One file at a time: journeys with fifty senders measure the system, not a second test beside them on two cores.
    maxWorkers: 1,
    sequence: { sequencer: LastLast },
  },
});
