-- Names this life of the data set: a flushed or new Redis gets a new name.
--
-- KEYS  1 epoch
-- ARGV  1 a random name
-- return  the name that holds
redis.call('SET', KEYS[1], ARGV[1], 'NX')
return redis.call('GET', KEYS[1])
