import { spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Printer, unprinted } from '../../src/files/printer.js';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'wso2-topology-printer-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A printer to a descriptor, and what its stream was given. */
function printerTo(fd: number, isTTY = false) {
  const streamed: string[] = [];
  let opened = 0;
  const write = (bytes: string | Uint8Array): boolean => streamed.push(bytes.toString()) > 0;
  const printer = new Printer(fd, () => {
    opened += 1;
    return { isTTY, columns: 77, write };
  });
  return { printer, streamed, opened: () => opened };
}

function fifo(name: string): string {
  const path = join(directory, name);
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
  return path;
}

it('writes to a file at once, and opens no stream for it', () => {
  const path = join(directory, 'out.txt');
  const fd = openSync(path, 'w');
  const { printer, opened } = printerTo(fd, true);
  printer.print('é 漢 🚀\n');
  printer.print('second\n');
  expect([printer.terminal, opened()]).toEqual([undefined, 0]);
  closeSync(fd);
  expect(readFileSync(path, 'utf8')).toBe('é 漢 🚀\nsecond\n');
});

it('uses its stream, once opened, for whatever follows', () => {
  const path = join(directory, 'late.txt');
  const fd = openSync(path, 'w');
  const { printer, streamed } = printerTo(fd);
  printer.print('first');
  expect(printer.stream.columns).toBe(77);
  printer.print('second');
  closeSync(fd);
  expect([readFileSync(path, 'utf8'), streamed]).toEqual(['first', ['second']]);
});

it.each([true, false])('leaves a device to its stream; a terminal: %s', (isTTY) => {
  const fd = openSync('/dev/null', 'w');
  const { printer, streamed, opened } = printerTo(fd, isTTY);
  printer.print('a');
  expect([printer.terminal?.columns, streamed, opened()]).toEqual([isTTY ? 77 : undefined, ['a'], 1]);
  closeSync(fd);
});

it('leaves a descriptor that is not open to its stream', () => {
  const { printer, streamed } = printerTo(2 ** 30);
  printer.print('a');
  expect(streamed).toEqual(['a']);
});

it('leaves to its stream what a full pipe does not take', () => {
  const fd = openSync(fifo('full'), constants.O_RDWR | constants.O_NONBLOCK);
  const { printer, streamed } = printerTo(fd);
  const text = '0123456789'.repeat(100_000);
  printer.print(text);
  const taken = readSync(fd, Buffer.alloc(text.length));
  closeSync(fd);
  expect(taken).toBeGreaterThan(0);
  expect(streamed).toEqual([text.slice(taken)]);
});

it('is silent when the reader has closed the pipe', () => {
  const path = fifo('closed');
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const fd = openSync(path, constants.O_WRONLY);
  closeSync(reader);
  const { printer, streamed } = printerTo(fd);
  printer.print('a');
  printer.print('b');
  closeSync(fd);
  expect(streamed).toEqual([]);
});

it('says in words why nothing more can be printed', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(unprinted(full)).toBe('wso2-topology: cannot write to standard output: the disk is full\n');
});
