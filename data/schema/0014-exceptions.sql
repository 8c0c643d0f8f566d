-- Step 14: what happened beside the ordinary is found by when it happened, for the day's report. These entries are few: the index costs the others
-- the comparison of a word.
CREATE INDEX audit_exception ON audit (at_ms)
	WHERE action = 'setting.change' OR action = 'session.suspend' OR action = 'session.resume' OR action = 'session.extra'
		OR action = 'ban.start' OR action = 'ban.lift' OR action = 'no_show.withdraw' OR action = 'day.pass';
