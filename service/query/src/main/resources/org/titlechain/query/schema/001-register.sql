-- What is read of the ledger so far; one row. Written in the transaction of what it describes.
CREATE TABLE progress (
    id INTEGER PRIMARY KEY,
    chain ${text} NOT NULL,
    position BIGINT NOT NULL,
    height BIGINT NOT NULL,
    time BIGINT NOT NULL
);

INSERT INTO progress (id, chain, position, height, time) VALUES (1, '', 0, 0, 0);

-- Parts of unit codes and addresses, each once: 1 parcel, 2 fixture, 3 place, 4 rest of an address.
CREATE TABLE word (
    id ${id},
    kind INTEGER NOT NULL,
    text ${text} NOT NULL,
    reversed ${text} NOT NULL,
    UNIQUE (kind, text)
);

-- Every ending of every word: what contains a fragment has an ending that begins with it.
CREATE TABLE word_ending (
    kind INTEGER NOT NULL,
    ending ${text} NOT NULL,
    word BIGINT NOT NULL,
    PRIMARY KEY (kind, ending, word)
) ${clustered};

CREATE TABLE unit (
    id ${id},
    code ${text} NOT NULL UNIQUE,
    reversed ${text} NOT NULL,
    parcel_word BIGINT NOT NULL,
    fixture_word BIGINT NOT NULL,
    place_word BIGINT NOT NULL,
    rest_word BIGINT NOT NULL,
    location ${text} NOT NULL,
    kind ${text} NOT NULL,
    state ${text} NOT NULL,
    area BIGINT,
    land_use ${text} NOT NULL,
    rights INTEGER NOT NULL,
    mortgages INTEGER NOT NULL,
    seizures INTEGER NOT NULL,
    notices INTEGER NOT NULL,
    objections INTEGER NOT NULL,
    restrictions ${text} NOT NULL,
    certificates ${text} NOT NULL,
    version BIGINT NOT NULL,
    height BIGINT NOT NULL,
    time BIGINT NOT NULL
);

-- Who holds what, by party reference.
CREATE TABLE holder (
    party ${bytes} NOT NULL,
    unit BIGINT NOT NULL,
    PRIMARY KEY (party, unit)
) ${clustered};

CREATE INDEX holder_unit ON holder (unit);

CREATE TABLE certificate (
    id ${id},
    state_key ${text} NOT NULL UNIQUE,
    number ${text} NOT NULL,
    normalised ${text} NOT NULL,
    year INTEGER NOT NULL,
    place ${text} NOT NULL,
    serial ${text} NOT NULL,
    reversed_serial ${text} NOT NULL,
    kind ${text} NOT NULL,
    state ${text} NOT NULL,
    unit ${text} NOT NULL,
    right_id ${text} NOT NULL,
    message ${text} NOT NULL,
    height BIGINT NOT NULL,
    time BIGINT NOT NULL
);

CREATE TABLE case_file (
    id ${id},
    district ${text} NOT NULL,
    number ${text} NOT NULL,
    reversed ${text} NOT NULL,
    units ${text} NOT NULL,
    messages ${text} NOT NULL,
    steps INTEGER NOT NULL,
    height BIGINT NOT NULL,
    time BIGINT NOT NULL,
    UNIQUE (district, number)
);

-- One row for each message that was recorded; the position is its leaf's.
CREATE TABLE message (
    position ${id},
    message ${text} NOT NULL UNIQUE,
    reversed ${text} NOT NULL,
    rec_type ${text} NOT NULL,
    kind ${text} NOT NULL,
    case_number ${text} NOT NULL,
    district ${text} NOT NULL,
    units ${text} NOT NULL,
    registered ${text} NOT NULL,
    findings INTEGER NOT NULL,
    severity INTEGER NOT NULL,
    supplement INTEGER NOT NULL,
    signer BIGINT NOT NULL,
    height BIGINT NOT NULL,
    time BIGINT NOT NULL
);

CREATE TABLE message_unit (
    unit ${text} NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (unit, position)
) ${clustered};

-- Severity: 1 note, 2 ordinary, 3 serious, 4 severe. The body is the finding's canonical map.
CREATE TABLE finding (
    position BIGINT NOT NULL,
    item INTEGER NOT NULL,
    code ${text} NOT NULL,
    severity INTEGER NOT NULL,
    subject ${text} NOT NULL,
    message ${text} NOT NULL,
    district ${text} NOT NULL,
    body ${bytes} NOT NULL,
    height BIGINT NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (position, item)
) ${clustered};

CREATE TABLE signer (
    id ${id},
    key_id ${bytes} NOT NULL UNIQUE,
    name ${text} NOT NULL,
    organisation ${text} NOT NULL
);

-- Every version of every state key that an accepted command wrote.
CREATE TABLE record (
    position BIGINT NOT NULL,
    item INTEGER NOT NULL,
    state_key ${text} NOT NULL,
    version BIGINT NOT NULL,
    digest ${bytes} NOT NULL,
    signer BIGINT NOT NULL,
    source ${text} NOT NULL,
    chain_type ${text} NOT NULL,
    cooperation ${text} NOT NULL,
    height BIGINT NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (position, item)
) ${clustered};

-- The first position of each block that has leaves: turns times into positions.
CREATE TABLE block (
    height ${id},
    time BIGINT NOT NULL,
    first_position BIGINT NOT NULL
);

-- Counts by name and day (days since 1970-01-01 in China); day -1 is the sum of all days.
CREATE TABLE tally (
    name ${text} NOT NULL,
    day BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (name, day)
) ${clustered};
