"""docs/formats.md, sections 1 and 4 to 10, in the plainest way: what honest members would write."""
import base64

from suites import key_id, signing_input


def encode(value):
    """Canonical bytes of None, bool, int, bytes, str, list or dict."""
    if value is None:
        return b'\xf6'
    if isinstance(value, bool):
        return b'\xf5' if value else b'\xf4'
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        data = value.encode('utf-8')
        return head(3, len(data)) + data
    if isinstance(value, list):
        return head(4, len(value)) + b''.join(encode(item) for item in value)
    pairs = sorted((encode(key), encode(item)) for key, item in value.items())
    return head(5, len(value)) + b''.join(key + item for key, item in pairs)


def head(major, argument):
    for size, code in ((0, None), (1, 24), (2, 25), (4, 26), (8, 27)):
        if size == 0 and argument < 24:
            return bytes([major << 5 | argument])
        if size and argument < 1 << (8 * size):
            return bytes([major << 5 | code]) + argument.to_bytes(size, 'big')
    raise ValueError('too large')


class NotCanonical(Exception):
    pass


def decode(data):
    value, end = _decode(data, 0, 0)
    if end != len(data):
        raise NotCanonical('trailing bytes')
    return value


def _take(data, position, count):
    if count > len(data) - position:
        raise NotCanonical('truncated')
    return data[position:position + count], position + count


def _decode(data, position, depth):
    if depth > 32:
        raise NotCanonical('too deep')
    first, position = _take(data, position, 1)
    major, low = first[0] >> 5, first[0] & 31
    if major == 7:
        if low not in (20, 21, 22):
            raise NotCanonical('simple value')
        return (False, True, None)[low - 20], position
    if major == 6 or low > 27:
        raise NotCanonical('tag or indefinite length')
    argument = low
    if low >= 24:
        raw, position = _take(data, position, 1 << (low - 24))
        argument = int.from_bytes(raw, 'big')
        if argument < (24, 256, 65536, 1 << 32)[low - 24]:
            raise NotCanonical('not the shortest form')
    if argument >= 1 << 63:
        raise NotCanonical('beyond 64 signed bits')
    if major == 0:
        return argument, position
    if major == 1:
        return -1 - argument, position
    if major in (2, 3):
        raw, position = _take(data, position, argument)
        if major == 2:
            return raw, position
        try:
            return raw.decode('utf-8'), position
        except UnicodeDecodeError:
            raise NotCanonical('text')
    if argument > len(data) - position:
        raise NotCanonical('truncated')
    if major == 4:
        items = []
        for _ in range(argument):
            item, position = _decode(data, position, depth + 1)
            items.append(item)
        return items, position
    result, last = {}, b''
    for _ in range(argument):
        start = position
        if position < len(data) and data[position] >> 5 != 3:
            raise NotCanonical('key that is not text')
        key, position = _decode(data, position, depth + 1)
        if data[start:position] <= last:
            raise NotCanonical('keys out of order or twice')
        last = data[start:position]
        result[key], position = _decode(data, position, depth + 1)
    return result, position


def log_root(hash, leaves):
    if len(leaves) < 2:
        return hash(b'\x00' + leaves[0]) if leaves else hash(b'')
    k = split(len(leaves))
    return hash(b'\x01' + log_root(hash, leaves[:k]) + log_root(hash, leaves[k:]))


def split(n):
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def inclusion(hash, m, leaves):
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return inclusion(hash, m, leaves[:k]) + [log_root(hash, leaves[k:])]
    return inclusion(hash, m - k, leaves[k:]) + [log_root(hash, leaves[:k])]


def consistency(hash, m, leaves, whole=True):
    if m in (0, len(leaves)):
        return [] if whole else [log_root(hash, leaves)]
    k = split(len(leaves))
    if m <= k:
        return consistency(hash, m, leaves[:k], whole) + [log_root(hash, leaves[k:])]
    return consistency(hash, m - k, leaves[k:], False) + [log_root(hash, leaves[:k])]


def bit(place, depth):
    return place[depth // 8] >> (7 - depth % 8) & 1


def state_root(hash, digests, depth=0):
    """digests: a map from place to digest."""
    if not digests:
        return bytes(32)
    if len(digests) == 1:
        (place, digest), = digests.items()
        return hash(b'\x00' + place + digest)
    halves = [{p: d for p, d in digests.items() if bit(p, depth) == side} for side in (0, 1)]
    return hash(b'\x01' + state_root(hash, halves[0], depth + 1) + state_root(hash, halves[1], depth + 1))


def state_proof(hash, digests, place):
    siblings, depth = [], 0
    while len(digests) > 1:
        side = bit(place, depth)
        siblings.append(state_root(hash, {p: d for p, d in digests.items() if bit(p, depth) != side}, depth + 1))
        digests = {p: d for p, d in digests.items() if bit(p, depth) == side}
        depth += 1
    terminal = None
    for other, digest in digests.items():
        if other != place:
            terminal = {'place': other, 'digest': digest}
    return {'siblings': siblings, 'terminal': terminal}


def base64_text(data):
    return base64.b64encode(data).decode('ascii')


def checkpoint_body(suite, chain, height, time, log_size, log_root_, state_root_):
    lines = ['titlechain/checkpoint/v1', chain, suite.label, str(height), str(time), str(log_size),
             base64_text(log_root_), base64_text(state_root_)]
    return ''.join(line + '\n' for line in lines)


def signature_line(suite, body, name, secret):
    public_key = suite.public_key(secret)
    signature = suite.sign(secret, signing_input(suite, 'titlechain/checkpoint/v1', body.encode('utf-8')))
    return '\u2014 %s %s\n' % (name, base64_text(key_id(suite, public_key)[:4] + signature))


def signed(suite, body, signers):
    return body + '\n' + ''.join(signature_line(suite, body, name, secret) for name, secret in signers)


def trust_text(chain, suite, quorum, members):
    lines = ',\n'.join('    { "name": "%s", "key": "%s" }' % (name, key.hex()) for name, key in members)
    return ('{\n  "format": "titlechain/trust",\n  "version": 1,\n  "chain": "%s",\n  "suite": "%s",\n'
            '  "quorum": %d,\n  "members": [\n%s\n  ]\n}\n' % (chain, suite.label, quorum, lines))
