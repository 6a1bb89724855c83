// Preloaded into a program: standard output is a terminal of so many columns.
const fs = require('node:fs');

const { fstatSync } = fs;
const likeTerminal = { isCharacterDevice: () => true };
fs.fstatSync = (fd, ...options) => Object.assign(fstatSync(fd, ...options), fd === 1 ? likeTerminal : {});
Object.assign(process.stdout, { isTTY: true, columns: Number(process.env.TERMINAL_COLUMNS) });
