-- Raises versions of keys, and never lowers one.
--
-- KEYS  1 epoch, 2… one hash per key
-- ARGV  1 the epoch under which the versions were read from Postgres, then one version per key
-- return  1 raised, 0 the data set was flushed since: read the versions again
--
-- Invariant: no version is set that was read before a flush; otherwise a raise that the flush lost could be undone.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for key = 2, #KEYS do
  local stored = tonumber(redis.call('HGET', KEYS[key], 'v') or '-1')
  if tonumber(ARGV[key]) > stored then redis.call('HSET', KEYS[key], 'v', ARGV[key]) end
end
return 1
