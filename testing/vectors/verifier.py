"""A third verifier, from docs/formats.md, sections 6 to 10 and 12: slow, short, and the judge of the vectors."""
import base64
import json
import re

import formats
from suites import by_label, key_id, signing_input

NAME = re.compile(r'[a-z0-9.-]{1,64}\Z')
DECIMAL = re.compile(r'(0|[1-9][0-9]{0,15})\Z')
LINE = re.compile('\u2014 ([a-z0-9.-]{1,64}) ([A-Za-z0-9+/=]+)\\Z')
FIELDS = {
    'titlechain/receipt': {'leaf', 'position', 'path', 'checkpoint'},
    'titlechain/title-proof': {'key', 'value', 'proof', 'checkpoint'},
    'titlechain/record-proof': {'key', 'value', 'proof', 'checkpoint'},
    'titlechain/consistency-proof': {'old', 'new', 'path'},
    'titlechain/split-view': {'first', 'second'},
    'titlechain/anchored-proof': {'file', 'anchors'},
}
LEAF = {'version', 'height', 'time', 'entry', 'index', 'key', 'command', 'decision'}


class Invalid(Exception):
    pass


def require(condition, reason):
    if not condition:
        raise Invalid(reason)


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_hash(value):
    return isinstance(value, bytes) and len(value) == 32


def is_hashes(value):
    return isinstance(value, list) and all(is_hash(item) for item in value)


def verify(file, trust_bytes):
    """A map of what is proven, or Invalid."""
    trust = read_trust(trust_bytes)
    require(len(file) <= 8 << 20, 'TOO_LARGE')
    proof = read(file, set(FIELDS))
    kind = proof['format']
    if kind == 'titlechain/split-view':
        return split(proof, trust)
    if kind == 'titlechain/consistency-proof':
        return extension(proof, trust)
    if kind == 'titlechain/anchored-proof':
        return anchored(proof, trust)
    return SIMPLE[kind](proof, lambda text: checkpoint(text, trust))


def read(file, kinds):
    try:
        proof = formats.decode(file)
    except formats.NotCanonical:
        raise Invalid('NOT_CANONICAL')
    require(isinstance(proof, dict), 'NOT_CANONICAL')
    kind = proof.get('format')
    require(isinstance(kind, str) and kind in kinds, 'FORMAT_UNKNOWN')
    require(is_integer(proof.get('version')) and proof['version'] == 1, 'VERSION_UNKNOWN')
    require(set(proof) == FIELDS[kind] | {'format', 'version'}, 'MALFORMED')
    return proof


def anchored(proof, trust):
    """What the proof of the lowest chain proves, when each chain above recorded the checkpoint of the one below."""
    anchors = proof['anchors']
    require(isinstance(proof['file'], bytes) and isinstance(anchors, list) and 1 <= len(anchors) <= 8, 'MALFORMED')
    for anchor in anchors:
        require(isinstance(anchor, dict) and set(anchor) == FIELDS['titlechain/receipt'], 'MALFORMED')
        receipt_fields(anchor)
    inner = read(proof['file'], set(SIMPLE))
    chains = []

    def judge(lowest):
        at = checkpoint(anchors[-1]['checkpoint'], trust)
        for i in reversed(range(len(anchors))):
            chains.insert(0, at)
            leaf = leaf_under(anchors[i], at)
            command = leaf['command']
            require(leaf['decision']['accepted'] and command is not None and command.get('type') == 'anchoring.record'
                    and isinstance(command.get('checkpoint'), str), 'ANCHOR_NOT_RECORDED')
            below = anchors[i - 1]['checkpoint'] if i else lowest
            require(command['checkpoint'] == below, 'ANCHOR_OF_ANOTHER_CHECKPOINT')
            at = parse(below)
        return at

    facts = SIMPLE[inner['format']](inner, judge)
    return {'format': 'titlechain/anchored-proof', 'below': facts,
            'above': [{'chain': at['chain'], 'height': at['height'], 'time': at['time']} for at in chains]}


def receipt_fields(proof):
    require(isinstance(proof['leaf'], bytes) and is_integer(proof['position']) and proof['position'] >= 0
            and is_hashes(proof['path']) and isinstance(proof['checkpoint'], str), 'MALFORMED')


def receipt(proof, judge):
    receipt_fields(proof)
    at = judge(proof['checkpoint'])
    leaf = leaf_under(proof, at)
    return {'format': 'titlechain/receipt', 'chain': at['chain'], 'position': proof['position'],
            'height': leaf['height'], 'time': leaf['time'], 'entry': leaf['entry'].hex(),
            'accepted': leaf['decision']['accepted']}


def leaf_under(proof, at):
    position, hash = proof['position'], at['suite'].hash
    require(position < at['logSize'], 'POSITION_OUTSIDE_LOG')
    require(included(hash, hash(b'\x00' + proof['leaf']), position, at['logSize'], proof['path'], at['logRoot']),
            'PATH_WRONG')
    try:
        leaf = formats.decode(proof['leaf'])
    except formats.NotCanonical:
        raise Invalid('LEAF_MALFORMED')
    require(isinstance(leaf, dict) and set(leaf) == LEAF, 'LEAF_MALFORMED')
    require(all(is_integer(leaf[name]) for name in ('version', 'height', 'time', 'index')), 'LEAF_MALFORMED')
    require(leaf['version'] == 1 and leaf['height'] >= 0 and leaf['time'] >= 0 and leaf['index'] >= -1
            and is_hash(leaf['entry']) and is_hash(leaf['key']) and isinstance(leaf['decision'], dict)
            and isinstance(leaf['decision'].get('accepted'), bool), 'LEAF_MALFORMED')
    require(leaf['command'] is None if leaf['index'] == -1 else isinstance(leaf['command'], dict), 'LEAF_MALFORMED')
    require(leaf['height'] <= at['height'] and leaf['time'] <= at['time'], 'LEAF_LATER')
    return leaf


def held(proof, judge):
    """The checkpoint, when the state that it speaks of holds the value under the key."""
    state, value = proof['proof'], proof['value']
    require((value is None or isinstance(value, bytes)) and isinstance(proof['checkpoint'], str)
            and isinstance(state, dict) and set(state) == {'siblings', 'terminal'}
            and is_hashes(state['siblings']) and len(state['siblings']) <= 256, 'MALFORMED')
    terminal = state['terminal']
    require(terminal is None or isinstance(terminal, dict) and set(terminal) == {'place', 'digest'}
            and is_hash(terminal['place']) and is_hash(terminal['digest']), 'MALFORMED')
    at = judge(proof['checkpoint'])
    hash, siblings = at['suite'].hash, state['siblings']
    place = hash(proof['key'].encode('utf-8'))
    if terminal is not None:
        require(value is None and terminal['place'] != place, 'TERMINAL_WRONG')
        require(all(formats.bit(place, d) == formats.bit(terminal['place'], d) for d in range(len(siblings))),
                'TERMINAL_WRONG')
    if value is not None:
        result = hash(b'\x00' + place + hash(value))
    else:
        result = bytes(32) if terminal is None else hash(b'\x00' + terminal['place'] + terminal['digest'])
    for depth in reversed(range(len(siblings))):
        pair = (siblings[depth] + result) if formats.bit(place, depth) else (result + siblings[depth])
        result = hash(b'\x01' + pair)
    require(result == at['stateRoot'], 'STATE_PROOF_WRONG')
    return at


def record(proof, judge):
    key = proof['key']
    require(isinstance(key, str) and 0 < len(key.encode('utf-8')) <= 400 and not key.startswith('unit/')
            and all(c >= ' ' and c != '\x7f' for c in key), 'MALFORMED')
    at = held(proof, judge)
    if proof['value'] is not None:
        try:
            require(isinstance(formats.decode(proof['value']), dict), 'VALUE_MALFORMED')
        except formats.NotCanonical:
            raise Invalid('VALUE_MALFORMED')
    return {'format': 'titlechain/record-proof', 'chain': at['chain'], 'height': at['height'], 'time': at['time'],
            'key': key, 'present': proof['value'] is not None}


def title(proof, judge):
    require(isinstance(proof['key'], str) and re.match(r'unit/[0-9A-Z]{28}\Z', proof['key']), 'MALFORMED')
    at, value = held(proof, judge), proof['value']
    facts = {'format': 'titlechain/title-proof', 'chain': at['chain'], 'height': at['height'], 'time': at['time'],
             'unit': proof['key'][5:], 'present': value is not None}
    if value is None:
        return facts
    try:
        sheet = formats.decode(value)
    except formats.NotCanonical:
        raise Invalid('SHEET_MALFORMED')
    require(isinstance(sheet, dict) and isinstance(sheet.get('unit'), str)
            and isinstance(sheet.get('rights'), list) and isinstance(sheet.get('restrictions'), list),
            'SHEET_MALFORMED')
    require(sheet['unit'] == facts['unit'], 'SHEET_OF_ANOTHER_UNIT')
    return facts | {'rights': len(sheet['rights']), 'restrictions': len(sheet['restrictions'])}


SIMPLE = {'titlechain/receipt': receipt, 'titlechain/title-proof': title, 'titlechain/record-proof': record}


def extension(proof, trust):
    require(isinstance(proof['old'], str) and isinstance(proof['new'], str) and is_hashes(proof['path']), 'MALFORMED')
    old, new = checkpoint(proof['old'], trust), checkpoint(proof['new'], trust)
    require(all(old[name] <= new[name] for name in ('height', 'time', 'logSize')), 'ORDER_WRONG')
    require(old['height'] != new['height'] or old['body'] == new['body'], 'SPLIT_VIEW')
    require(extends(trust['suite'].hash, old, new, proof['path']), 'PATH_WRONG')
    return {'format': 'titlechain/consistency-proof', 'chain': new['chain'],
            'oldHeight': old['height'], 'oldSize': old['logSize'], 'height': new['height'], 'size': new['logSize']}


def split(proof, trust):
    require(isinstance(proof['first'], str) and isinstance(proof['second'], str), 'MALFORMED')
    first, second = (checkpoint(proof[name], {**trust, 'quorum': 1}) for name in ('first', 'second'))
    low, high = sorted((first, second), key=lambda at: at['height'])
    if low['height'] == high['height']:
        contradict = low['body'] != high['body']
    else:
        roots = [(at['logRoot'], at['stateRoot']) for at in (low, high)]
        contradict = (low['logSize'] == high['logSize'] and roots[0] != roots[1]
                      or low['time'] > high['time'] or low['logSize'] > high['logSize'])
    require(contradict, 'NO_CONTRADICTION')
    return {'format': 'titlechain/split-view', 'chain': second['chain'], 'firstHeight': first['height'],
            'height': second['height'], 'time': second['time'],
            'both': [name for name in first['signers'] if name in second['signers']]}


def included(hash, leaf_hash, position, size, path, root):
    """The recursive definition, not the iterative algorithm of the RFC."""
    def climb(m, n, rest):
        if n == 1:
            return leaf_hash if not rest else None
        if not rest:
            return None
        k = formats.split(n)
        inner = climb(m, k, rest[:-1]) if m < k else climb(m - k, n - k, rest[:-1])
        if inner is None:
            return None
        return hash(b'\x01' + (inner + rest[-1] if m < k else rest[-1] + inner))
    return climb(position, size, path) == root


def extends(hash, old, new, path):
    m, n = old['logSize'], new['logSize']
    if m == n:
        return not path and old['logRoot'] == new['logRoot']
    if m == 0:
        return not path and old['logRoot'] == hash(b'')

    def climb(m, n, rest, whole):
        """The two roots that follow from the rest of the path."""
        if m == n:
            if whole:
                return (old['logRoot'],) * 2 if not rest else None
            return (rest[0],) * 2 if len(rest) == 1 else None
        if not rest:
            return None
        k = formats.split(n)
        if m <= k:
            inner = climb(m, k, rest[:-1], whole)
            return inner and (inner[0], hash(b'\x01' + inner[1] + rest[-1]))
        inner = climb(m - k, n - k, rest[:-1], False)
        return inner and tuple(hash(b'\x01' + rest[-1] + side) for side in inner)
    return climb(m, n, path, True) == (old['logRoot'], new['logRoot'])


def checkpoint(text, trust):
    at = parse(text)
    require(at['chain'] == trust['chain'], 'CHAIN_DIFFERS')
    suite = trust['suite']
    require(at['suite'] is suite, 'SUITE_DIFFERS')
    for name, data in at['signatures']:
        require(name in trust['members'], 'SIGNER_UNKNOWN')
        key = trust['members'][name]
        require(key_id(suite, key)[:4] == data[:4], 'SIGNER_KEY_DIFFERS')
        signed = signing_input(suite, 'titlechain/checkpoint/v1', at['body'].encode('utf-8'))
        require(suite.verify(key, signed, data[4:]), 'SIGNATURE_INVALID')
    require(len(at['signatures']) >= trust['quorum'], 'QUORUM_MISSED')
    return at


def parse(text):
    lines = text.split('\n')
    require(len(lines) >= 11 and lines[0] == 'titlechain/checkpoint/v1' and lines[8] == '' and lines[-1] == ''
            and NAME.match(lines[1]) and by_label(lines[2]) and all(is_decimal(line) for line in lines[3:6]),
            'CHECKPOINT_MALFORMED')
    roots = [unbase64(line, 32) for line in lines[6:8]]
    signatures = []
    for line in lines[9:-1]:
        match = LINE.match(line)
        require(match, 'CHECKPOINT_MALFORMED')
        signatures.append((match[1], unbase64(match[2], 68)))
    require(len({name for name, _ in signatures}) == len(signatures), 'CHECKPOINT_MALFORMED')
    height, time, size = (int(line) for line in lines[3:6])
    return {'body': ''.join(line + '\n' for line in lines[:8]), 'chain': lines[1], 'suite': by_label(lines[2]),
            'height': height, 'time': time, 'logSize': size, 'logRoot': roots[0], 'stateRoot': roots[1],
            'signatures': signatures, 'signers': [name for name, _ in signatures]}


def is_decimal(line):
    return bool(DECIMAL.match(line)) and int(line) < 1 << 53


def unbase64(text, length):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Invalid('CHECKPOINT_MALFORMED')
    require(len(data) == length and formats.base64_text(data) == text, 'CHECKPOINT_MALFORMED')
    return data


def unique(pairs):
    require(len({name for name, _ in pairs}) == len(pairs), 'TRUST_MALFORMED')
    return dict(pairs)


def refuse_number(text):
    raise Invalid('TRUST_MALFORMED')


def read_trust(data):
    reason = 'TRUST_MALFORMED'
    require(len(data) <= 1 << 20 and not data.startswith(b'\xef\xbb\xbf'), reason)
    try:
        trust = json.loads(data.decode('utf-8'), object_pairs_hook=unique, parse_float=refuse_number,
                           parse_constant=refuse_number)
    except (ValueError, RecursionError):
        raise Invalid(reason)
    require(isinstance(trust, dict) and set(trust) == {'format', 'version', 'chain', 'suite', 'quorum', 'members'},
            reason)
    require(trust['format'] == 'titlechain/trust' and is_integer(trust['version']) and trust['version'] == 1
            and isinstance(trust['chain'], str) and NAME.match(trust['chain'])
            and isinstance(trust['suite'], str) and by_label(trust['suite']) and isinstance(trust['members'], list)
            and is_integer(trust['quorum']) and 1 <= trust['quorum'] <= len(trust['members']), reason)
    members = {}
    for member in trust['members']:
        require(isinstance(member, dict) and set(member) == {'name', 'key'}
                and isinstance(member['name'], str) and isinstance(member['key'], str), reason)
        shape = r'04[0-9a-f]{128}\Z' if trust['suite'] == 'gm' else r'[0-9a-f]{64}\Z'
        require(NAME.match(member['name']) and re.match(shape, member['key'])
                and member['name'] not in members and bytes.fromhex(member['key']) not in members.values(), reason)
        members[member['name']] = bytes.fromhex(member['key'])
    return {'chain': trust['chain'], 'suite': by_label(trust['suite']), 'quorum': trust['quorum'], 'members': members}
