-- Notes that a verifier is alive.
--
-- KEYS  1 the verifiers
-- ARGV  1 name of the verifier, 2 seconds after which one that does not beat is gone
-- return  how many are alive
local now = tonumber(redis.call('TIME')[1])
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[2]))
redis.call('EXPIRE', KEYS[1], tonumber(ARGV[2]))
return redis.call('ZCARD', KEYS[1])
