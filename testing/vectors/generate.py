"""Writes the golden vectors beside this file: python3 testing/vectors/generate.py (no packages needed).

Nothing here calls the programs under test. What a case expects comes from published examples, from the construction of
the case, or from the third verifier in verifier.py; where two of these speak, they must agree or nothing is written.
"""
import json
import os
import random

import formats
import lies
import verifier
from formats import encode, head
from suites import HASH_EXAMPLES, SIGNATURE_EXAMPLES, SUITES, Gm, International, check_examples, key_id, signing_input
from world import TIME, World, anchored, secret

FOLDER = os.path.dirname(os.path.abspath(__file__))
WORLDS = {'gm': World(Gm), 'international': World(International)}


def write(name, about, lists):
    """One case a line, so that a change shows as one line."""
    parts = ['"about": ' + json.dumps(about, ensure_ascii=False)]
    for key, cases in lists.items():
        if isinstance(cases, dict):
            parts.append('%s: %s' % (json.dumps(key), json.dumps(cases, ensure_ascii=False)))
            continue
        lines = ',\n'.join('    ' + json.dumps(case, ensure_ascii=False) for case in cases)
        parts.append('%s: [\n%s\n  ]' % (json.dumps(key), lines))
    with open(os.path.join(FOLDER, name), 'w', encoding='utf-8') as file:
        file.write('{\n  ' + ',\n  '.join(parts) + '\n}\n')


def plain(value):
    """A value as JSON that loses nothing: {"integer": "7"}, {"bytes": "00ff"}, {"map": [[key, value] …]} …"""
    if value is None:
        return {'null': True}
    if isinstance(value, bool):
        return {'boolean': value}
    if isinstance(value, int):
        return {'integer': str(value)}
    if isinstance(value, bytes):
        return {'bytes': value.hex()}
    if isinstance(value, str):
        return {'text': value}
    if isinstance(value, list):
        return {'list': [plain(item) for item in value]}
    keys = sorted(value, key=encode)
    return {'map': [[key, plain(value[key])] for key in keys]}


def nested(levels):
    value = 0
    for _ in range(levels):
        value = [value]
    return value


def canonical():
    edges = [0, 1, 10, 23, 24, 25, 100, 255, 256, 1000, 65535, 65536, 1000000, 2**32 - 1, 2**32, 2**53, 2**63 - 1]
    values = edges + [-1 - number for number in edges] + [
        b'', b'\x01\x02\x03\x04', bytes(23), bytes(24), bytes(256), '', 'a', 'IETF', '"\\', 'ü', '水', '测试',
        '\U00010151', '\x00', 'x' * 24, 'x' * 256, [], [1, 2, 3], [1, [2, 3], [4, 5]], list(range(25)), {},
        {'a': 1, 'b': [2, 3]}, {'b': 1, 'a': 2, 'aa': 3, '': 4},
        {'é': 1, 'zz': 2, 'z': 3, '水': 4, 'zzz': 5, 'zzzz': 6},
        {'x' * 23: 1, 'x' * 24: 2, 'y': 3}, True, False, None, [True, None, {'n': None}], nested(32)]
    refuse = {
        '': 'no value', '00 00': 'a byte too many', '18 17': 'not the shortest form', '18 00': 'not the shortest form',
        '19 00ff': 'not the shortest form', '1a 0000ffff': 'not the shortest form',
        '1b 00000000ffffffff': 'not the shortest form', '38 17': 'not the shortest form',
        '1b 8000000000000000': 'beyond 2^63 − 1', '1b ffffffffffffffff': 'beyond 2^63 − 1',
        '3b 8000000000000000': 'below −2^63', '58 01 00': 'length not in shortest form',
        '78 01 61': 'length not in shortest form',
        '98 01 00': 'count not in shortest form', 'b8 01 61 61 00': 'count not in shortest form', '18': 'truncated',
        '19 01': 'truncated', '1b 00000001': 'truncated', '41': 'truncated', '62 61': 'truncated', '81': 'truncated',
        'a1': 'truncated', 'a1 61 61': 'truncated', '5b 7fffffffffffffff': 'a length beyond the input',
        '9b 7fffffffffffffff': 'a count beyond the input', 'bb 7fffffffffffffff': 'a count beyond the input',
        '1c': 'reserved', '1d': 'reserved', '1e': 'reserved', '1f': 'reserved', '3f': 'reserved',
        '5f 41 00 ff': 'indefinite bytes', '7f 61 61 ff': 'indefinite text', '9f 00 ff': 'indefinite list',
        'bf 61 61 00 ff': 'indefinite map', 'ff': 'break', 'c0 60': 'tag', 'c2 41 01': 'big integer', 'd8 18 40': 'tag',
        'f9 0000': 'half float', 'f9 3c00': 'half float', 'fa 47c35000': 'single float',
        'fb 3ff199999999999a': 'double float', 'f7': 'undefined', 'e0': 'simple value', 'f3': 'simple value',
        'f8 14': 'false in two bytes', 'f8 20': 'simple value', 'f8 ff': 'simple value', '61 80': 'not UTF-8',
        '62 c0 80': 'overlong zero', '63 e0 80 80': 'overlong', '63 ed a0 80': 'surrogate', '63 ed bf bf': 'surrogate',
        '64 f4 90 80 80': 'beyond U+10FFFF', '64 f8 88 80 80': 'not UTF-8', '62 c3 28': 'not UTF-8',
        '61 ff': 'not UTF-8',
        'a2 61 61 00 61 61 01': 'key twice', 'a2 61 62 00 61 61 01': 'keys out of order',
        'a2 62 61 61 00 61 62 01': 'longer key first', 'a1 00 00': 'key that is not text',
        'a1 41 61 00': 'key that is not text', 'a1 f6 00': 'key that is not text', 'a1 61 ff 00': 'key not UTF-8',
        'a1 80 00': 'key that is not text',
    }
    refuse = [{'hex': data.replace(' ', ''), 'why': why} for data, why in refuse.items()]
    refuse.append({'hex': encode(nested(32)).replace(b'\x81', b'\x81\x81', 1).hex(), 'why': '33 levels'})
    for case in refuse:
        try:
            formats.decode(bytes.fromhex(case['hex']))
            raise AssertionError(case)
        except formats.NotCanonical:
            pass
    accept = []
    for value in values:
        assert formats.decode(encode(value)) == value
        accept.append({'hex': encode(value).hex(), 'value': plain(value)})
    write('canonical.json', 'Section 1. Each accepted encoding stands for the value and is the only one of it.',
          {'accept': accept, 'refuse': refuse})


def suites():
    hashes = [{'suite': label, 'data': data, 'digest': digest} for label, data, digest in HASH_EXAMPLES]
    signatures = [{'suite': label, 'key': key, 'message': message, 'signature': signature, 'valid': True}
                  for label, key, message, signature in SIGNATURE_EXAMPLES]
    keys = []
    for suite in SUITES:
        for length in (0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 127, 128, 1000):
            data = bytes(i * 7 % 256 for i in range(length))
            hashes.append({'suite': suite.label, 'data': data.hex(), 'digest': suite.hash(data).hex()})
        for index in range(3):
            key = suite.public_key(secret(suite, index))
            keys.append({'suite': suite.label, 'key': key.hex(), 'id': key_id(suite, key).hex()})
            message = b'message %d' % index
            good = suite.sign(secret(suite, index), message)
            rest = good[32:]
            for name, signature, m in [
                    ('true', good, message), ('another message', good, b'message'), ('short', good[:-1], message),
                    ('long', good + b'\x00', message),
                    ('bit of the first half', bytes([good[0] ^ 1]) + good[1:], message),
                    ('bit of the second half', good[:-1] + bytes([good[-1] ^ 1]), message),
                    ('zeros', bytes(64), message), ('first half zero', bytes(32) + rest, message),
                    ('second half zero', good[:32] + bytes(32), message),
                    ('second half out of range', beyond(suite, good), message)]:
                assert suite.verify(key, m, signature) == (name == 'true'), name
                signatures.append({'suite': suite.label, 'name': name, 'key': key.hex(), 'message': m.hex(),
                                   'signature': signature.hex(), 'valid': name == 'true'})
    write('suites.json', 'Section 2. The first cases are those published with the algorithms.',
          {'hashes': hashes, 'keys': keys, 'signatures': signatures})


def beyond(suite, signature):
    """The same second half plus the order of the group: equal to who forgets the range check."""
    from suites import EL, N
    if suite is Gm:
        s = int.from_bytes(signature[32:], 'big') + N
        return signature[:32] + (s.to_bytes(32, 'big') if s < 1 << 256 else b'\xff' * 32)
    return signature[:32] + (int.from_bytes(signature[32:], 'little') + EL).to_bytes(32, 'little')


def entries():
    cases = []
    for label, world in WORLDS.items():
        suite, key = world.suite, world.public('registry')
        for nonce, expires, commands in [
                (0, 0, [{'type': 'record.message', 'version': 1}]),
                (1, TIME, [{'type': 'a'}, {'type': '测', 'n': [-1, None]}])]:
            body = encode({'chain': 'example', 'key': key, 'nonce': bytes([nonce]) * 16, 'expires': expires,
                           'contract': 1, 'commands': commands})
            signed = signing_input(suite, 'titlechain/entry/v1', body)
            entry = {'version': 1, 'suite': suite.number, 'body': body,
                     'signature': suite.sign(world.secrets['registry'], signed)}
            cases.append({'suite': label, 'entry': encode(entry).hex(), 'id': suite.hash(signed).hex(),
                          'key': key.hex(), 'nonce': bytes([nonce]).hex() * 16, 'expires': expires,
                          'commands': plain(commands), 'valid': True})
            entry['signature'] = bytes(64)
            cases.append({**cases[-1], 'entry': encode(entry).hex(), 'valid': False})
    write('entries.json', 'Section 3. Whether valid is about the signature; the identifier does not depend on it.',
          {'entries': cases})


def log():
    cases = []
    for label, world in WORLDS.items():
        leaves = [b'leaf %d' % i for i in range(11)]
        cases.append({
            'suite': label, 'leaves': [leaf.hex() for leaf in leaves],
            'roots': [formats.log_root(world.hash, leaves[:n]).hex() for n in range(len(leaves) + 1)],
            'inclusion': [{'position': m, 'size': n, 'path': hexes(formats.inclusion(world.hash, m, leaves[:n]))}
                          for n in range(1, 12) for m in range(n)],
            'consistency': [{'old': m, 'new': n, 'path': hexes(formats.consistency(world.hash, m, leaves[:n]))}
                            for n in range(12) for m in range(n + 1)]})
    write('log.json', 'Section 4. Roots of the first 0, 1, 2 … leaves, and every proof among them.', {'logs': cases})


def hexes(items):
    return [item.hex() for item in items]


def state():
    cases = []
    for label, world in WORLDS.items():
        chance = random.Random(1)
        base = chance.randbytes(32)

        def flip(*bits):
            place = int.from_bytes(base, 'big')
            for bit in bits:
                place ^= 1 << (255 - bit)
            return place.to_bytes(32, 'big')
        sets = {
            'empty': [], 'one': [base], 'first bit': [base, flip(0)], 'last bit': [base, flip(255)],
            'shared prefixes': [base, flip(250), flip(250, 251), flip(128), flip(3), flip(3, 200)],
            'many': [chance.randbytes(32) for _ in range(20)],
            'only left': [b'\x00' + chance.randbytes(31) for _ in range(3)],
        }
        if label != 'gm':
            # Long paths once are enough.
            del sets['last bit'], sets['shared prefixes']
        for name, places in sets.items():
            digests = {place: world.hash(place) for place in places}
            asked = places[:4] + [flip(1), flip(252), bytes(32), b'\xff' * 32]
            proofs = []
            for place in asked:
                proof = formats.state_proof(world.hash, digests, place)
                end = proof['terminal']
                proofs.append({'place': place.hex(), 'present': place in digests, 'siblings': hexes(proof['siblings']),
                               'terminal': end and {key: value.hex() for key, value in end.items()}})
            leaves = [{'place': place.hex(), 'digest': digest.hex()} for place, digest in digests.items()]
            cases.append({'suite': label, 'name': name, 'leaves': leaves,
                          'root': formats.state_root(world.hash, digests).hex(), 'proofs': proofs})
    write('state.json', 'Section 5. Places are given, not keys, so that prefixes can be long.', {'trees': cases})


def trust_files():
    world = WORLDS['gm']
    text = world.trust(2)
    key = world.public('registry').hex()
    accept = [text, world.trust(1, ['registry']), WORLDS['international'].trust(3), ''.join(text.split()),
              text.replace('example', '\\u0065xample').replace('/', '\\/'), '\t\r\n ' + text]
    refuse = [
        '', 'null', '[]', '{}', '\ufeff' + text, text + 'x', text + '{}', text.replace('"version": 1,', ''),
        text.replace('"version": 1', '"version": 2'), text.replace('"version": 1', '"version": 1.0'),
        text.replace('"version": 1', '"version": 1e0'), text.replace('"version": 1', '"version": 01'),
        text.replace('"version": 1', '"version": "1"'), text.replace('"version": 1', '"version": true'),
        text.replace('"version": 1,', '"version": 1, "version": 1,'),
        text.replace('"version": 1,', '"version": 1, "\\u0076ersion": 1,'),
        text.replace('"version": 1,', '"version": 1, "note": "",'), text.replace('"version": 1,', '"version": 1,,'),
        text.replace('"version": 1,', '"version": 1'), text.replace('/trust', '/other'), text.replace('"gm"', '"GM"'),
        text.replace('"gm"', '"international"'), text.replace('"example"', '"Example"'),
        text.replace('"example"', '""'),
        text.replace('"example"', '"' + 'e' * 65 + '"'), text.replace('"example"', '"exam\nple"'),
        text.replace('"example"', '"example\\n"'), text.replace('"example"', '"\\x65xample"'),
        text.replace('"quorum": 2', '"quorum": 0'), text.replace('"quorum": 2', '"quorum": 4'),
        text.replace('"quorum": 2', '"quorum": -1'), text.replace('"quorum": 2', '"quorum": 4294967298'),
        text.replace('"quorum": 2', '"quorum": 18446744073709551618'), text.replace('"quorum": 2', '"quorum": +2'),
        text.replace('"quorum": 2', '"quorum": null'), text.replace('"witness"', '"registry"'),
        text.replace(world.public('witness').hex(), key), text.replace(key, key.upper()), text.replace(key, key[2:]),
        text.replace(key, '05' + key[2:]), text.replace(key, key[1:]), text.replace(key, '0x' + key[2:]),
        text.replace('{ "name"', '{ "role": "x", "name"'), text.replace('  ]\n}', '  ,]\n}'),
        text.replace('  ]\n}', '  ]\n'),
        text.replace('\n  ]', ',\n  ]'), text.replace('"', "'"), '// comment\n' + text, world.trust(1, []), '[' * 1000]
    lists = {'accept': [{'text': item} for item in accept], 'refuse': [{'text': item} for item in refuse]}
    lists['refuse'].append({'hex': text.encode().replace(b'example', b'exampl\xff').hex()})
    for case in lists['accept']:
        verifier.read_trust(case['text'].encode())
    for case in lists['refuse']:
        try:
            verifier.read_trust(bytes.fromhex(case['hex']) if 'hex' in case else case['text'].encode('utf-8'))
            raise AssertionError(case)
        except verifier.Invalid:
            pass
    write('trust.json', 'Section 10. Cases with hex are not UTF-8.', lists)


def trusts(world):
    return {'one': world.trust(1), 'two': world.trust(2)}


def proofs():
    for label, world in WORLDS.items():
        cases = []
        for unit in world.units + [world.absent(True), world.absent(False)]:
            cases.append(('one', world.title(unit)))
        cases.append(('two', world.title(world.units[0], world.sign(world.body(), 'witness', 'registry'))))
        cases.append(('two', world.title(
            world.units[1], world.sign(world.body(), 'registry', 'third.member-3', 'witness'))))
        nothing = {'chain': world.values['chain']}
        cases.append(('one', world.title(world.units[0], values=nothing)))
        cases += [('one', world.record('chain')), ('one', world.record('registration/999901/1'))]
        cases += [('one', world.receipt(position)) for position in range(13)]
        cases += [('one', world.receipt(0, 1)), ('one', world.receipt(6, 7)), ('one', world.receipt(7, 8))]
        cases += [('one', world.extension(*sizes)) for sizes in
                  ((0, 0), (0, 13), (1, 3), (4, 8), (6, 13), (7, 13), (13, 13))]
        cases += [('two', evidence) for evidence in world.splits()]
        # The chains below need no keys here, and may have another suite.
        others = [World(suite, chain) for suite, chain in zip((International, Gm), ('city', 'province'))]
        for below in (others[0].title(others[0].units[0]), others[0].title(others[0].absent(True)),
                      others[0].record('chain'), others[0].receipt(3)):
            cases.append(('one', anchored(below, [world])))
            cases.append(('one', anchored(below, [others[1], world])))
        cases.append(('one', anchored(others[1].title(others[1].units[1]), [others[0], others[1], world])))
        written = []
        for trust, proof in cases:
            file = encode(proof)
            written.append({'trust': trust, 'file': file.hex(),
                            'facts': verifier.verify(file, trusts(world)[trust].encode())})
        write('valid-%s.json' % label, 'Sections 7 to 9b: files that are valid for the trust file, and what they prove.',
              {'trust': trusts(world), 'proofs': written})


def refused():
    world, total = WORLDS['gm'], 0
    for name, source in (('titles', lies.titles), ('shapes', lies.shapes), ('checkpoints', lies.checkpoints),
                         ('receipts', lies.receipts), ('records', lies.records), ('extensions', lies.extensions),
                         ('splits', lies.splits), ('anchors', lies.anchors)):
        written = []
        for about, trust, proof, reason in source(world):
            file = proof if isinstance(proof, bytes) else encode(proof)
            found = refusal(file, trusts(world)[trust])
            assert found == reason, (name, about, found, reason)
            written.append({'name': about, 'trust': trust, 'file': file.hex(), 'reason': reason})
        total += len(written)
        write('refused-%s.json' % name, 'Section 12: false proofs and the reason of each.',
              {'trust': trusts(world), 'proofs': written})
    flips = []
    for label, world in WORLDS.items():
        chance = random.Random(2)
        for proof in (world.title(world.units[0]), world.receipt(5), world.extension(6, 13)):
            file = encode(proof)
            for offset in sorted(chance.sample(range(len(file)), 14)):
                bit = 1 << chance.randrange(8)
                changed = file[:offset] + bytes([file[offset] ^ bit]) + file[offset + 1:]
                flips.append({'name': 'bit %d of byte %d of a %s' % (bit, offset, proof['format']), 'suite': label,
                              'trust': label, 'file': changed.hex(), 'reason': refusal(changed, trusts(world)['one'])})
    write('refused-flips.json', 'Section 12: true proofs with one bit flipped.',
          {'trust': {label: world.trust(1) for label, world in WORLDS.items()}, 'proofs': flips})
    print(total + len(flips), 'false proofs')


def refusal(file, trust):
    try:
        raise AssertionError(('accepted', verifier.verify(file, trust.encode())))
    except verifier.Invalid as invalid:
        return str(invalid)


if __name__ == '__main__':
    check_examples()
    assert head(0, 24) == b'\x18\x18'
    for step in (canonical, suites, entries, log, state, trust_files, proofs, refused):
        step()
