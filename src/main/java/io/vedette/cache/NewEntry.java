package io.vedette.cache;

/** What a writer stores. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NewEntry(byte[] value, String mediaType, Lifetime lifetime, Groups groups) {}
