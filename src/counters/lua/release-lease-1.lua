-- Gives a lease back.
--
-- KEYS  1 leases of a key
-- ARGV  1 name of the lease, 2 now, in milliseconds
-- return  1 it was held until now, 0 it was given back before, had ended, or never was
local endsAt = redis.call('ZSCORE', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[1], ARGV[1])
return endsAt and tonumber(endsAt) > tonumber(ARGV[2]) and 1 or 0
