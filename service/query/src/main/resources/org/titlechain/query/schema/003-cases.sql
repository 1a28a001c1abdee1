-- Cases that are handled here. Rank: the earlier an open case is due the higher; closed ones last.
CREATE TABLE registration (
    id ${id},
    district ${text} NOT NULL,
    number ${text} NOT NULL,
    reversed ${text} NOT NULL,
    state ${text} NOT NULL,
    mode ${text} NOT NULL,
    kinds ${text} NOT NULL,
    units ${text} NOT NULL,
    applied BIGINT NOT NULL,
    due BIGINT NOT NULL,
    rank BIGINT NOT NULL,
    entered INTEGER NOT NULL,
    automatic INTEGER NOT NULL,
    waits_for_person INTEGER NOT NULL,
    height BIGINT NOT NULL,
    time BIGINT NOT NULL,
    UNIQUE (district, number)
);

CREATE TABLE registration_unit (
    unit ${text} NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (unit, id)
) ${clustered};

CREATE INDEX registration_rank ON registration (rank, id);
CREATE INDEX registration_state ON registration (state, rank, id);
CREATE INDEX registration_newest ON registration (state, id);
CREATE INDEX registration_number ON registration (number);
CREATE INDEX registration_reversed ON registration (reversed);
