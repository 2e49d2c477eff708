-- Stores cells of one source and slot once more, after a Redis that may have lost them.
--
-- KEYS  1 sequence, 2 dirty index, 3 cells
-- ARGV  1 their name in the dirty index, then field and absolute value of each
--
-- Invariant: cells only grow, whatever is stored by now.
redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[1]), ARGV[1])
for cell = 2, #ARGV, 2 do
  local stored = tonumber(redis.call('HGET', KEYS[3], ARGV[cell]) or '-1')
  if tonumber(ARGV[cell + 1]) > stored then redis.call('HSET', KEYS[3], ARGV[cell], ARGV[cell + 1]) end
end
return 1
