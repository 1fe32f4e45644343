package io.vedette.cache.policy;

/** A policy that was set by HTTP, and its tag without quotes. */
record StoredPolicy(Policy policy, String etag) {}
