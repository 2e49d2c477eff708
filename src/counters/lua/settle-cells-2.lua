-- Forgets cells that are in Postgres, unless they were touched since they were read.
--
-- KEYS  1 dirty index, 2 cells
-- ARGV  1 name of the cells in the dirty index, 2 the mark that was read before the cells
-- return  1 forgotten, 0 touched since (or forgotten before)
--
-- Invariant: no value is removed that was written after the mark.

if redis.call('ZSCORE', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('UNLINK', KEYS[2])
return 1
