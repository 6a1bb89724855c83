import { describe, expect, it } from 'vitest';
import { erb } from '../../../src/configuration/templates/erb.js';
import { jinja } from '../../../src/configuration/templates/jinja.js';
import { renderTemplate } from '../../../src/configuration/templates/template.js';
import type { TemplateLanguage, TemplateScope, TemplateValue } from '../../../src/model/template.js';
import { growth } from '../../cpu-time.js';

const map = (fields: Readonly<Record<string, TemplateValue>>): ReadonlyMap<string, TemplateValue> =>
  new Map(Object.entries(fields));

const SCOPE: TemplateScope = map({
  host: 'am.corp',
  offset: '2',
  on: 'true',
  off: 'false',
  empty: '',
  none: [],
  made: 'https://{{ host }}:{{ 9443 + offset }}/',
  endless: '{{ endless }}',
  vague: 'https://{{ nobody }}/',
  ports: map({ https: '9443' }),
  urls: ['tcp://a:9611', 'tcp://b:9611'],
  envs: [map({ name: 'one', url: 'https://one' }), map({ name: 'two', url: 'https://two' })],
  single: 'tcp://c:9611',
});

function rendered(language: TemplateLanguage, text: string): string | undefined {
  return renderTemplate(text, language, SCOPE)?.text;
}

describe('a template of Puppet', () => {
  it.each([
    ['a variable', '<%= @host %>:<%=@offset-%>\nx', 'am.corp:2x'],
    ['a key of a variable', "<%= @ports['https'] %>", '9443'],
    ['a key of a text', "<%= @host['x'] %>", '{{ host x }}'],
    [
      'a variable of another class',
      "<%= scope['am::host'] %> <%= scope.lookupvar('am::params::offset') %>",
      'am.corp 2',
    ],
    ['a literal', "<%= 'x' %><%= 7 %>", 'x7'],
    ['a list', 'labels = <%= @urls %>', 'labels = ["tcp://a:9611","tcp://b:9611"]'],
    ['a map', '<%= @ports %>', '{"https":"9443"}'],
    ['an end that takes no line end', '<%= @host -%>x', 'am.corpx'],
    ['a comment and other code', '<%# nothing %><% x = 1 %>', ''],
    ['an expression of Ruby', '<%= @urls.join(",") %>', '{{ urls.join }}'],
    [
      'a whole value that is not known, or empty',
      'a = <%= @secret %>\nb = <%= @empty %>\nc = "<%= @secret %>"',
      'a = "{{ secret }}"\nb = ""\nc = "{{ secret }}"',
    ],
  ])('has %s', (_, text, expected) => {
    expect(rendered(erb, text)).toBe(expected);
  });

  it.each([
    ['@on', 'yes'],
    ['@off', 'no'],
    ['!@off', 'yes'],
    ["@host == 'am.corp'", 'yes'],
    ["@host!='am.corp'", 'no'],
    ['@on && @off', 'no'],
    ['@on and @secret', ''],
    ['@off && @secret', 'no'],
    ['@off || @on', 'yes'],
    ['@off or @secret', ''],
    ['!@secret', ''],
    ["@urls == 'x'", ''],
    ['@host.start_with?("x")', ''],
  ])('decides %s, where it is certain', (condition, expected) => {
    expect(rendered(erb, `<% if ${condition} %>yes<% else %>no<% end %>`)).toBe(expected);
  });

  it('has unless, further conditions and blocks inside of others', () => {
    expect(
      rendered(erb, '<% unless @on %>a<% elsif @off %>b<% elsif @on %><% if @off %>c<% else %>d<% end %><% end %>'),
    ).toBe('d');
    expect(rendered(erb, '<% if @secret %>a<% else %>b<% end %>.')).toBe('.');
  });

  it('repeats what is in a loop over a known list', () => {
    expect(rendered(erb, "<% @envs.each do |env| %>[<%= env['name'] %> <%= env['url'] %>]<% end %>")).toBe(
      '[one https://one][two https://two]',
    );
    expect(rendered(erb, '<% @single.each do |url| %>[<%= url %>]<% end %>')).toBe('[tcp://c:9611]');
    expect(rendered(erb, '<% @ports.each_pair do |name, port| %><%= name %>=<%= port %><% end %>')).toBe('https=9443');
    expect(rendered(erb, '<% @ports.each do |entry| %>[<%= entry %>]<% end %>')).toBe('[{"https":"9443"}]');
    expect(rendered(erb, '<% @secret.each do |x| %>a<% end %><% 3.times do %>b<% end %>c')).toBe('c');
    expect(rendered(erb, '<% @none.each do |x, y| %>a<% end %>c')).toBe('c');
  });

  it('that does not end a block ends with the text', () => {
    expect(rendered(erb, 'a<% if @on %>b')).toBe('ab');
    expect(rendered(erb, 'a<% end %>b')).toBe('ab');
  });
});

describe('a template of Ansible', () => {
  it.each([
    ['a variable', '{{ host }}:{{- offset -}}', 'am.corp:2'],
    [
      'keys and items',
      "{{ ports.https }} {{ ports['https'] }} {{ envs[1].name }} {{ host.x }}",
      '9443 9443 two {{ host.x }}',
    ],
    ['a literal', "{{ 'x' }}{{ 7 }}{{ true }}", 'x7true'],
    [
      'a sum',
      '{{ 9443 + (offset | int) }} {{ 9443 + host }} {{ 9443 + nobody }}',
      '9445 {{ 9443 host }} {{ 9443 nobody }}',
    ],
    ['a variable made of others', '{{ made }}', 'https://am.corp:9445/'],
    [
      'a variable made of itself, or of one that is not known',
      '{{ endless }} {{ vague }}',
      '{{ endless }} {{ vague }}',
    ],
    [
      'a default',
      "{{ nobody | default('x') }} {{ nobody | default(7, true) }} {{ host | d('x') | string }}",
      'x 7 am.corp',
    ],
    ['another filter', '{{ host | upper }} {{ nobody | default(host) }}', '{{ host upper }} {{ nobody default host }}'],
    ['comments and other blocks', '{# x #}a{% set x = 1 %}\nb', 'ab'],
  ])('has %s', (_, text, expected) => {
    expect(rendered(jinja, text)).toBe(expected);
  });

  it.each([
    ['on', 'yes'],
    ['off', 'no'],
    ['empty', 'no'],
    ['none', 'no'],
    ['ports', 'yes'],
    ['not off', 'yes'],
    ['host is defined', 'yes'],
    ['host is not defined', 'no'],
    ['nobody is defined', ''],
    ["host == 'am.corp' and offset != '3'", 'yes'],
    ['off or nobody', ''],
  ])('decides %s, where it is certain', (condition, expected) => {
    expect(rendered(jinja, `{% if ${condition} %}yes{% else %}no{% endif %}`)).toBe(expected);
  });

  it('repeats what is in a loop, and has further conditions', () => {
    expect(rendered(jinja, '{% for env in envs %}\n[{{ env.name }}]\n{% endfor %}\n')).toBe('[one]\n[two]\n');
    expect(rendered(jinja, '{% for name, port in ports.items() %}{{ name }}={{ port }}{% endfor %}')).toBe(
      'https=9443',
    );
    expect(rendered(jinja, '{% if off %}a{% elif on %}b{% endif %}')).toBe('b');
  });
});

describe('a rendered template', () => {
  it('knows where each character comes from', () => {
    const text = 'a = <%= @host %>\n<% @urls.each do |url| %>u = <%= url %>;<% end %>z';
    const result = renderTemplate(text, erb, SCOPE);
    const placeOf = (part: string) => text.slice(result?.offsetOf(result.text.indexOf(part))).slice(0, 7);
    expect([placeOf('a ='), placeOf('am.corp'), placeOf('u = tcp://b'), placeOf('tcp://b'), placeOf('z')]).toEqual([
      'a = <%=',
      '<%= @ho',
      'u = <%=',
      '<%= url',
      'z',
    ]);
    expect(result?.offsetOf(10_000)).toBe(text.length);
    expect(renderTemplate('', erb, SCOPE)?.offsetOf(0)).toBe(0);
  });

  it('goes on behind an else or an end of nothing', () => {
    expect(rendered(jinja, 'a{% else %}b{% elif host %}c{% endif %}d')).toBe('abcd');
  });

  it('has bounds: pieces, depth, rounds and length', () => {
    const many = (count: number, text: string) => text.repeat(count);
    expect(rendered(erb, many(20_000, '<%= @host %>'))).toBeUndefined();
    expect(rendered(erb, `${many(60, '<% if @on %>')}x${many(60, '<% end %>')}`)).toBeUndefined();
    expect(rendered(erb, `${many(40, '<% @urls.each do |x| %>')}x${many(40, '<% end %>')}`)).toBeUndefined();
    const long = map({ long: 'x'.repeat(1_000_000) });
    expect(renderTemplate(many(6, '<%= @long %>'), erb, long)).toBeUndefined();
  });

  it('has bounds: variables that are made of many others, which are made of many others', () => {
    const names = Array.from({ length: 8 }, (_, index) => `v${index}`);
    const variables = map(
      Object.fromEntries(names.map((name, index) => [name, index === 7 ? '' : `{{ v${index + 1} }}`.repeat(50)])),
    );
    expect(renderTemplate('{{ v0 }}', jinja, variables)).toBeUndefined();
  });

  const list = (count: number): TemplateValue => Array.from({ length: count }, () => 'x');
  const many = (count: number): Readonly<Record<string, TemplateValue>> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, 'x']));

  it.each<readonly [string, (n: number) => readonly [string, Readonly<Record<string, TemplateValue>>]]>([
    ['rounds without a piece', (n) => ['{% for x in all %}{% endfor %}', { ...many(n), all: list(n) }]],
    ['rounds of many choices', (n) => [`{% for x in all %}${'{% if u %}{% endif %}'.repeat(n)}`, { all: list(n) }]],
    ['rounds of a long choice', (n) => [`{% for x in all %}{% if u %}${'{# #}'.repeat(n)}`, { all: list(n) }]],
    ['a long variable in many places', (n) => ['{{ v }}'.repeat(n), { v: `${'x'.repeat(n * 100)}{{ u }}` }]],
  ])('costs no more than its length and its bounds: %s', async (_, made) => {
    const render = (size: number) => {
      const [text, variables] = made(size);
      renderTemplate(text, jinja, map(variables));
    };
    expect(await growth(render, 1000)).toBeLessThan(8);
  });
});
