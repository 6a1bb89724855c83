import { describe, expect, it } from 'vitest';
import { listedEndpoints, mappedList } from '../../src/values/endpoint-lists.js';

/** Group and host of each endpoint, with its fault. */
function groupsOf(text: string): string[] {
  return listedEndpoints(text).map(
    ({ endpoint, group, fault }) => `${group} ${endpoint.host}${fault ? ` ${fault}` : ''}`,
  );
}

describe('a list of endpoints', () => {
  it.each([
    ['tcp://a:1', ['0 a']],
    ['tcp://a:1,tcp://b:1', ['0 a', '0 b']],
    ['{tcp://a:1},{tcp://b:1}', ['0 a', '1 b']],
    ['{tcp://a:1|tcp://b:1},{tcp://c:1,tcp://d:1}', ['0 a', '0 b', '1 c', '1 d']],
    ['tcp://x:1,{tcp://a:1}', ['0 a', '1 x outside']],
    ['{tcp://a:1,tcp://b:1|tcp://c:1}', ['0 a mixed', '0 b mixed', '0 c mixed']],
    ['tcp://${carbon.local.ip}:9611', ['0 ${carbon.local.ip}']],
    ["amqp://admin:admin@client/carbon?brokerlist='tcp://a:5672;tcp://b:5672'", ['0 a', '0 b']],
    ['nothing', ['0 nothing']],
  ])('%s', (text, groups) => expect(groupsOf(text)).toEqual(groups));
});

describe('a list is written anew', () => {
  it.each([
    ['tcp://a:1;tcp://b:1', 'tcp://a:1,tcp://b:1'],
    ['{tcp://a:1}, {tcp://b:1}', '{tcp://a:1},{tcp://b:1}'],
    ['tcp://x:1,{tcp://a:1,tcp://b:1|tcp://c:1}', '{tcp://a:1,tcp://b:1|tcp://c:1},tcp://x:1'],
  ])('%s with its groups', (text, expected) => expect(mappedList(text, (endpoint) => endpoint)).toBe(expected));

  it('without what is left out', () =>
    expect(mappedList('{tcp://a:1},{tcp://b:1}', (endpoint) => (endpoint.includes('a') ? undefined : endpoint))).toBe(
      '{tcp://b:1}',
    ));
});
