-- What is forgotten is found by its age, a portion at a time, without reading what stays.

CREATE INDEX sessions_by_revocation ON sessions (revoked_ms) WHERE revoked_ms IS NOT NULL;
CREATE INDEX login_codes_by_expiry ON login_codes (expires_ms);
CREATE INDEX rate_limits_by_window ON rate_limits (window_start_ms);
CREATE INDEX sms_outbox_by_age ON sms_outbox (created_ms);
