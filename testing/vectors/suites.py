"""SM3, SM2, SHA-256 and Ed25519, written for clarity from GB/T 32905, GB/T 32918 and RFC 8032. Not for secrets."""
import hashlib


def _rotate(value, by):
    by %= 32
    return (value << by | value >> (32 - by)) & 0xFFFFFFFF


def _p0(x):
    return x ^ _rotate(x, 9) ^ _rotate(x, 17)


def _p1(x):
    return x ^ _rotate(x, 15) ^ _rotate(x, 23)


def sm3(message):
    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padded = message + b'\x80'
    padded += bytes((56 - len(padded)) % 64) + (8 * len(message)).to_bytes(8, 'big')
    for offset in range(0, len(padded), 64):
        w = [int.from_bytes(padded[offset + 4 * i:offset + 4 * i + 4], 'big') for i in range(16)]
        for j in range(16, 68):
            w.append(_p1(w[j - 16] ^ w[j - 9] ^ _rotate(w[j - 3], 15)) ^ _rotate(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            t = 0x79CC4519 if j < 16 else 0x7A879D8A
            ss1 = _rotate((_rotate(a, 12) + e + _rotate(t, j)) & 0xFFFFFFFF, 7)
            ss2 = ss1 ^ _rotate(a, 12)
            ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g)
            tt1 = (ff + d + ss2 + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
            tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
            a, b, c, d = tt1, a, _rotate(b, 9), c
            e, f, g, h = _p0(tt2), e, _rotate(f, 19), g
        state = [x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h))]
    return b''.join(x.to_bytes(4, 'big') for x in state)


P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)


def _add(p, q):
    if p is None or q is None:
        return q if p is None else p
    if p[0] == q[0]:
        if (p[1] + q[1]) % P == 0:
            return None
        slope = (3 * p[0] * p[0] + A) * pow(2 * p[1], -1, P) % P
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, P) % P
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P


def _multiply(k, p):
    result = None
    while k:
        if k & 1:
            result = _add(result, p)
        p = _add(p, p)
        k >>= 1
    return result


def _32(number):
    return number.to_bytes(32, 'big')


class Gm:
    number, label = 1, 'gm'
    hash = staticmethod(sm3)

    @staticmethod
    def public_key(secret):
        x, y = _multiply(int.from_bytes(secret, 'big'), G)
        return b'\x04' + _32(x) + _32(y)

    @staticmethod
    def _e(public_key, message):
        user = b'1234567812345678'
        z = sm3((8 * len(user)).to_bytes(2, 'big') + user + _32(A) + _32(B) + _32(G[0]) + _32(G[1]) + public_key[1:])
        return int.from_bytes(sm3(z + message), 'big')

    @classmethod
    def sign(cls, secret, message, k=None):
        d = int.from_bytes(secret, 'big')
        e = cls._e(cls.public_key(secret), message)
        # Any k will do for a vector; this one is repeatable.
        k = k or int.from_bytes(sm3(b'vector' + secret + message), 'big') % (N - 1) + 1
        r = (e + _multiply(k, G)[0]) % N
        s = pow(1 + d, -1, N) * (k - r * d) % N
        assert r and s and r + k != N
        return _32(r) + _32(s)

    @classmethod
    def verify(cls, public_key, message, signature):
        if len(public_key) != 65 or public_key[0] != 4 or len(signature) != 64:
            return False
        x, y = int.from_bytes(public_key[1:33], 'big'), int.from_bytes(public_key[33:], 'big')
        if x >= P or y >= P or (y * y - x * x * x - A * x - B) % P:
            return False
        r, s = int.from_bytes(signature[:32], 'big'), int.from_bytes(signature[32:], 'big')
        if not (1 <= r < N and 1 <= s < N) or (r + s) % N == 0:
            return False
        point = _add(_multiply(s, G), _multiply((r + s) % N, (x, y)))
        return point is not None and (cls._e(public_key, message) + point[0]) % N == r


EP = 2 ** 255 - 19
EL = 2 ** 252 + 27742317777372353535851937790883648493
ED = -121665 * pow(121666, -1, EP) % EP


def _e_add(p, q):
    product = ED * p[0] * q[0] * p[1] * q[1]
    x = (p[0] * q[1] + q[0] * p[1]) * pow(1 + product, -1, EP)
    y = (p[1] * q[1] + p[0] * q[0]) * pow(1 - product, -1, EP)
    return x % EP, y % EP


def _e_multiply(k, p):
    result = (0, 1)
    while k:
        if k & 1:
            result = _e_add(result, p)
        p = _e_add(p, p)
        k >>= 1
    return result


def _e_decode(data):
    number = int.from_bytes(data, 'little')
    sign, y = number >> 255, number & (2 ** 255 - 1)
    if y >= EP:
        return None
    square = (y * y - 1) * pow(ED * y * y + 1, -1, EP) % EP
    x = pow(square, (EP + 3) // 8, EP)
    if (x * x - square) % EP:
        x = x * pow(2, (EP - 1) // 4, EP) % EP
    if (x * x - square) % EP or (x == 0 and sign):
        return None
    return (EP - x if x & 1 != sign else x), y


def _e_encode(p):
    return (p[1] | (p[0] & 1) << 255).to_bytes(32, 'little')


EB = _e_decode((4 * pow(5, -1, EP) % EP).to_bytes(32, 'little'))


class International:
    number, label = 2, 'international'

    @staticmethod
    def hash(data):
        return hashlib.sha256(data).digest()

    @staticmethod
    def _expand(secret):
        h = hashlib.sha512(secret).digest()
        return (int.from_bytes(h[:32], 'little') & (2 ** 254 - 8)) | 2 ** 254, h[32:]

    @classmethod
    def public_key(cls, secret):
        return _e_encode(_e_multiply(cls._expand(secret)[0], EB))

    @classmethod
    def sign(cls, secret, message):
        scalar, prefix = cls._expand(secret)
        r = int.from_bytes(hashlib.sha512(prefix + message).digest(), 'little') % EL
        point = _e_encode(_e_multiply(r, EB))
        k = int.from_bytes(hashlib.sha512(point + cls.public_key(secret) + message).digest(), 'little')
        return point + ((r + k * scalar) % EL).to_bytes(32, 'little')

    @staticmethod
    def verify(public_key, message, signature):
        if len(public_key) != 32 or len(signature) != 64:
            return False
        point, key, s = _e_decode(signature[:32]), _e_decode(public_key), int.from_bytes(signature[32:], 'little')
        if point is None or key is None or s >= EL:
            return False
        k = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), 'little') % EL
        return _e_multiply(s, EB) == _e_add(point, _e_multiply(k, key))


SUITES = (Gm, International)


def by_label(label):
    return next((suite for suite in SUITES if suite.label == label), None)


def signing_input(suite, tag, data):
    return tag.encode('ascii') + bytes([0, suite.number]) + data


def key_id(suite, public_key):
    return suite.hash(signing_input(suite, 'titlechain/key/v1', public_key))


# Published examples: GB/T 32905 A.1 and A.2, GB/T 32918.5 A.2, RFC 8032 7.1 test 1.
HASH_EXAMPLES = [
    ('gm', '616263', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'),
    ('gm', '61626364' * 16, 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'),
    ('international', '616263', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'),
]
SIGNATURE_EXAMPLES = [
    ('gm',
     '04' '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020'
     'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
     b'message digest'.hex(),
     'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3'
     'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'),
    ('international',
     'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
     '',
     'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555'
     'fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'),
]


def check_examples():
    for label, data, digest in HASH_EXAMPLES:
        assert by_label(label).hash(bytes.fromhex(data)).hex() == digest, label
    for label, key, message, signature in SIGNATURE_EXAMPLES:
        assert by_label(label).verify(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)), label
    secret = bytes.fromhex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8')
    k = 0x59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21
    assert Gm.sign(secret, b'message digest', k).hex() == SIGNATURE_EXAMPLES[0][3]
    secret = bytes.fromhex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
    assert International.sign(secret, b'').hex() == SIGNATURE_EXAMPLES[1][3]
