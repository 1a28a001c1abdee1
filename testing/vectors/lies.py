"""False proofs: (name, trust, map or bytes, reason). The reason is that of the lie, written here by hand."""
import copy

import formats
from formats import encode
from suites import SUITES, International, signing_input
from world import TIME, World, anchored, anchoring, sheet, unit_code


def changed(proof, /, **fields):
    return {**copy.deepcopy(proof), **fields}


def list_lies(items):
    """Structurally valid lists that differ from the true one."""
    return [(name, lie) for name, lie in _list_lies(items) if lie != items]


def _list_lies(items):
    for i in range(len(items)):
        yield 'without item %d' % i, items[:i] + items[i + 1:]
        yield 'item %d twice' % i, items[:i] + [items[i]] + items[i:]
        yield 'bit flipped in item %d' % i, items[:i] + [bytes([items[i][0] ^ 1]) + items[i][1:]] + items[i + 1:]
        if i:
            yield 'items %d and %d swapped' % (i - 1, i), items[:i - 1] + [items[i], items[i - 1]] + items[i + 1:]
    yield 'reversed', items[::-1]
    yield 'empty', []
    yield 'one zero hash more at the end', items + [bytes(32)]
    yield 'one zero hash more at the start', [bytes(32)] + items


def titles(w):
    present, other = w.units[2], w.units[3]
    true, wrong = w.title(present), 'STATE_PROOF_WRONG'
    state = true['proof']
    for name, siblings in list_lies(state['siblings']):
        yield 'siblings: ' + name, 'one', changed(true, proof={**state, 'siblings': siblings}), wrong
    yield 'a restriction removed from the sheet', 'one', changed(
        true, value=encode(sheet(present, 2, 0))), wrong
    yield 'a right added to the sheet', 'one', changed(true, value=encode(sheet(present, 3, 1))), wrong
    yield 'the sheet denied, same path', 'one', changed(true, value=None), wrong
    place, digest = w.place('unit/' + present), w.hash(true['value'])
    own = {**state, 'terminal': {'place': place, 'digest': digest}}
    yield 'the sheet denied by its own leaf', 'one', changed(true, value=None, proof=own), 'TERMINAL_WRONG'
    yield 'a present sheet with a terminal', 'one', changed(true, proof=own), 'TERMINAL_WRONG'
    far = bytes([place[0] ^ 0x80]) + place[1:]
    beside = {**state, 'terminal': {'place': far, 'digest': digest}}
    yield 'a terminal off the path', 'one', changed(true, value=None, proof=beside), 'TERMINAL_WRONG'
    near = place[:31] + bytes([place[31] ^ 1])
    beside = {**state, 'terminal': {'place': near, 'digest': digest}}
    yield 'an invented terminal on the path', 'one', changed(true, value=None, proof=beside), wrong
    for depth in range(len(state['siblings'])):
        shorter = {'siblings': state['siblings'][:depth], 'terminal': None}
        yield 'denied above depth %d' % depth, 'one', changed(true, value=None, proof=shorter), wrong
    yield 'the key of another unit', 'one', changed(true, key='unit/' + other), wrong
    yield 'the sheet of another unit', 'one', changed(true, value=w.values['unit/' + other]), wrong
    yield 'the path of another unit', 'one', changed(true, proof=w.title(other)['proof']), wrong
    for ends_in_leaf in (True, False):
        absent = w.title(w.absent(ends_in_leaf))
        kind = 'absent (%s): ' % ('leaf' if ends_in_leaf else 'empty')
        yield kind + 'a sheet invented', 'one', changed(
            absent, value=encode(sheet(absent['key'][5:], 1, 0)),
            proof={**absent['proof'], 'terminal': None}), wrong
        for name, siblings in list_lies(absent['proof']['siblings'])[::3]:
            longer = len(siblings) > len(absent['proof']['siblings']) and ends_in_leaf
            shares = not longer or shares_bits(w, absent, len(siblings))
            yield kind + name, 'one', changed(absent, proof={**absent['proof'], 'siblings': siblings}), \
                wrong if shares else 'TERMINAL_WRONG'
    leaf_absent = w.title(w.absent(True))
    yield 'absent: terminal left out', 'one', changed(
        leaf_absent, proof={**leaf_absent['proof'], 'terminal': None}), wrong
    yield 'absent: said of a present unit', 'one', changed(
        w.title(w.absent(False)), key='unit/' + present), wrong
    # From here on the members signed nonsense: the path is right, the sheet is not.
    for name, value, reason in [
            ('the sheet of another unit under this key', w.values['unit/' + other], 'SHEET_OF_ANOTHER_UNIT'),
            ('a sheet without rights', encode(without(sheet(present, 1, 0), 'rights')), 'SHEET_MALFORMED'),
            ('a sheet without restrictions', encode(without(sheet(present, 1, 0), 'restrictions')), 'SHEET_MALFORMED'),
            ('a sheet whose rights are a map', encode({**sheet(present, 1, 0), 'rights': {}}), 'SHEET_MALFORMED'),
            ('a sheet without a unit', encode(without(sheet(present, 1, 0), 'unit')), 'SHEET_MALFORMED'),
            ('a sheet whose unit is bytes', encode({**sheet(present, 1, 0), 'unit': present.encode()}),
             'SHEET_MALFORMED'),
            ('a sheet that is a list', encode([]), 'SHEET_MALFORMED'),
            ('an empty sheet', b'', 'SHEET_MALFORMED'),
            ('a sheet with a byte more', encode(sheet(present, 1, 0)) + b'\x00', 'SHEET_MALFORMED')]:
        yield 'signed: ' + name, 'one', w.title(present, values={**w.values, 'unit/' + present: value}), reason


def records(w):
    true, wrong = w.record('chain'), 'STATE_PROOF_WRONG'
    state = true['proof']
    for name, siblings in list_lies(state['siblings']):
        yield 'siblings: ' + name, 'one', changed(true, proof={**state, 'siblings': siblings}), wrong
    yield 'another key', 'one', changed(true, key='chain2'), wrong
    yield 'another value', 'one', changed(true, value=encode({'chain': 'other'})), wrong
    yield 'the record denied, same path', 'one', changed(true, value=None), wrong
    place, digest = w.place('chain'), w.hash(true['value'])
    own = {**state, 'terminal': {'place': place, 'digest': digest}}
    yield 'the record denied by its own leaf', 'one', changed(true, value=None, proof=own), 'TERMINAL_WRONG'
    yield 'a record invented', 'one', changed(
        w.record('registration/999901/1'), value=encode({'state': 'archived'}),
        proof={'siblings': w.record('registration/999901/1')['proof']['siblings'], 'terminal': None}), wrong
    title = w.title(w.units[0])
    yield 'a sheet as a record', 'one', changed(title, format='titlechain/record-proof'), 'MALFORMED'
    yield 'a record as a title', 'one', changed(true, format='titlechain/title-proof'), 'MALFORMED'
    for name, key in (('empty', ''), ('too long', 'k' * 401), ('too long in bytes', '\u4e2d' * 134),
                      ('with a control character', 'a\x1f')):
        yield 'a key ' + name, 'one', changed(true, key=key), 'MALFORMED'
    for name, value in (('a list', encode([])), ('nothing', b''), ('a byte more', encode({}) + b'\x00')):
        yield 'signed: a value that is ' + name, 'one', w.record(
            'chain', values={**w.values, 'chain': value}), 'VALUE_MALFORMED'


def shares_bits(w, absent, count):
    place, end = w.place(absent['key']), absent['proof']['terminal']['place']
    return all(formats.bit(place, d) == formats.bit(end, d) for d in range(count))


def without(fields, name):
    return {key: value for key, value in fields.items() if key != name}


def shapes(w):
    """Wrong fields and bytes, on a title proof."""
    true = w.title(w.units[2])
    state = true['proof']
    for name in sorted(without(without(true, 'format'), 'version')):
        yield 'without ' + name, 'one', without(true, name), 'MALFORMED'
        yield name + ' an integer', 'one', changed(true, **{name: 7}), 'MALFORMED'
    yield 'without format', 'one', without(true, 'format'), 'FORMAT_UNKNOWN'
    yield 'format an integer', 'one', changed(true, format=1), 'FORMAT_UNKNOWN'
    yield 'another format', 'one', changed(true, format='titlechain/trust'), 'FORMAT_UNKNOWN'
    yield 'the format of a receipt', 'one', changed(true, format='titlechain/receipt'), 'MALFORMED'
    yield 'without version', 'one', without(true, 'version'), 'VERSION_UNKNOWN'
    yield 'version 2', 'one', changed(true, version=2), 'VERSION_UNKNOWN'
    yield 'version true', 'one', changed(true, version=True), 'VERSION_UNKNOWN'
    yield 'version as text', 'one', changed(true, version='1'), 'VERSION_UNKNOWN'
    yield 'a field more', 'one', changed(true, note=''), 'MALFORMED'
    yield 'value an empty text', 'one', changed(true, value=''), 'MALFORMED'
    yield 'proof with a field more', 'one', changed(true, proof={**state, 'depth': 1}), 'MALFORMED'
    yield 'proof without terminal', 'one', changed(true, proof=without(state, 'terminal')), 'MALFORMED'
    for size in (0, 31, 33):
        siblings = [bytes(size)] + state['siblings'][1:]
        yield 'a sibling of %d bytes' % size, 'one', changed(true, proof={**state, 'siblings': siblings}), 'MALFORMED'
        terminal = {'place': bytes(size), 'digest': bytes(32)}
        yield 'a place of %d bytes' % size, 'one', changed(true, proof={**state, 'terminal': terminal}), 'MALFORMED'
    yield '257 siblings', 'one', changed(true, proof={**state, 'siblings': [bytes(32)] * 257}), 'MALFORMED'
    yield '256 siblings', 'one', changed(true, proof={**state, 'siblings': [bytes(32)] * 256}), 'STATE_PROOF_WRONG'
    unit = w.units[2]
    for key in (unit, 'unit/' + unit[:-1], 'unit/' + unit + '0', 'Unit/' + unit, 'unit/' + unit.lower(),
                'unit/' + unit[:-1] + '测', 'parcel/' + unit[:26], 'unit/' + unit[:-1] + '\n', ''):
        yield 'key %r' % key, 'one', changed(true, key=key), 'MALFORMED'
    good = encode(true)
    for name, data in [
            ('no bytes', b''), ('a byte more', good + b'\x00'), ('a byte less', good[:-1]), ('twice', good + good),
            ('only the head', good[:1]), ('text', b'titlechain'), ('a list', encode([true])),
            ('wrapped in a tag', b'\xc1' + good), ('an indefinite map', b'\xbf' + good[1:] + b'\xff'),
            ('the map head in two bytes', bytes([0xb8, good[0] & 31]) + good[1:]),
            ('version in two bytes', good.replace(encode('version') + b'\x01', encode('version') + b'\x18\x01')),
            ('version as a float', good.replace(encode('version') + b'\x01', encode('version') + b'\xf9\x3c\x00')),
            ('version twice', bytes([good[0] + 1]) + good[1:].replace(
                encode('version') + b'\x01', encode('version') + b'\x01' + encode('version') + b'\x01')),
            ('keys out of order', good[:1] + encode('version') + b'\x01' + good[1:].replace(
                encode('version') + b'\x01', b'')),
            ('33 levels', bytes([0x81]) * 33 + b'\x00'), ('1,000 levels', bytes([0x81]) * 1000),
            ('a list of 2^62 items', b'\x9b\x40' + bytes(7))]:
        yield 'bytes: ' + name, 'one', data, 'NOT_CANONICAL'


def checkpoints(w):
    """Wrong checkpoints, under a title proof that is right otherwise."""
    true, body = w.title(w.units[2]), w.body()
    text = w.sign(body)
    line = text[text.index('\u2014'):]
    tag = 'titlechain/checkpoint/v1'

    def case(name, checkpoint, reason, trust='one'):
        return name, trust, changed(true, checkpoint=checkpoint), reason

    malformed = {
        'empty': '', 'no signature': body + '\n', 'no empty line': body + line, 'two empty lines': body + '\n\n' + line,
        'a line more': text + '\n', 'no end of line': text[:-1], 'a blank at the end of a line': text[:-1] + ' \n',
        'carriage returns': text.replace('\n', '\r\n'), 'version 2 in the first line': text.replace('/v1', '/v2'),
        'a leading zero': text.replace('\n7\n', '\n07\n'), 'a sign': text.replace('\n7\n', '\n+7\n'),
        'a negative height': text.replace('\n7\n', '\n-7\n'), 'height 2^53': text.replace('\n7\n', '\n%d\n' % 2**53),
        'height 2^64': text.replace('\n7\n', '\n%d\n' % 2**64), 'no height': text.replace('\n7\n', '\n\n'),
        'an Arabic digit': text.replace('\n7\n', '\n\u0667\n'), 'suite in capitals': text.replace('\ngm\n', '\nGM\n'),
        'chain in capitals': text.replace('\nexample\n', '\nExample\n'), 'chain empty': text.replace('example', ''),
        'chain of 65 characters': text.replace('example', 'e' * 65), 'a hyphen for the dash': text.replace('\u2014', '-'),
        'no blank after the dash': text.replace('\u2014 ', '\u2014'), 'two blanks': text.replace('registry ', 'registry  '),
        'a member name in capitals': text.replace('registry', 'Registry'), 'a comment line': body + '\nhello\n' + line,
        'the same line twice': text + line, 'base64 without padding': text[:-1].rstrip('=') + '\n',
        'base64 of 67 bytes': body + '\n\u2014 registry ' + formats.base64_text(bytes(67)) + '\n',
        'base64 of 69 bytes': body + '\n\u2014 registry ' + formats.base64_text(bytes(69)) + '\n',
        'base64 with unused bits': unused_bits(body) + '\n' + line,
        'base64 of the other alphabet': body + '\n\u2014 registry ' + '_' * 91 + '=\n',
        'a root of 31 bytes': body.replace(body.split('\n')[6], formats.base64_text(bytes(31))) + '\n' + line,
        'a line of the eight missing': body[body.index('\n') + 1:] + '\n' + line,
    }
    for name, checkpoint in malformed.items():
        yield case(name, checkpoint, 'CHECKPOINT_MALFORMED')
    yield case('signed twice by one member', w.sign(body, 'registry', 'witness') + line, 'CHECKPOINT_MALFORMED', 'two')
    other = next(suite for suite in SUITES if suite is not w.suite)
    yield case('another chain', w.sign(w.body(chain='other')), 'CHAIN_DIFFERS')
    yield case('another suite', w.sign(w.body(suite=other)), 'SUITE_DIFFERS')
    stranger = formats.signature_line(w.suite, body, 'stranger', w.stranger)
    posing = formats.signature_line(w.suite, body, 'registry', w.stranger)
    yield case('signed by a stranger', body + '\n' + stranger, 'SIGNER_UNKNOWN')
    yield case('signed by a member and a stranger', text + stranger, 'SIGNER_UNKNOWN')
    yield case('a stranger under a member\'s name', body + '\n' + posing, 'SIGNER_KEY_DIFFERS')
    yield case('a member under another\'s name', body + '\n' + line.replace('registry', 'witness'), 'SIGNER_KEY_DIFFERS')
    yield case('a second line under another name', text + line.replace('registry', 'witness'), 'SIGNER_KEY_DIFFERS', 'two')
    yield case('one of two', text, 'QUORUM_MISSED', 'two')
    yield case('one of two, the other too', w.sign(body, 'third.member-3'), 'QUORUM_MISSED', 'two')
    signed_bytes = formats.base64.b64decode(line.split(' ')[2])
    key_hint = signed_bytes[:4]
    posed = formats.base64.b64decode(posing.split(' ')[2])[4:]
    secret = w.secrets['registry']
    signatures = {
        'a stranger\'s signature under the member\'s four bytes': posed,
        'over the bare text': w.suite.sign(secret, body.encode()),
        'under another tag': w.suite.sign(secret, signing_input(w.suite, 'titlechain/entry/v1', body.encode())),
        'for the other suite number': w.suite.sign(secret, signing_input(other, tag, body.encode())),
        'with the empty line': w.suite.sign(secret, signing_input(w.suite, tag, (body + '\n').encode())),
        'of another height': w.suite.sign(secret, signing_input(w.suite, tag, w.body(height=8).encode())),
        'zeros': bytes(64), 'ones': b'\xff' * 64,
        'r and s swapped': signed_bytes[36:] + signed_bytes[4:36],
    }
    for name, signature in signatures.items():
        forged = body + '\n\u2014 registry ' + formats.base64_text(key_hint + signature) + '\n'
        yield case('signature: ' + name, forged, 'SIGNATURE_INVALID')
    both = w.sign(body, 'registry', 'witness')
    first, second = both[both.index('\u2014'):].splitlines(keepends=True)
    broken = body + '\n' + first + '\u2014 witness ' + formats.base64_text(
        formats.base64.b64decode(second.split(' ')[2])[:4] + bytes(64)) + '\n'
    yield case('a quorum of one and a second signature that is not valid', broken, 'SIGNATURE_INVALID')
    for index in (1, 3, 4, 5, 6, 7):
        lines = body.split('\n')
        new = {1: 'examplf', 3: '8', 4: str(TIME), 5: '12', 6: formats.base64_text(bytes(32)),
               7: formats.base64_text(w.hash(b''))}[index]
        changed_body = '\n'.join(lines[:index] + [new] + lines[index + 1:])
        yield case('line %d changed after signing' % (index + 1), changed_body + '\n' + line,
                   'CHAIN_DIFFERS' if index == 1 else 'SIGNATURE_INVALID')
    fork = {**w.values, 'unit/' + w.units[2]: encode(sheet(w.units[2], 9, 0))}
    yield case('a checkpoint of another history', w.sign(w.body(values=fork)), 'STATE_PROOF_WRONG')
    yield 'a sheet of another history', 'one', changed(
        w.title(w.units[2], values=fork), checkpoint=text), 'STATE_PROOF_WRONG'


def unused_bits(body):
    lines = body.split('\n')
    last = lines[6][42]
    alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    lines[6] = lines[6][:42] + alphabet[alphabet.index(last) | 1] + '='
    return '\n'.join(lines)


def receipts(w):
    wrong = 'PATH_WRONG'
    for position, size in ((5, 13), (12, 13), (0, 1), (3, 8)):
        true = w.receipt(position, size)
        kind = 'leaf %d of %d: ' % (position, size)
        for name, path in list_lies(true['path']):
            yield kind + name, 'one', changed(true, path=path), wrong
        for claimed in sorted({0, position - 1, position + 1, size - 1} - {position, -1, size}):
            yield kind + 'as leaf %d' % claimed, 'one', changed(true, position=claimed), wrong
        for claimed in (size, size + 1, 1 << 40, (1 << 63) - 1):
            yield kind + 'as leaf %d' % claimed, 'one', changed(true, position=claimed), 'POSITION_OUTSIDE_LOG'
    true = w.receipt(5)
    yield 'position −1', 'one', changed(true, position=-1), 'MALFORMED'
    yield 'position null', 'one', changed(true, position=None), 'MALFORMED'
    yield 'leaf null', 'one', changed(true, leaf=None), 'MALFORMED'
    yield 'path a map', 'one', changed(true, path={}), 'MALFORMED'
    yield 'a hash of 31 bytes', 'one', changed(true, path=[bytes(31)] + true['path'][1:]), 'MALFORMED'
    yield 'another leaf', 'one', changed(true, leaf=w.leaves[6]), wrong
    yield 'the decision changed', 'one', changed(
        true, leaf=encode({**w.leaf(5), 'decision': {'accepted': False, 'code': 'X', 'facts': {}}})), wrong
    yield 'a node as a leaf', 'one', changed(
        w.receipt(0, 4), leaf=w.hash(b'\x00' + w.leaves[0]) + w.hash(b'\x00' + w.leaves[1]),
        path=w.receipt(0, 4)['path'][1:]), wrong
    yield 'against a smaller log', 'one', changed(true, checkpoint=w.sign(w.body(12))), wrong
    yield 'the log size stretched', 'one', changed(w.receipt(12), checkpoint=w.sign(w.body(log_size=14))), wrong
    yield 'against a log of another history', 'one', changed(
        true, checkpoint=w.sign(w.body(leaves=w.leaves[:6] + [w.leaves[0]] + w.leaves[7:]))), wrong
    yield 'against the empty log', 'one', changed(true, checkpoint=w.sign(w.body(0, height=0))), 'POSITION_OUTSIDE_LOG'
    yield 'a stranger\'s checkpoint', 'one', changed(true, checkpoint=formats.signed(
        w.suite, w.body(), [('stranger', w.stranger)])), 'SIGNER_UNKNOWN'
    base = w.leaf(5)
    malformed = [encode({**base, name: value}) for name, value in [
        ('version', 2), ('height', -1), ('time', 'x'), ('entry', bytes(31)), ('index', -2), ('index', -1), ('key', None),
        ('command', None), ('command', []), ('decision', None), ('decision', {}), ('decision', {'accepted': 1}),
        ('note', 1)]] + [encode(without(base, 'key')), encode(base) + b'\x00', b'', encode([])]
    for number, leaf in enumerate(malformed):
        yield 'signed: malformed leaf %d' % number, 'one', w.receipt(0, leaves=[leaf]), 'LEAF_MALFORMED'
    for name, fields in (('height', {'height': 2}), ('time', {'time': TIME + 1001})):
        leaf = encode({**w.leaf(0), **fields})
        yield 'signed: a leaf of a later ' + name, 'one', w.receipt(0, leaves=[leaf]), 'LEAF_LATER'


def extensions(w):
    wrong = 'PATH_WRONG'
    for old, new in ((3, 7), (4, 8), (6, 13), (8, 13), (1, 13), (12, 13)):
        true = w.extension(old, new)
        kind = '%d to %d: ' % (old, new)
        for name, path in list_lies(true['path'])[::2]:
            yield kind + name, 'one', changed(true, path=path), wrong
        yield kind + 'the path from another size', 'one', changed(true, path=w.extension(old + 1, new)['path']), wrong
    true = w.extension(6, 13)
    yield 'the other way round', 'one', changed(true, old=true['new'], new=true['old']), 'ORDER_WRONG'
    yield 'an older time', 'one', changed(true, new=w.sign(w.body(13, time=TIME))), 'ORDER_WRONG'
    yield 'a smaller height', 'one', changed(true, new=w.sign(w.body(13, height=1, time=TIME + 9000))), 'ORDER_WRONG'
    yield 'a smaller log', 'one', changed(true, old=w.sign(w.body(13, height=3)), new=w.sign(w.body(12))), 'ORDER_WRONG'
    same = w.extension(13, 13)
    yield 'two roots for one height', 'one', changed(
        same, new=w.sign(w.body(leaves=w.leaves[:12] + [w.leaves[0]]))), 'SPLIT_VIEW'
    fork = {**w.values, 'unit/' + w.units[0]: encode(sheet(w.units[0], 5, 5))}
    yield 'two states for one height', 'one', changed(same, new=w.sign(w.body(values=fork))), 'SPLIT_VIEW'
    yield 'two times for one height', 'one', changed(same, new=w.sign(w.body(time=TIME + 9999))), 'SPLIT_VIEW'
    yield 'equal sizes with a path', 'one', changed(same, path=[bytes(32)]), wrong
    yield 'equal sizes and another root', 'one', changed(
        same, new=w.sign(w.body(height=8, leaves=w.leaves[:12] + [w.leaves[0]]))), wrong
    rewritten = [w.leaves[1]] + w.leaves[1:]
    yield 'a history rewritten', 'one', {
        **true, 'new': w.sign(w.body(leaves=rewritten)), 'path': formats.consistency(w.hash, 6, rewritten)}, wrong
    empty = w.extension(0, 13)
    yield 'from the empty log with a path', 'one', changed(empty, path=[bytes(32)]), wrong
    zero = w.body(0).replace(formats.base64_text(w.hash(b'')), formats.base64_text(bytes(32)))
    yield 'from an empty log with another root', 'one', changed(empty, old=w.sign(zero)), wrong
    yield 'the old one of another chain', 'one', changed(true, old=w.sign(w.body(6, chain='other'))), 'CHAIN_DIFFERS'
    yield 'the new one unsigned', 'one', changed(true, new=w.body()), 'CHECKPOINT_MALFORMED'
    yield 'both wrong, the old one counts', 'one', changed(
        true, old=w.sign(w.body(6, chain='other')), new=''), 'CHAIN_DIFFERS'
    yield 'the new one by a stranger', 'one', changed(
        true, new=formats.signed(w.suite, w.body(), [('stranger', w.stranger)])), 'SIGNER_UNKNOWN'
    yield 'path null', 'one', changed(true, path=None), 'MALFORMED'
    yield 'old null', 'one', changed(true, old=None), 'MALFORMED'


def splits(w):
    none, true = 'NO_CONTRADICTION', next(w.splits())
    early, late = w.sign(w.body(6)), w.sign(w.body(13))
    yield 'one checkpoint twice', 'one', changed(true, second=true['first']), none
    yield 'one checkpoint, signed by two members', 'one', changed(
        true, second=w.sign(w.body(12), 'witness')), none
    yield 'an earlier and a later one', 'one', w.split(early, late), none
    yield 'a later and an earlier one', 'one', w.split(late, early), none
    yield 'a block without a command', 'one', changed(true, second=w.sign(w.body(12, height=7))), none
    yield 'the second of another chain', 'one', changed(
        true, second=w.sign(w.body(12, chain='other'))), 'CHAIN_DIFFERS'
    yield 'both wrong, the first counts', 'one', changed(
        true, first=w.sign(w.body(12, chain='other')), second=''), 'CHAIN_DIFFERS'
    for name in ('first', 'second'):
        yield name + ' by a stranger', 'one', changed(true, **{name: formats.signed(
            w.suite, w.body(), [('stranger', w.stranger)])}), 'SIGNER_UNKNOWN'
        yield name + ' by a stranger in a member\'s name', 'one', changed(true, **{name: formats.signed(
            w.suite, w.body(), [('registry', w.stranger)])}), 'SIGNER_KEY_DIFFERS'
        yield name + ' altered', 'one', changed(
            true, **{name: true[name].replace('\n6\n', '\n7\n')}), 'SIGNATURE_INVALID'
        yield name + ' unsigned', 'one', changed(true, **{name: w.body()}), 'CHECKPOINT_MALFORMED'
        yield name + ' null', 'one', changed(true, **{name: None}), 'MALFORMED'
        yield 'without ' + name, 'one', without(true, name), 'MALFORMED'
    yield 'a field more', 'one', changed(true, path=[]), 'MALFORMED'
    yield 'another version', 'one', changed(true, version=2), 'VERSION_UNKNOWN'


def anchors(w):
    city, province = World(International, 'city'), World(w.suite, 'province')
    below = city.title(city.units[2])
    one, two = anchored(below, [w]), anchored(below, [province, w])
    other, wrong = 'ANCHOR_OF_ANOTHER_CHECKPOINT', 'PATH_WRONG'

    def file(lie, proof=one):
        return changed(proof, file=encode(lie))

    def anchor(number, proof=two, **fields):
        lies = copy.deepcopy(proof['anchors'])
        lies[number].update(fields)
        return changed(proof, anchors=lies)

    for name, siblings in list_lies(below['proof']['siblings'])[::3]:
        yield 'below, siblings: ' + name, 'one', file(
            changed(below, proof={**below['proof'], 'siblings': siblings})), 'STATE_PROOF_WRONG'
    yield 'below, a restriction removed', 'one', file(
        changed(below, value=encode(sheet(city.units[2], 2, 0)))), 'STATE_PROOF_WRONG'
    yield 'below, the sheet denied', 'one', file(changed(below, value=None)), 'STATE_PROOF_WRONG'
    yield 'below, the key of another unit', 'one', file(
        changed(below, key='unit/' + city.units[3])), 'STATE_PROOF_WRONG'
    yield 'below, the checkpoint of another height', 'one', file(
        changed(below, checkpoint=city.sign(city.body(12)))), other
    yield 'below, signed by another member', 'one', file(
        changed(below, checkpoint=city.sign(city.body(), 'witness'))), other
    yield 'below, a signature more', 'one', file(
        changed(below, checkpoint=city.sign(city.body(), 'registry', 'witness'))), other
    yield 'below, another history of the same height', 'one', file(city.title(
        city.units[2], values={**city.values, 'unit/' + city.units[2]: encode(sheet(city.units[2], 9, 0))})), other
    yield 'below, of another chain', 'one', file(province.title(province.units[2])), other
    yield 'below, a consistency proof', 'one', file(city.extension(6, 13)), 'FORMAT_UNKNOWN'
    yield 'below, an anchored proof', 'one', file(one), 'FORMAT_UNKNOWN'
    yield 'below, another version', 'one', file(changed(below, version=2)), 'VERSION_UNKNOWN'
    yield 'below, a field more', 'one', file(changed(below, note='')), 'MALFORMED'
    yield 'below, no bytes', 'one', changed(one, file=b''), 'NOT_CANONICAL'
    yield 'below, a list', 'one', changed(one, file=encode([])), 'NOT_CANONICAL'
    yield 'below, a byte more', 'one', changed(one, file=one['file'] + b'\x00'), 'NOT_CANONICAL'
    yield 'below, text', 'one', changed(one, file='x'), 'MALFORMED'
    record = city.record('chain')
    yield 'below, a record with another value', 'one', file(
        changed(record, value=encode({})), anchored(record, [w])), 'STATE_PROOF_WRONG'
    receipt = city.receipt(3)
    yield 'below, a receipt at another place', 'one', file(changed(receipt, position=4), anchored(receipt, [w])), wrong

    yield 'no anchor', 'one', changed(one, anchors=[]), 'MALFORMED'
    yield 'nine anchors', 'one', changed(one, anchors=9 * one['anchors']), 'MALFORMED'
    yield 'anchors null', 'one', changed(one, anchors=None), 'MALFORMED'
    yield 'an anchor null', 'one', changed(one, anchors=[None]), 'MALFORMED'
    yield 'a whole receipt as an anchor', 'one', anchor(0, one, format='titlechain/receipt'), 'MALFORMED'
    yield 'another version', 'one', changed(one, version=2), 'VERSION_UNKNOWN'
    yield 'a field more', 'one', changed(one, note=''), 'MALFORMED'
    yield 'the same anchor twice', 'one', changed(one, anchors=2 * one['anchors']), other
    yield 'the lower anchor left out', 'one', changed(two, anchors=two['anchors'][1:]), other
    yield 'the upper anchor left out', 'one', changed(two, anchors=two['anchors'][:1]), 'CHAIN_DIFFERS'
    yield 'the anchors the other way round', 'one', changed(two, anchors=two['anchors'][::-1]), 'CHAIN_DIFFERS'
    yield 'too few signed the topmost', 'two', two, 'QUORUM_MISSED'
    for number, name in ((0, 'lower'), (1, 'upper')):
        world, true = (province, w)[number], two['anchors'][number]
        kind = name + ' anchor, '
        for lie, path in list_lies(true['path'])[::2]:
            yield kind + 'path: ' + lie, 'one', anchor(number, path=path), wrong
        yield kind + 'another position', 'one', anchor(number, position=4), wrong
        yield kind + 'a position beyond the log', 'one', anchor(number, position=13), 'POSITION_OUTSIDE_LOG'
        yield kind + 'a negative position', 'one', anchor(number, position=-1), 'MALFORMED'
        yield kind + 'another leaf', 'one', anchor(number, leaf=world.leaves[5]), wrong
        yield kind + 'leaf null', 'one', anchor(number, leaf=None), 'MALFORMED'
        yield kind + 'checkpoint null', 'one', anchor(number, checkpoint=None), 'MALFORMED'
        leaves = world.leaves[:5] + [true['leaf']] + world.leaves[6:]
        cosigned = world.sign(world.body(leaves=leaves), 'registry', 'witness')
        if number == 0:
            yield kind + 'its checkpoint signed by one more', 'one', anchor(0, checkpoint=cosigned), other
            yield kind + 'its checkpoint of a smaller log', 'one', anchor(
                0, checkpoint=world.sign(world.body(12, leaves=leaves))), other
        else:
            yield kind + 'by a stranger', 'one', anchor(1, checkpoint=formats.signed(
                w.suite, w.body(leaves=leaves), [('stranger', w.stranger)])), 'SIGNER_UNKNOWN'
            yield kind + 'its checkpoint of a smaller log', 'one', anchor(
                1, checkpoint=world.sign(world.body(12, leaves=leaves))), wrong

    def signed(lie):
        """The topmost chain has the leaf in its log."""
        return anchored(below, [w], lambda world, text: lie(text))

    nothing = 'ANCHOR_NOT_RECORDED'
    text = below['checkpoint']
    command = {'type': 'anchoring.record', 'checkpoint': text, 'path': []}
    refused = {'accepted': False, 'code': 'ANCHOR_NOT_NEWER', 'facts': {}}
    yield 'signed: an anchor that was refused', 'one', signed(lambda t: anchoring(w, t, decision=refused)), nothing
    for name, value in (('another command', {**command, 'type': 'record.message'}), ('no type', without(command, 'type')),
                        ('a type that is no text', {**command, 'type': 1}), ('no checkpoint', without(command, 'checkpoint')),
                        ('a checkpoint that is no text', {**command, 'checkpoint': text.encode()})):
        yield 'signed: ' + name, 'one', signed(lambda t: anchoring(w, t, command=value)), nothing
    yield 'signed: an entry refused as a whole', 'one', signed(
        lambda t: anchoring(w, t, index=-1, command=None, decision=refused)), nothing
    yield 'signed: a malformed leaf', 'one', signed(lambda t: anchoring(w, t, note=1)), 'LEAF_MALFORMED'
    yield 'signed: a leaf of a later height', 'one', signed(lambda t: anchoring(w, t, height=99)), 'LEAF_LATER'
    yield 'signed: another checkpoint', 'one', signed(lambda t: anchoring(w, city.sign(city.body(12)))), other
    yield 'signed: what is no checkpoint', 'one', anchored(
        changed(below, checkpoint='x'), [w]), 'CHECKPOINT_MALFORMED'
    yield 'signed: what is no checkpoint, in between', 'one', {**two, 'anchors': [
        {**two['anchors'][0], 'checkpoint': 'x'},
        anchored(changed(below, checkpoint='x'), [w])['anchors'][0]]}, 'CHECKPOINT_MALFORMED'
