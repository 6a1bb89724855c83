#!/usr/bin/env python3
"""Convert collected port facts into catalogue files: one YAML file per product.

    python3 scripts/convert-facts.py <facts folder> [<output folder>] [product id ...]

The facts folder holds *.yaml files with one block per product and set of releases. This script merges the blocks of a
product into one file whose fields are plain where all releases agree and maps of release ranges where they do not.
Needs PyYAML.

It is a conversion aid. The files in src/catalogue/products are the source of truth and are edited by hand afterwards;
running the script again overwrites such edits. What a table of facts cannot say (roles, kinds of links, which listener
a self-reference names, what is on by default) is judged in convert_facts_judgements.py, next to this file.
"""
import os
import re
import sys

import yaml

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import convert_facts_judgements as judged  # noqa: E402

HEADER = '# yaml-language-server: $schema=../../../schemas/product.schema.json\n'
WIDTH = 118


# --- releases -------------------------------------------------------------------------------------------------------

def release_key(release):
    number, _, suffix = release.partition('-')
    return ([int(part) for part in number.split('.')], suffix == '', suffix)


def ranges(releases, some):
    """The members of `some` as ranges over the ascending list."""
    found, start, previous = [], None, None
    for release in releases + [None]:
        if release in some:
            start = start or release
            previous = release
        elif start:
            found.append(start if start == previous else f'{start} - {previous}')
            start = None
    return found


def varying(releases, by_release):
    """A plain value, or the map of ranges; `by_release` has a value for every release of the entry."""
    values = list(by_release.values())
    if all(value == values[0] for value in values):
        return values[0]
    runs = []
    for release in releases:
        if release not in by_release:
            runs.append(None)
        elif runs and runs[-1] and runs[-1][2] == by_release[release]:
            runs[-1][1] = release
        else:
            runs.append([release, release, by_release[release]])
    return {'versions': {(a if a == b else f'{a} - {b}'): value for a, b, value in filter(None, runs)}}


def one_or_list(items):
    return items[0] if len(items) == 1 else items


# --- facts ----------------------------------------------------------------------------------------------------------

def clean(text):
    for pattern, replacement in judged.TEXT:
        text = re.sub(pattern, replacement, text)
    return ' '.join(text.split())


def read_facts(folder):
    products = {}
    for name in sorted(os.listdir(folder)):
        if not name.endswith('.yaml'):
            continue
        with open(os.path.join(folder, name), encoding='utf-8') as file:
            for block in yaml.load(file, Loader=getattr(yaml, 'CSafeLoader', yaml.SafeLoader))['products']:
                products.setdefault(block['id'], []).append(block)
    return products


def known(first, second):
    return second if first in (None, 'unknown', '') else first


def unite(first, second):
    """One entry out of two that describe the same thing in the same release; what the first one knows stands."""
    merged = {key: known(first.get(key), second.get(key)) for key in {**first, **second}}
    merged['sources'] = list(dict.fromkeys(first['sources'] + second['sources']))
    notes = [text for text in (first.get('notes'), second.get('notes')) if text]
    if notes:
        merged['notes'] = ' '.join(dict.fromkeys(notes))
    return merged


def by_release(blocks, section, name_of, product):
    """{id: {release: entry}}, in order of first appearance; entries of one release that share an id are united."""
    found = {}
    for block in blocks:
        for entry in block[section] or []:
            name = name_of(product, entry['id'])
            if (product, entry['id']) in judged.DROPPED.get(section, ()):
                continue
            for release in block['versions']:
                mine = found.setdefault(name, {})
                mine[release] = unite(entry, mine[release]) if release in mine else entry
    return found


def listener_id(product, name):
    return judged.LISTENER_IDS.get((product, name), judged.RENAMES.get(name, name))


def link_id(product, name):
    return judged.LINK_IDS.get((product, name), name)


def settings(raw):
    return {key: clean(value) for key, value in (raw or {}).items() if value is not None}


# --- sources --------------------------------------------------------------------------------------------------------

def sources(releases, own, texts):
    """`texts`: {release: [source strings]}. The same place read at different tags becomes one item."""
    places, order = {}, []
    for release in own:
        seen = {}
        for text in dict.fromkeys(clean_source(text) for text in texts[release]):
            match = re.match(r'(?s)(.*\S) \(([^()]*)\)$', text)
            at, tag = match.groups() if match else (text, None)
            seen[at] = seen.get(at, -1) + 1
            key = (at, seen[at])
            if key not in places:
                places[key] = {}
                order.append(key)
            places[key][release] = tag
    items = []
    for key in order:
        at, tags = key[0], places[key]
        everywhere = list(tags) == own
        if len(set(tags.values())) == 1:
            tag = next(iter(tags.values()))
            text = at if tag is None else f'{at} ({tag})'
            items.append(text if everywhere else {'at': text, 'versions': one_or_list(ranges(releases, tags))})
            continue
        item = {'at': at}
        if not everywhere:
            item['versions'] = one_or_list(ranges(releases, tags))
        tagged = varying(releases, tags)['versions']
        item['tags'] = {where: tag for where, tag in tagged.items() if tag is not None}
        items.append(item)
    return items


def clean_source(text):
    for pattern, replacement in judged.SOURCE_TEXT:
        text = re.sub(pattern, replacement, text)
    return text


# --- entries --------------------------------------------------------------------------------------------------------

class Builder:
    """Collects the fields of one entry in the order of the model."""

    def __init__(self, releases, entries, name, aliases):
        self.releases, self.entries = releases, entries
        self.own = [release for release in releases if release in entries]
        self.entry = {'id': name}
        if aliases:
            self.entry['aliases'] = aliases
        if self.own != releases:
            self.entry['versions'] = one_or_list(ranges(releases, self.own))

    def put(self, key, value_of):
        """A field every release has."""
        self.entry[key] = varying(self.releases, {r: value_of(r, self.entries[r]) for r in self.own})

    def put_optional(self, key, value_of, absent=None):
        """A field some releases may lack: left out if all do, otherwise `absent` stands in."""
        values = {r: value_of(r, self.entries[r]) for r in self.own}
        if not any(value not in (None, '', {}) for value in values.values()):
            return
        self.entry[key] = varying(self.releases, {r: absent if v in (None, '') else v for r, v in values.items()})

    def put_notes(self, value_of):
        """Notes of some releases only are prefixed with the releases they speak of."""
        values = {r: value_of(r, self.entries[r]) for r in self.own}
        texts = {r: v for r, v in values.items() if v}
        if not texts:
            return
        if len(texts) == len(values):
            self.entry['notes'] = varying(self.releases, texts)
            return
        spoken = []
        for text in dict.fromkeys(texts.values()):
            spoken.append(', '.join(ranges(self.releases, [r for r in texts if texts[r] == text])) + ': ' + text)
        self.entry['notes'] = ' '.join(spoken)

    def finish(self, with_confidence=True):
        self.entry['sources'] = sources(self.releases, self.own, {r: self.entries[r]['sources'] for r in self.own})
        if with_confidence:
            self.put('confidence', lambda r, e: e['confidence'])
        return self.entry


def names_used(blocks, section, name_of, product):
    """{id: other names the facts have for it}"""
    names = {}
    for block in blocks:
        for entry in block[section] or []:
            name = name_of(product, entry['id'])
            if name != entry['id'] and entry['id'] not in names.setdefault(name, []):
                names[name].append(entry['id'])
    return names


def clean_profiles(profiles):
    return [judged.profile(name) for name in profiles if not name.startswith('-D')] or ['default']


def listeners(product, releases, blocks):
    found = by_release(blocks, 'listeners', listener_id, product)
    aliases = names_used(blocks, 'listeners', listener_id, product)
    result = []
    for name, entries in found.items():
        b = Builder(releases, entries, name, [a for a in aliases.get(name, []) if a not in found])
        b.put('basePort', lambda r, e: e['base'])
        b.put('protocol', lambda r, e: e['protocol'])
        b.put('transport', lambda r, e: e['transport'])
        b.put('purpose', lambda r, e: clean(e['purpose']))
        b.put('shift', lambda r, e: e['offset'])
        b.put('explicitTakesOffset', lambda r, e: e['explicit_value_takes_offset'])
        b.put('enabled', lambda r, e: e['enabled_by_default'])
        b.put('profiles', lambda r, e: e['profiles'])
        b.put('bind', lambda r, e: e['bind'])
        if name == 'cluster-multicast':
            b.entry['shareable'] = True
        b.put_optional('settings', lambda r, e: settings(e.get('config')), {})
        b.put_optional('enableSettings', lambda r, e: settings(e.get('enable_config')), {})
        b.put_optional('proxySettings', lambda r, e: settings(e.get('proxy_config')), {})
        b.put_optional('manualEdit', lambda r, e: clean(e.get('manual_edit') or ''), judged.NOTHING_TO_EDIT)
        b.put_notes(lambda r, e: clean(e.get('notes') or ''))
        result.append(b.finish())
    return result


def link_value(product, name, field, release, otherwise):
    """The hand-made judgement on a field of a link, if there is one."""
    for key in ((product, name), ('*', name)):
        value = judged.LINKS.get(key, {}).get(field)
        if value is not None:
            return value(release_key(release)[0]) if callable(value) else value
    return otherwise()


def role(product, release, text):
    value = judged.ROLE_NAMES.get((product, text), judged.ROLE_NAMES.get(('*', text), text))
    return value(release_key(release)[0]) if callable(value) else value


def target_listener(product, text):
    if text is None:
        return 'unknown'
    return one_or_list([listener_id('*', part.strip()) for part in text.split(' / ')])


def own_offset(entry):
    value = entry['client_port_takes_own_offset']
    return value if isinstance(value, bool) else True


def link_notes(entry):
    value = entry['client_port_takes_own_offset']
    prose = '' if isinstance(value, bool) else f' Takes the own offset: {value}.'
    return clean((entry.get('notes') or '') + prose)


def links(product, releases, blocks, listener_entries):
    found = by_release(blocks, 'links', link_id, product)
    for name, entries in judged.moved_links(product).items():
        found.setdefault(name, {}).update({r: e for r, e in entries.items() if r in releases})
    add_member_list(product, releases, found, listener_entries)
    aliases = names_used(blocks, 'links', link_id, product)
    result = []
    for name, entries in found.items():
        extra = [a for a in aliases.get(name, []) + judged.LINK_ALIASES.get((product, name), []) if a not in found]
        b = Builder(releases, entries, name, extra)

        def put(key, field, otherwise):
            b.put(key, lambda r, e: link_value(product, name, field, r, lambda: otherwise(r, e)))

        put('from', 'from', lambda r, e: role(product, r, e['from_profile']))
        put('to', 'to', lambda r, e: role(product, r, e['to_profile']))
        put('listener', 'listener', lambda r, e: target_listener(product, e['target_listener']))
        b.put('defaultPort', lambda r, e: e['default_client_port'])
        if all('default_value' in e for e in entries.values()):
            b.put('defaultValue', lambda r, e: e['default_value'])
        b.put('takesOwnOffset', lambda r, e: own_offset(e))
        if all('explicit_value_takes_own_offset' in e for e in entries.values()):
            b.put('explicitTakesOwnOffset', lambda r, e: e['explicit_value_takes_own_offset'])
        put('enabled', 'enabled', lambda r, e: e.get('enabled_by_default', 'unknown'))
        put('kind', 'kind', lambda r, e: 'endpoint')
        b.put_optional('settings', lambda r, e: settings(e.get('client_config')), {})
        b.put_notes(lambda r, e: link_notes(e))
        result.append(b.finish())
    return result


def add_member_list(product, releases, found, listener_entries):
    """Every product with a member port has the list of its peers' member ports, also where the facts only say so in
    the text of the listener."""
    if 'cluster-wka-members' in found or 'cluster-member' not in listener_entries:
        return
    entries = {}
    for release, listener in listener_entries['cluster-member'].items():
        place = (listener.get('manual_edit') or listener['config']['xml'] or '').split(':')[0]
        toml = '[clustering] members = ["host:port", ...]' if listener['config'].get('toml') else None
        entries[release] = {
            'from_profile': 'any', 'to_profile': 'any', 'target_listener': 'cluster-member',
            'client_config': {'xml': f'{place}: clustering/members/member', 'toml': toml},
            'default_client_port': listener['base'], 'client_port_takes_own_offset': False,
            'notes': 'Each entry must equal the member port of that peer. Clustering is off by default.',
            'sources': listener['sources'], 'confidence': 'inferred',
        }
    found['cluster-wka-members'] = entries


def self_references(product, releases, blocks):
    found = by_release(blocks, 'callbacks_and_self_references', lambda p, name: name, product)
    result = []
    for name, entries in found.items():
        judgement = judged.SELF_REFERENCES.get((product, name), judged.SELF_REFERENCES.get(name))

        def judge(index, release):
            value = judgement[index]
            return value(release_key(release)[0]) if callable(value) else value

        b = Builder(releases, entries, name, [])
        b.put('file', lambda r, e: e['file'])
        b.put('element', lambda r, e: e['element'])
        b.put('default', lambda r, e: e['default'])
        b.put('listeners', lambda r, e: judge(0, r))
        b.put('movesWithOffset', lambda r, e: judged.MOVES.get(name, lambda v: e.get('moves_with_offset', False))(
            release_key(r)[0]))
        b.put('edit', lambda r, e: judge(1, r))
        if len(judgement) > 2:
            b.put('profiles', lambda r, e: judge(2, r))
        b.put_notes(lambda r, e: clean(e.get('notes') or ''))
        result.append(b.finish(with_confidence=False))
    return result


# --- products -------------------------------------------------------------------------------------------------------

def random_ports(releases, blocks):
    found = {}
    for block in blocks:
        for port in block['random_ports'] or []:
            key = (port['protocol'], clean(port['cause']), tuple(port.get('sources', ())), port.get('confidence'))
            found.setdefault(key, set()).update(block['versions'])
    result = []
    for (protocol, cause, where, confidence), some in found.items():
        item = {'protocol': protocol, 'cause': cause}
        if some != set(releases):
            item['versions'] = one_or_list(ranges(releases, some))
        if where:
            item['sources'] = [clean_source(text) for text in where]
        if confidence:
            item['confidence'] = confidence
        result.append(item)
    return result


def roles(product, release, profiles, listener_entries):
    result = {}
    for name, players in judged.roles(product, release_key(release)[0]).items():
        mine = players if players in (['all'], []) else [p for p in players if p in profiles]
        if mine or not players:
            result[name] = mine
    member = listener_entries.get('cluster-member', {}).get(release)
    if member:
        result['cluster-member'] = member['profiles']
    return result


def product_notes(product, blocks, releases):
    texts = {}
    for block in blocks:
        for release in block['versions']:
            parts = [texts[release]] if release in texts else []
            texts[release] = ' '.join(parts + [clean(block['notes'])])
            note = judged.PROFILE_NOTES.get((product, tuple(block['profiles'])))
            if note:
                texts[release] += ' ' + note
    return without_repetition(releases, varying(releases, {r: texts[r] for r in releases}))


def without_repetition(releases, notes):
    """Notes that begin with the same long passage in all releases: the passage once, then what differs."""
    if isinstance(notes, str):
        return notes
    texts = notes['versions']
    shared = os.path.commonprefix([text + ' ' for text in texts.values()])
    shared = shared[:shared.rfind('. ') + 1]
    rests = {where: text[len(shared):].strip() for where, text in texts.items()}
    if len(shared) < 200:
        return notes
    return ' '.join([shared] + [f'{where}: {re.sub(r"^[0-9.]+: ", "", rest)}' for where, rest in rests.items() if rest])


def convert(product, blocks):
    releases = sorted({r for block in blocks for r in block['versions']}, key=release_key)
    block_of = {r: block for block in blocks for r in block['versions']}
    listener_entries = by_release(blocks, 'listeners', listener_id, product)
    profiles = {r: clean_profiles(block_of[r]['profiles']) for r in releases}

    def of(value):
        return varying(releases, {r: value(r, block_of[r]) for r in releases})

    return {
        'id': product,
        'name': judged.NAMES.get(product, blocks[0]['name']),
        'releases': releases,
        'configModel': of(lambda r, b: judged.config_model(product, release_key(r)[0], b)),
        'defaultOffset': of(lambda r, b: b['default_offset']),
        'offsetSettings': of(lambda r, b: settings(b['offset_config'])),
        'profiles': of(lambda r, b: profiles[r]),
        'roles': of(lambda r, b: roles(product, r, profiles[r], listener_entries)),
        'notes': product_notes(product, blocks, releases),
        'randomPorts': random_ports(releases, blocks),
        'listeners': listeners(product, releases, blocks),
        'links': links(product, releases, blocks, listener_entries),
        'selfReferences': self_references(product, releases, blocks),
    }


# --- YAML -----------------------------------------------------------------------------------------------------------

PLAIN = re.compile(r'[A-Za-z0-9_./$(<\\^~;+=][^\x00-\x1f]*$')


def plain(text, in_flow=False):
    if not PLAIN.match(text) or text != text.strip() or ': ' in text or ' #' in text or text.endswith(':'):
        return False
    if in_flow and re.search(r'[,\[\]{}]', text):
        return False
    # 1.1 and 1.2 readers must agree that it is this string
    return yaml.safe_load(text) == text and not re.fullmatch(r'[0-9.eE+_x:-]+', text) or version_like(text)


def version_like(text):
    return re.fullmatch(r'\d+\.\d+\.\d+', text) is not None


def scalar(value, in_flow=False):
    if value is None:
        return 'null'
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, int):
        return str(value)
    return value if plain(value, in_flow) else "'" + value.replace("'", "''") + "'"


def fold(text, indent):
    lines, line = [], ''
    for word in text.split(' '):
        if line and len(indent) + len(line) + 1 + len(word) > WIDTH:
            lines.append(indent + line)
            line = word
        else:
            line = f'{line} {word}' if line else word
    return '\n'.join(lines + [indent + line])


def flow(opening, parts, closing, level):
    """A flow collection behind its key, on one line or wrapped below it."""
    indent = '  ' * level
    line = ' ' + opening + ', '.join(parts) + closing
    if len(indent) + len(line) < WIDTH - 20:
        return line + '\n'
    lines, line = [f' {opening}'], ''
    for part in parts:
        if line and len(indent) + len(line) + len(part) + 2 > WIDTH:
            lines.append(indent + line + ',')
            line = part
        else:
            line = f'{line}, {part}' if line else part
    return '\n'.join(lines + [indent + line, '  ' * (level - 1) + closing]) + '\n'


def emit_value(value, level, key=None):
    """What follows `key:` on its line and below it."""
    indent = '  ' * level
    if key == 'tags':
        return flow('{', [f'{scalar(where, True)}: {scalar(tag, True)}' for where, tag in value.items()], '}', level)
    if isinstance(value, dict):
        return ' {}\n' if not value else '\n' + emit_map(value, level)
    if isinstance(value, list):
        if all(isinstance(item, str) and len(item) < 40 for item in value):
            return flow('[', [scalar(item, True) for item in value], ']', level)
        return '\n' + ''.join(emit_item(item, level) for item in value)
    text = scalar(value)
    if isinstance(value, str) and len(indent) + len(text) > WIDTH - 20 and '  ' not in value and ' ' in value:
        return ' >-\n' + fold(value, indent) + '\n'
    return f' {text}\n'


def emit_map(value, level):
    indent = '  ' * level
    return ''.join(f'{indent}{scalar(key)}:{emit_value(item, level + 1, key)}' for key, item in value.items())


def emit_item(item, level):
    indent = '  ' * level
    if isinstance(item, dict):
        return f'{indent}- ' + emit_map(item, level + 1)[len(indent) + 2:]
    return f'{indent}-{emit_value(item, level + 1)}'


def emit(product):
    parts = [HEADER]
    for key, value in product.items():
        if key in ('listeners', 'links', 'selfReferences', 'randomPorts'):
            parts.append(f'\n{key}:' + (' []\n' if not value else '\n' + '\n'.join(emit_item(v, 1) for v in value)))
        else:
            parts.append(f'{key}:{emit_value(value, 1)}')
    return ''.join(parts)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    out = sys.argv[2] if len(sys.argv) > 2 else 'src/catalogue/products'
    wanted = sys.argv[3:]
    os.makedirs(out, exist_ok=True)
    facts = read_facts(sys.argv[1])
    judged.facts = facts
    for product, blocks in facts.items():
        if product in judged.NOT_PRODUCTS or (wanted and product not in wanted):
            continue
        data = convert(product, blocks)
        text = emit(data)
        if yaml.safe_load(text) != data:
            sys.exit(f'{product}: the text does not read back as the data')
        with open(os.path.join(out, f'{product}.yaml'), 'w', encoding='utf-8') as file:
            file.write(text)


if __name__ == '__main__':
    main()
