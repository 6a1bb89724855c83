/// <reference lib="dom" />
import { Engine } from '../engine.js';
import type { FromWorker, ToWorker } from './messages.js';
import { placeCatalogue } from './packaged.js';

const engine = new Engine();

addEventListener('message', async ({ data }: MessageEvent<ToWorker>) => {
  if ('catalogue' in data) placeCatalogue(data.catalogue);
  else {
    const { number, question } = data;
    try {
      const ask = engine[question] as (...asked: unknown[]) => unknown;
      reply({ number, answered: await ask.apply(engine, data.asked as unknown[]) });
    } catch (error) {
      reply({ number, failed: error instanceof Error ? error.message : String(error) });
    }
  }
});

function reply(message: FromWorker): void {
  postMessage(message);
}
