-- While the clock shows less than when a schedule was made, changed or resumed, its
-- slots count from the clock's time on; which of the two was wrong isn't known. This is
-- what was written first, for when the clock has passed it.
ALTER TABLE schedules ADD COLUMN since_said INTEGER;

-- Since when the schedule of a connection's copy counts, for one that was never made.
ALTER TABLE connections ADD COLUMN offline_since INTEGER;
