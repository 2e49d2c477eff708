-- Marks usage batches as counted once more, after a Redis that may have lost the marks.
--
-- KEYS  one marker per batch
-- ARGV  1 seconds for which a marker stands, then what stands in each
for key = 1, #KEYS do redis.call('SET', KEYS[key], ARGV[1 + key], 'NX', 'EX', ARGV[1]) end
return #KEYS
