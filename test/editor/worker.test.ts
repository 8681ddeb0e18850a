import { describe, expect, it } from 'vitest';
import { type Channel, type FromWorker, type ToWorker, workerSimulator } from '../../lsp/src/core/worker.js';
import type { CheckRequest } from '../../lsp/src/core/simulator.js';

/** A worker that does nothing by itself. */
class FakeWorker implements Channel {
  readonly posted: ToWorker[] = [];
  reply: (message: FromWorker) => void = () => undefined;
  die: (reason: string) => void = () => undefined;
  post(message: ToWorker): void {
    this.posted.push(message);
  }
  receive(take: (message: FromWorker) => void): void {
    this.reply = take;
  }
  broken(take: (reason: string) => void): void {
    this.die = take;
  }
  end(): void {
    this.die('ended');
  }
}

const request = (file: string, text: string): CheckRequest => ({
  file,
  texts: new Map([[file, text]]),
  fidelity: 'F0',
  today: '2027-01-01',
});

const setUp = (): { workers: FakeWorker[]; latest: Int32Array; simulator: ReturnType<typeof workerSimulator> } => {
  const workers: FakeWorker[] = [];
  const latest = new Int32Array(new SharedArrayBuffer(4));
  const simulator = workerSimulator(() => workers[workers.push(new FakeWorker()) - 1]!, latest);
  return { workers, latest, simulator };
};

describe('the worker that simulates', () => {
  it('is asked for the newest version of a plan only, and sees that it is overtaken', async () => {
    const { workers, latest, simulator } = setUp();
    const first = simulator.check(request('a', '1'));
    const second = simulator.check(request('a', '2'));
    const third = simulator.check(request('a', '3'));
    expect(await second).toBeUndefined();
    expect(latest[0]).toBe(-1);
    workers[0]!.reply({ id: 1, reply: undefined });
    expect(await first).toBeUndefined();
    expect(workers[0]!.posted.map(({ texts }) => [...texts.values()])).toEqual([['1'], ['3']]);
    expect(latest[0]).toBe(2);
    workers[0]!.reply({ id: 2, reply: { diagnostics: [] } });
    expect(await third).toEqual({ diagnostics: [] });
  });

  it('is sent only texts that it does not have', () => {
    const { workers, simulator } = setUp();
    void simulator.check(request('a', '1'));
    workers[0]!.reply({ id: 1, reply: { diagnostics: [] } });
    void simulator.check(request('a', '1'));
    expect(workers[0]!.posted[1]!.texts.size).toBe(0);
    expect(workers[0]!.posted[1]!.files).toEqual(['a']);
  });

  it('is opened anew after it has died, and what killed it is not tried again', async () => {
    const { workers, simulator } = setUp();
    const fatal = simulator.check(request('a', '1'));
    const other = simulator.check(request('b', '2'));
    workers[0]!.die('out of memory');
    await expect(fatal).rejects.toThrow('out of memory');
    expect(workers).toHaveLength(2);
    expect(workers[1]!.posted.map(({ file, texts }) => [file, texts.size])).toEqual([['b', 1]]);
    workers[1]!.reply({ id: 2, reply: { diagnostics: [] } });
    expect(await other).toEqual({ diagnostics: [] });
  });

  it('says of a bug what it was', async () => {
    const { workers, simulator } = setUp();
    const asked = simulator.check(request('a', '1'));
    workers[0]!.reply({ id: 1, reply: undefined, error: 'a bug' });
    await expect(asked).rejects.toThrow('a bug');
  });
});
