package io.vedette.cache;

/** A policy that was set by HTTP, and its tag without quotes. */
record StoredPolicy(Policy policy, String etag) {}
