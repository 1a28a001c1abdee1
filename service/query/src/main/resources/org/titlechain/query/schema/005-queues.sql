-- The queues of one office, and what automation left to a person, in the order in which they are shown.
CREATE INDEX registration_office ON registration (district, rank, id);
CREATE INDEX registration_office_state ON registration (district, state, rank, id);
CREATE INDEX registration_waiting ON registration (waits_for_person, rank, id);
