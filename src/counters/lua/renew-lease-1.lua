-- Lets a lease that is held begin its life anew.
--
-- KEYS  1 leases of a key
-- ARGV  1 name of the lease, 2 now, in milliseconds, 3 its life in ms
-- return  1 renewed, 0 it was given back before, had ended, or never was
local endsAt = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not endsAt or tonumber(endsAt) <= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], tonumber(ARGV[2]) + tonumber(ARGV[3]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], 2 * tonumber(ARGV[3]))
return 1
