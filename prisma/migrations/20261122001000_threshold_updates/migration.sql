-- Thresholds can be changed; what they look at, and of what, stays.
GRANT UPDATE ("name", "limit", "requests_min", "severity") ON "thresholds" TO keywatch_control_plane;
