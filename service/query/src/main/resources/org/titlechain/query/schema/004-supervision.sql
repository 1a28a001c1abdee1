-- The last printed serial of each series of an office.
CREATE TABLE printed_serial (
    series ${text} PRIMARY KEY,
    serial BIGINT NOT NULL
);

-- Why automation left a case to a person: code and subject, one reason a line.
ALTER TABLE registration ADD COLUMN reasons ${text} NOT NULL DEFAULT '';
