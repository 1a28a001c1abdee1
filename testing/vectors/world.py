"""An invented register of a few units: what the vectors speak of."""
import formats
from suites import key_id

TIME = 1763700000000


def secret(suite, index):
    """A test key; every implementation can have it, so it must sign nothing real."""
    return suite.hash(b'titlechain vectors, key %d' % index)


def unit_code(number):
    return '999901001001GB%05dF%08d' % (number, 10001)


def sheet(unit, rights, restrictions, version=1):
    return {
        'schema': 1, 'unit': unit, 'kind': 'building', 'state': 'live', 'virtual': False, 'district': unit[:6],
        'parcel': unit[:19], 'location': '测试路 1 号', 'nature': {'areaSquareCentimetres': 985000},
        'rights': [{'id': 'TESTCASE%04d' % i, 'rightType': '4'} for i in range(rights)],
        'restrictions': [{'rank': i + 1, 'kind': 'mortgage', 'state': 'live'} for i in range(restrictions)],
        'certificates': [], 'remarks': [], 'lineage': {'from': [], 'to': []}, 'version': version, 'previous': None,
        'updated': {'height': 3, 'time': TIME + 3000, 'message': 'TEST0001'},
    }


def anchoring(world, checkpoint, **fields):
    """A leaf by which a chain records the checkpoint of the chain below."""
    leaf = world.leaf(5)
    leaf['command'] = {'type': 'anchoring.record', 'checkpoint': checkpoint, 'path': []}
    leaf['decision'] = {'accepted': True, 'result': {'chain': 'example', 'height': 7}, 'writes': []}
    return formats.encode({**leaf, **fields})


def anchored(below, worlds, leaf=anchoring):
    """A proof of the lowest chain, anchored in each of the worlds, from the lowest up."""
    anchors, text = [], below['checkpoint']
    for world in worlds:
        receipt = world.receipt(5, leaves=world.leaves[:5] + [leaf(world, text)] + world.leaves[6:])
        anchors.append({name: receipt[name] for name in ('leaf', 'position', 'path', 'checkpoint')})
        text = receipt['checkpoint']
    return {'format': 'titlechain/anchored-proof', 'version': 1, 'file': formats.encode(below), 'anchors': anchors}


class World:
    """A log of leaves and a state at two heights, and the members who sign them."""

    def __init__(self, suite, chain='example'):
        self.suite, self.hash, self.chain = suite, suite.hash, chain
        self.secrets = {'registry': secret(suite, 1), 'witness': secret(suite, 2), 'third.member-3': secret(suite, 3)}
        self.stranger = secret(suite, 9)
        self.units = [unit_code(n) for n in range(1, 7)]
        values = {'unit/' + unit: sheet(unit, i % 3, (i + 1) % 2) for i, unit in enumerate(self.units)}
        values['chain'] = {'chain': chain, 'suite': suite.label, 'contract': 1, 'created': TIME}
        values['member/registry'] = {'key': self.public('registry'), 'organisation': 'TESTORG'}
        self.values = {key: formats.encode(value) for key, value in values.items()}
        self.leaves = [formats.encode(self.leaf(i)) for i in range(13)]

    def public(self, name):
        return self.suite.public_key(self.secrets[name])

    def leaf(self, index):
        leaf = {'version': 1, 'height': index // 2 + 1, 'time': TIME + 1000 * (index // 2 + 1),
                'entry': self.hash(b'entry %d' % index), 'index': 0, 'key': key_id(self.suite, self.public('registry')),
                'command': {'type': 'record.message', 'version': 1, 'note': index},
                'decision': {'accepted': True, 'result': {}, 'writes': []}}
        if index % 5 == 3:
            leaf['decision'] = {'accepted': False, 'code': 'RECORD_MALFORMED', 'facts': {}}
        if index == 4:
            leaf |= {'index': -1, 'command': None,
                     'decision': {'accepted': False, 'code': 'ENTRY_EXPIRED', 'facts': {}}}
        return leaf

    def digests(self, values=None):
        return {self.place(key): self.hash(value) for key, value in (values or self.values).items()}

    def place(self, key):
        return self.hash(key.encode('utf-8'))

    def body(self, size=None, height=None, values=None, leaves=None, time=None, **other):
        leaves = self.leaves if leaves is None else leaves
        size = len(leaves) if size is None else size
        height = (size + 1) // 2 if height is None else height
        return formats.checkpoint_body(
            other.get('suite', self.suite), other.get('chain', self.chain), height,
            TIME + 1000 * height if time is None else time, other.get('log_size', size),
            formats.log_root(self.hash, leaves[:size]), formats.state_root(self.hash, self.digests(values)))

    def sign(self, body, *names):
        return formats.signed(self.suite, body, [(name, self.secrets[name]) for name in names or ('registry',)])

    def trust(self, quorum=1, names=('registry', 'witness', 'third.member-3')):
        return formats.trust_text(self.chain, self.suite, quorum, [(name, self.public(name)) for name in names])

    def title(self, unit, checkpoint=None, values=None):
        values = values or self.values
        key = 'unit/' + unit
        return {'format': 'titlechain/title-proof', 'version': 1, 'key': key, 'value': values.get(key),
                'proof': formats.state_proof(self.hash, self.digests(values), self.place(key)),
                'checkpoint': checkpoint or self.sign(self.body(values=values))}

    def record(self, key, values=None):
        values = values or self.values
        return {'format': 'titlechain/record-proof', 'version': 1, 'key': key, 'value': values.get(key),
                'proof': formats.state_proof(self.hash, self.digests(values), self.place(key)),
                'checkpoint': self.sign(self.body(values=values))}

    def receipt(self, position, size=None, checkpoint=None, leaves=None):
        leaves = self.leaves if leaves is None else leaves
        size = len(leaves) if size is None else size
        return {'format': 'titlechain/receipt', 'version': 1, 'leaf': leaves[position], 'position': position,
                'path': formats.inclusion(self.hash, position, leaves[:size]),
                'checkpoint': checkpoint or self.sign(self.body(size, leaves=leaves))}

    def extension(self, old, new):
        return {'format': 'titlechain/consistency-proof', 'version': 1, 'old': self.sign(self.body(old)),
                'new': self.sign(self.body(new)), 'path': formats.consistency(self.hash, old, self.leaves[:new])}

    def split(self, first, second):
        return {'format': 'titlechain/split-view', 'version': 1, 'first': first, 'second': second}

    def splits(self):
        """Two checkpoints that no history holds both of, in every way there is."""
        base = self.sign(self.body(12))
        other = [self.leaves[1]] + self.leaves[1:]
        fork = {**self.values, 'unit/' + self.units[0]: formats.encode(sheet(self.units[0], 5, 5))}
        yield self.split(base, self.sign(self.body(12, leaves=other[:12])))
        yield self.split(base, self.sign(self.body(12, values=fork)))
        yield self.split(base, self.sign(self.body(12, time=TIME + 9999)))
        yield self.split(base, self.sign(self.body(13, height=6)))
        yield self.split(base, self.sign(self.body(12, height=7, leaves=other[:12])))
        yield self.split(base, self.sign(self.body(12, height=7, values=fork)))
        yield self.split(self.sign(self.body(12, height=5, values=fork)), base)
        yield self.split(base, self.sign(self.body(13, time=TIME)))
        yield self.split(base, self.sign(self.body(11, height=7)))
        yield self.split(base, self.sign(self.body(12, values=fork), 'witness'))
        yield self.split(self.sign(self.body(12), 'witness', 'registry'),
                         self.sign(self.body(12, values=fork), 'third.member-3', 'witness'))

    def absent(self, ends_in_leaf):
        """A unit code that is not in the register and whose path ends in another leaf, or in an empty subtree."""
        number = 100
        while True:
            proof = formats.state_proof(self.hash, self.digests(), self.place('unit/' + unit_code(number)))
            if (proof['terminal'] is not None) == ends_in_leaf:
                return unit_code(number)
            number += 1
