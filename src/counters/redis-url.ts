/** Where Redis is: the URL of one server, or the URLs of some nodes of a Redis Cluster, which name the others. */
export type RedisUrl = string | readonly string[];
