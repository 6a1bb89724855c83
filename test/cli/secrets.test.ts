import { describe, expect, it } from 'vitest';
import { withoutSecrets } from '../../src/cli/secrets.js';

describe('a configuration text that a report quotes', () => {
  it.each([
    ['url = "https://boss:hunter2@am:9443/"', 'url = "https://************@am:9443/"'],
    ['url = "jdbc:mysql://boss:hunter2@db/x"', 'url = "jdbc:mysql://************@db/x"'],
    ['url = "jdbc:oracle:thin:boss/hunter2@//db:1521/x"', 'url = "jdbc:oracle:thin:************@//db:1521/x"'],
    ['url = "jdbc:oracle:thin:@db:1521/x"', 'url = "jdbc:oracle:thin:@db:1521/x"'],
    ['password = "hunter2"', ''],
  ])('has no credentials: %s', (text, shown) => {
    expect(withoutSecrets(text)).toBe(shown);
  });
});
