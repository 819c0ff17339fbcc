-- Every list of an officer leaves out the files whose applicants the officer has declared to be close to.

CREATE INDEX conflicts_declared ON conflicts (officer_id) WHERE answer = 'declared';
