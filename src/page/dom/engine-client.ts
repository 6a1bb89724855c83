/// <reference lib="dom" />
import type { Answered, Asked, FromWorker, Question, ToWorker } from './messages.js';

interface Waiting {
  readonly resolve: (answered: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Asks the engine, which works beside the page in a thread of its own, so that the page answers to people while a large plan is checked. */
export class EngineClient {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  /**
   * @param program the script of the page, which is the engine where there is no document
   * @param catalogue the packaged catalogue, as JSON
   */
  constructor(program: string, catalogue: string) {
    const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
    this.worker = new Worker(url);
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.receive(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      const error = new Error(event.message || 'the browser does not start the program of the page');
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
    };
    this.send({ catalogue });
  }

  /** Asks a question; fails with the reason where the engine could not answer it. */
  ask<Q extends Question>(question: Q, ...asked: Asked<Q>): Promise<Answered<Q>> {
    const number = ++this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve: resolve as Waiting['resolve'], reject });
      this.send({ number, question, asked });
    });
  }

  private send(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  private receive(message: FromWorker): void {
    const { number } = message;
    const waiting = this.waiting.get(number);
    this.waiting.delete(number);
    if ('failed' in message) waiting?.reject(new Error(message.failed));
    else waiting?.resolve(message.answered);
  }
}
