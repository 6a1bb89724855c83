import { fstatSync, writeSync } from 'node:fs';
import type { WriteStream } from 'node:tty';
import { systemCode, systemReason } from './system-error.js';

/** The part of a stream of Node that a text needs where it cannot be written at once. */
export type Stream = Pick<WriteStream, 'isTTY' | 'columns' | 'write'>;

/**
 * Standard output or standard error. Node's own streams cost a start more than a small check does, so that texts go straight to pipes and
 * files; only a device, such as a terminal, or a pipe that is full at the moment needs the stream.
 */
export class Printer<S extends Stream> {
  readonly #fd: number;
  readonly #open: () => S;
  #stream: S | undefined;
  #isClosed = false;

  /** @param open returns the stream of the same file descriptor; called once, where it is needed */
  constructor(fd: number, open: () => S) {
    this.#fd = fd;
    this.#open = open;
  }

  get stream(): S {
    this.#stream ??= this.#open();
    return this.#stream;
  }

  /** The terminal that the texts go to; undefined for a pipe or a file. */
  get terminal(): S | undefined {
    return isDevice(this.#fd) && this.stream.isTTY ? this.stream : undefined;
  }

  print(text: string): void {
    const bytes = Buffer.from(text);
    const written = this.#stream || isDevice(this.#fd) ? 0 : this.#write(bytes);
    if (written < bytes.length && !this.#isClosed) this.stream.write(bytes.subarray(written));
  }

  /** Returns how many bytes were taken. Where it was not all of them, the stream waits or says why. */
  #write(bytes: Buffer): number {
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(this.#fd, bytes, written);
    } catch (error) {
      // A reader that has seen enough (`| head`) closes the pipe; that is normal, and the run goes on to find out how it ends.
      this.#isClosed = systemCode(error) === 'EPIPE';
    }
    return written;
  }
}

/** Returns why nothing more can be printed, as a line for people. */
export function unprinted(error: unknown): string {
  return `wso2-topology: cannot write to standard output: ${systemReason(error)}\n`;
}

/** A descriptor that is not open is left to the stream as well. */
function isDevice(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice();
  } catch (error) {
    return systemCode(error) !== '';
  }
}
